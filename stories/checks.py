"""What `manage.py check` knows of keeping stories."""

import os
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from stories.keeping import erasure_log

__all__ = ["require_erasure_log", "require_keys", "warn_of_former_settings"]

FORMER: Final[Mapping[str, str]] = {"KEEP_UNPUBLISHED_DAYS": "KEEP_UNPUBLISHED_MONTHS"}
"""Settings that are no longer read, and what is read instead."""


@register(Tags.security, deploy=True)
def require_keys(**kwargs: Any) -> list[CheckMessage]:
    """A real site has keys of its own for what people tell: the one of the site may have to change."""
    return [
        Error(f"{name} ontbreekt: {what}.", hint="Zie .env.example.", id=f"stories.E00{number}")
        for number, (name, what) in enumerate(
            (
                ("STORY_KEYS", "verhalen van vertellers hangen dan aan SECRET_KEY"),
                ("STORY_HASH_KEY", "codes en de lijst van wat gewist is hangen dan aan SECRET_KEY"),
            ),
            start=1,
        )
        if not getattr(settings, name)
    ]


@register(Tags.security, deploy=True)
def require_erasure_log(**kwargs: Any) -> list[CheckMessage]:
    """A real site can write down what it erases: else no teller can take anything back."""
    if erasure_log.is_writable():
        return []
    return [
        Error(
            f"De lijst van wat gewist is kan niet worden bijgeschreven ({settings.ERASURE_LOG}): niemand kan dan een "
            "verhaal intrekken.",
            hint="Maak dit bestand en zijn map van de gebruiker onder wie de site draait.",
            id="stories.E003",
        )
    ]


@register()
def warn_of_former_settings(**kwargs: Any) -> list[CheckMessage]:
    """Whoever still has a setting by its old name would believe that a term holds which doesn't."""
    return [
        Warning(f"{old} wordt niet meer gelezen: gebruik {new}.", hint="Zie .env.example.", id="stories.W001")
        for old, new in FORMER.items()
        if old in os.environ
    ]
