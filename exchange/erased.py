"""That what was erased isn't brought in again: the list of erasures names it by its external id, or by the code that
an import makes of that.

In that list and not in a table: a backup of before the import, put back, would know nothing of it.
"""

from typing import Any, Final
from uuid import UUID, uuid5

from wagtail.models import Page

from exchange.models import ImportedPage
from stories.keeping import erasure_log

__all__ = ["erased_before", "identities_of", "is_erased", "is_erased_story"]

IMPORTED: Final = UUID("337e1c02-7165-4990-9765-d49c5b6453f1")
"""A name space of our own: the same external id is the same UUID, and no other page's."""


def erased_before() -> frozenset[str]:
    """What `is_erased` looks in; nothing when there is no list. Raises DamagedList, and OSError."""
    return erasure_log.erased() if erasure_log.is_there() else frozenset()


def is_erased(external_id: str, erased: frozenset[str]) -> bool:
    """Whether the page that this id became was erased."""
    return erasure_log.hash_of(_identity(external_id)) in erased


def is_erased_story(code_hash: str, erased: frozenset[str]) -> bool:
    """Whether what was told under this code was erased."""
    return erasure_log.hash_of(erasure_log.identity_of(code_hash)) in erased


def identities_of(sender: type[Page], page: Page, **kwargs: Any) -> list[UUID]:
    """Receives `core.erasing.erasing`: by what an import would bring a page again."""
    known = ImportedPage.objects.filter(page=page.pk).values_list("external_id", flat=True)
    return [_identity(external_id) for external_id in known]


def _identity(external_id: str) -> UUID:
    return uuid5(IMPORTED, external_id)
