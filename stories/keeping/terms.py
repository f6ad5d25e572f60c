"""How long what was told is kept, as the texts that promise it say it. The terms themselves are settings."""

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext

__all__ = ["promised", "terms"]


def terms() -> dict[str, int]:
    """The numbers in such a text: `drafts` and `contact` in days, `unpublished` in months."""
    return {
        "drafts": settings.KEEP_DRAFTS.days,
        "unpublished": settings.KEEP_UNPUBLISHED_MONTHS,
        "contact": settings.KEEP_CONTACT.days,
    }


def _promised(text: str) -> str:
    return gettext(text) % terms()


promised = lazy(_promised, str)
"""A text that may name these numbers, in the language of whoever reads it, when they do."""
