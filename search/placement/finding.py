"""Finds the document that an editor means by its address on the site."""

from urllib.parse import urlsplit

from search.models import IndexEntry


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
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return IndexEntry.objects.with_document().filter(type=type_key, object_id=int(number)).first()
