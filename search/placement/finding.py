"""Which documents editors mean: by an address on the site, and those they gave a place."""

from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, QuerySet

from core.ids import is_id
from search.models import IndexEntry
from search.placement.models import PlacedResult


def placed_results() -> QuerySet[PlacedResult]:
    """All decisions, each with `is_findable`: whether visitors can find its document now."""
    there = IndexEntry.objects.with_document().filter(type=OuterRef("type"), object_id=OuterRef("object_id"))
    return PlacedResult.objects.annotate(is_findable=Exists(there))


def document_at(address: str) -> IndexEntry | None:
    """The document whose page has this address, with or without the name of the site; None when none is public."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    wanted = parts.path + (f"#{parts.fragment}" if parts.fragment else "")
    found = IndexEntry.objects.with_document()
    return found.filter(document__url=wanted).first() or found.filter(document__url=parts.path).first()


def document_of(key: str) -> IndexEntry | None:
    """The document with this key ("type:pk"); None when it isn't public."""
    type_key, _, number = key.partition(":")
    if not is_id(number):
        return None
    return IndexEntry.objects.with_document().filter(type=type_key, object_id=int(number)).first()
