"""What is offered while somebody types: documents by their names, and what else apps registered.

Documents come from a table that is written and emptied with their rows, never from the engine: it is right while the
engine is away, and a title that was withdrawn goes in the transaction of the withdrawal. docs/adr tells why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import connection
from django.urls import reverse

from search import mistyped, registry
from search.document import SearchDocument
from search.indexed import IndexedDocument
from search.models import MAX_LABEL, Completion
from search.starts import Rank, begun, starts
from search.suggestions import Completions, Named
from search.visible import visible

__all__ = ["Group", "Offer", "forget", "keep", "offers"]

_RANGE: Final = """
SELECT * FROM (
    SELECT completion.kind, entry.object_id, completion.label, completion.note, completion.url, completion.rank
      FROM search_completion AS completion JOIN search_indexentry AS entry ON entry.id = completion.entry_id
     WHERE completion.kind = %s AND completion.start >= %s AND completion.start < %s
     ORDER BY completion.rank, length(completion.label), completion.label, entry.object_id
     LIMIT %s
) AS best"""

_BEGINNINGS: Final = """
SELECT DISTINCT substr(start, 1, %s) AS begun FROM search_completion
 WHERE kind = %s AND start >= %s AND start < %s ORDER BY begun LIMIT %s"""

FEWEST_LETTERS: Final = 2
MOST: Final = 8
"""Offers in all: a list that is read at a glance."""
ROWS: Final = 3 * MOST
"""Rows of one kind that are read: one name may begin so at several of its words."""
COMPARED: Final = 1_000
"""Beginnings of one kind that a mistyped one is held against, the first by letter: some 10 ms of work, for who types
what begins no name."""


@dataclass(frozen=True)
class Offer:
    """A page that may be meant. `note` tells it apart, or says by which other name it was found.

    `key` is that of a document, "" for what is none.
    """

    label: str
    note: str
    url: str
    rank: int
    key: str = ""


@dataclass(frozen=True)
class Group:
    """Offers of one kind, the best first; `position` is the place of the kind among the kinds."""

    position: int
    label: str
    offers: tuple[Offer, ...]


def offers(text: str, only: str = "") -> tuple[Group, ...]:
    """At most MOST offers for what somebody typed so far, by kind; none before the second letter.

    Where nothing begins so, what begins nearly so. `only`: the key of one of the registered `Completions`, for a field
    that takes names of that kind alone.
    """
    typed = begun(text)
    if len(typed.strip()) < FEWEST_LETTERS:
        return ()
    if found := _exactly(text, typed, only):
        return found
    meant = _meant(typed.strip(), only)
    return _said_to_be_like(_exactly(meant, meant, only), typed.strip()) if meant else ()


def _exactly(text: str, typed: str, only: str) -> tuple[Group, ...]:
    found = [_named(source, text, typed) for source in _sources(only)]
    if not only:
        found += _documents(typed)
    return _allowed(best(group for group in found if group.offers))


def _sources(only: str) -> list[Completions]:
    return [source for source in registry.completions() if only in ("", source.key)]


def _meant(typed: str, only: str) -> str:
    """The beginning that is nearest to one that is mistyped; "" when none is."""
    if not mistyped.FEWEST_LETTERS <= len(typed) <= mistyped.MOST_LETTERS:
        return ""
    head = typed[: mistyped.HEAD]
    named = (named for source in _sources(only) for named in source.find(head))
    beginnings = {start.text for name in named for start in starts(name.label, name.other_names)}
    beginnings = {text for text in beginnings if text.startswith(head)}
    if not only:
        beginnings |= _beginnings(head, len(typed) + mistyped.room(typed))
    return mistyped.nearest(typed, beginnings)


def _said_to_be_like(groups: tuple[Group, ...], typed: str) -> tuple[Group, ...]:
    like = f"lijkt op ‘{typed}’"
    return tuple(
        replace(group, offers=tuple(replace(offer, note=offer.note or like) for offer in group.offers))
        for group in groups
    )


def best(found: Iterable[Group]) -> tuple[Group, ...]:
    """The best MOST offers: of each rank the kinds in turns. Kinds that have better ones stand first (pure)."""
    order = sorted(found, key=lambda group: (group.offers[0].rank, group.position))
    kept: dict[str, list[Offer]] = {group.label: [] for group in order}
    left = MOST
    for rank in Rank:
        waiting = [(group.label, [offer for offer in group.offers if offer.rank == rank]) for group in order]
        for turn in range(MOST):
            for label, offered in waiting:
                if turn < len(offered) and left:
                    kept[label].append(offered[turn])
                    left -= 1
    return tuple(replace(group, offers=tuple(kept[group.label])) for group in order if kept[group.label])


def _allowed(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Without what the database shows to nobody at this moment, as with hits: then there is one offer less."""
    keys = [offer.key for group in groups for offer in group.offers if offer.key]
    shown = {"", *visible(keys)}
    kept = [replace(group, offers=tuple(offer for offer in group.offers if offer.key in shown)) for group in groups]
    return tuple(group for group in kept if group.offers)


