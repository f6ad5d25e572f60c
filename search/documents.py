"""Public documents by type and number, built at this moment: what the public may not see now isn't there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from search import registry
from search.indexer.sources import make_each

__all__ = ["PublicDocument", "document_types", "public_document", "public_documents", "public_keys", "public_page"]


@dataclass(frozen=True)
class PublicDocument:
    """All that is public of one item. `url` is from "/" on, `date` as precise as known, `sections` (heading, text)."""

    key: str
    type: str
    id: int
    type_label: str
    external_id: str
    title: str
    url: str
    summary: str
    date: str
    sections: tuple[tuple[str, str], ...]
    keywords: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    parent: Mapping[str, str] | None


def document_types() -> Mapping[str, str]:
    """The keys of all types with what several of them are called."""
    return {document.key: str(document.label_plural) for document in registry.document_types()}


def public_document(type_key: str, pk: int) -> PublicDocument | None:
    """The document of this item; None if there is no such type or item, or not for everybody."""
    return next(iter(_built(type_key, [pk])), None)


def public_page(type_key: str, page: int, size: int) -> tuple[int, list[PublicDocument]]:
    """How many items of this type everybody may see, and those of one page by number. KeyError if no such type."""
    queryset = registry.document_type(type_key).queryset()
    ids = queryset.order_by("pk").values_list("pk", flat=True)
    return queryset.count(), _built(type_key, list(ids[(page - 1) * size : page * size]))


def public_documents(keys: Iterable[str]) -> dict[str, PublicDocument]:
    """Those of these documents ("type:pk") that everybody may see now, by key; the queries of one page per type."""
    return {document.key: document for type_key, ids in _by_type(keys).items() for document in _built(type_key, ids)}


def public_keys(keys: Iterable[str]) -> frozenset[str]:
    """Those of these documents that everybody may see now; one query per type."""
    found: set[str] = set()
    for type_key, ids in _by_type(keys).items():
        document = registry.known_type(type_key)
        if document is not None:
            public = document.queryset().filter(pk__in=ids).order_by().values_list("pk", flat=True)
            found.update(f"{type_key}:{pk}" for pk in public)
    return frozenset(found)


def _by_type(keys: Iterable[str]) -> dict[str, list[int]]:
    by_type: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        type_key, _, number = key.partition(":")
        by_type[type_key].append(int(number))
    return by_type


def _built(type_key: str, ids: list[int]) -> list[PublicDocument]:
    document = registry.known_type(type_key)
    if document is None or not ids:
        return []
    # What can't be read or built isn't found either; the log of the indexer says why.
    made, _ = make_each(document, ids, lambda pk, source: _public(document, pk, source))
    return [made[pk] for pk in sorted(made)]


def _public(document: registry.AnyDocument, pk: int, source: Mapping[str, Any]) -> PublicDocument:
    return PublicDocument(
        key=f"{document.key}:{pk}",
        type=document.key,
        id=pk,
        type_label=str(document.label),
        external_id=source["external_id"],
        title=source["title"],
        url=source["url"],
        summary=source["summary"],
        date=source["date"],
        sections=tuple((heading, text) for heading, text in source["sections"]),
        keywords=tuple(source["keywords"]),
        facets={key: tuple(values) for key, values in source["facets"].items()},
        parent=source["parent"],
    )
