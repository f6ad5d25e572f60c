"""What is offered while somebody types: documents by their names, and what else apps registered.

Documents come from a table that is written and emptied with their rows, never from the engine: it is right while the
engine is away, and a title that was withdrawn goes in the transaction of the withdrawal. docs/adr tells why.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models.functions import Length

from search import registry
from search.indexed import IndexedDocument
from search.models import MAX_LABEL, Completion
from search.starts import begun, starts
from search.suggestions import Completions
from search.visible import visible

__all__ = ["Group", "Offer", "forget", "keep", "offers"]

FEWEST_LETTERS: Final = 2
MOST: Final = 8
"""Offers in all: a list that is read at a glance, and fits above the keyboard of a phone."""


@dataclass(frozen=True)
class Offer:
    """A page that may be meant. `note` tells it apart or says by which other name it was found; `whole`: the name
    begins with what was typed."""

    label: str
    note: str
    url: str
    whole: bool


@dataclass(frozen=True)
class Group:
    """Offers of one kind, the best first."""

    label: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Kind:
    """All that one kind has to offer, best first; `position` is its place among the kinds."""

    position: int
    label: str
    offers: tuple[Offer, ...]


def offers(text: str) -> tuple[Group, ...]:
    """At most MOST offers for what somebody typed so far, by kind; none before the second letter."""
    typed = begun(text)
    if len(typed.strip()) < FEWEST_LETTERS:
        return ()
    kinds = [*(_named(source, text, typed) for source in registry.completions()), *_documents(typed)]
    return chosen([kind for kind in kinds if kind.offers])


def chosen(kinds: Sequence[Kind]) -> tuple[Group, ...]:
    """The best MOST of all kinds: in turns, first those that begin with what was typed. Kinds that have one of these
    stand first (pure)."""
    order = sorted(kinds, key=lambda kind: (not kind.offers[0].whole, kind.position))
    kept: dict[str, list[Offer]] = {kind.label: [] for kind in order}
    left = MOST
    for whole in (True, False):
        waiting = [(kind.label, [offer for offer in kind.offers if offer.whole is whole]) for kind in order]
        for turn in range(MOST):
            for label, found in waiting:
                if turn < len(found) and left:
                    kept[label].append(found[turn])
                    left -= 1
    return tuple(Group(label, tuple(found)) for label, found in kept.items() if found)


def keep(entry_id: int, document: IndexedDocument) -> None:
    """Let a document be completed by its title and its other names, if its type is offered at all."""
    Completion.objects.filter(entry_id=entry_id).delete()
    Completion.objects.bulk_create(_rows(entry_id, document))


def forget(entry_ids: Sequence[int]) -> None:
    """Offer these no more."""
    Completion.objects.filter(entry_id__in=entry_ids).delete()


def _rows(entry_id: int, document: IndexedDocument) -> Iterator[Completion]:
    (kind,) = document.facets["type"]
    if not registry.document_type(kind).completion_position:
        return
    source = document.source
    parent = source["parent"]
    for place, name in enumerate((source["title"], *source["aliases"])):
        note = name if place else parent["title"] if parent else ""
        for start in starts(name):
            yield Completion(
                entry_id=entry_id,
                kind=kind,
                start=start.text.encode(),
                whole=start.whole,
                label=source["title"][:MAX_LABEL],
                note=note[:MAX_LABEL],
                url=source["url"],
            )


def _documents(typed: str) -> list[Kind]:
    """One query per kind of documents, each for a range of an index; then one per kind for what may be shown."""
    types = [document for document in registry.document_types() if document.completion_position]
    found = {document.key: _rows_of(document.key, typed) for document in types}
    shown = visible(key for rows in found.values() for key in rows)
    return [
        Kind(
            document.completion_position,
            str(document.label_plural),
            tuple(offer for key, offer in found[document.key].items() if key in shown),
        )
        for document in types
    ]


def _rows_of(kind: str, typed: str) -> dict[str, Offer]:
    first = typed.encode()
    rows = (
        Completion.objects.filter(kind=kind, start__gte=first, start__lt=first + b"\xff")
        .order_by("-whole", Length("label"), "label", "entry_id")
        .values_list("entry__object_id", "label", "note", "url", "whole")
    )
    found: dict[str, Offer] = {}
    for pk, *values in rows[: 3 * MOST]:  # a name may begin so at more than one of its words
        found.setdefault(f"{kind}:{pk}", Offer(*values))
    return dict(list(found.items())[:MOST])


def _named(source: Completions, text: str, typed: str) -> Kind:
    found: dict[str, Offer] = {}
    for named in source.find(text):
        for offer in _begun_so(named.label, named.url, named.other_names, typed):
            known = found.get(named.url)
            if known is None or (offer.whole and not known.whole):
                found[named.url] = offer
    best = sorted(found.values(), key=lambda offer: (not offer.whole, len(offer.label), offer.label))
    return Kind(source.position, source.label, tuple(best[:MOST]))


def _begun_so(label: str, url: str, other_names: Iterable[str], typed: str) -> Iterator[Offer]:
    for name in (label, *other_names):
        for start in starts(name):
            if start.text.startswith(typed):
                yield Offer(label, "" if name == label else name, url, start.whole)