def keep(documents: Mapping[int, IndexedDocument]) -> None:
    """Let documents, by the number of their row, be completed by title and other names, if their type is offered."""
    Completion.objects.filter(entry_id__in=documents).delete()
    Completion.objects.bulk_create(row for entry_id, document in documents.items() for row in _rows(entry_id, document))


def forget(entry_ids: Sequence[int]) -> None:
    """Offer these no more."""
    Completion.objects.filter(entry_id__in=entry_ids).delete()


def _rows(entry_id: int, document: IndexedDocument) -> Iterator[Completion]:
    (kind,) = document.facets["type"]
    if not registry.document_type(kind).completion_position:
        return
    source = document.source
    parent = source["parent"]
    part_of = f"in: {parent['title']}" if parent else ""
    for start in starts(source["title"], source["aliases"]):
        yield Completion(
            entry_id=entry_id,
            kind=kind,
            start=start.text.encode(),
            rank=start.rank,
            label=source["title"][:MAX_LABEL],
            note=(_also(start.other) or part_of)[:MAX_LABEL],
            url=source["url"],
        )


def _beginnings(head: str, letters: int) -> set[str]:
    """So many letters of the beginnings of documents with these first letters, at most COMPARED of each kind. One query
    per kind, of an index."""
    found: set[str] = set()
    first = head.encode()
    with connection.cursor() as cursor:
        for document in _types():
            cursor.execute(_BEGINNINGS, [letters, document.key, first, first + b"\xff", COMPARED])
            found.update(bytes(start).decode(errors="ignore") for (start,) in cursor.fetchall())
    return found


def _types() -> list[SearchDocument[Any]]:
    return [document for document in registry.document_types() if document.completion_position]


def _documents(typed: str) -> list[Group]:
    """One query: of each kind a range of an index, and of that the best."""
    types = _types()
    first = typed.encode()
    params = [part for document in types for part in (document.key, first, first + b"\xff", ROWS)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_RANGE] * len(types)), params)
        rows = cursor.fetchall()
    found: dict[str, dict[str, Offer]] = {document.key: {} for document in types}
    for kind, pk, label, note, url, rank in rows:
        key = f"{kind}:{pk}"
        found[kind].setdefault(key, Offer(label, note, url, rank, key))
    return [
        Group(document.completion_position, str(document.label_plural), tuple(found[document.key].values())[:MOST])
        for document in types
    ]


def _named(source: Completions, text: str, typed: str) -> Group:
    found: dict[str, tuple[Rank, Named, str]] = {}
    for named in source.find(text):
        for start in starts(named.label, named.other_names):
            known = found.get(named.slug)
            if start.text.startswith(typed) and (known is None or start.rank < known[0]):
                found[named.slug] = start.rank, named, start.other
    order = sorted(found.values(), key=lambda entry: (entry[0], len(entry[1].label), entry[1].label))
    return Group(
        source.position,
        source.label,
        tuple(
            Offer(named.label, _also(other), reverse(named.route, args=[named.slug]), rank)
            for rank, named, other in order[:MOST]
        ),
    )


def _also(other_name: str) -> str:
    return f"ook: {other_name}" if other_name else ""
