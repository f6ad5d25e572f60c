"""Compares content, rows and engine, streaming over all three in the same order; repairs what differs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F

from search import indexed, outbox, registry
from search.engines import index
from search.engines.index import Operation, sort_key
from search.indexer.sources import make_each
from search.models import IndexEntry
from search.visible import visible

CHUNK = 100
"""Items that are built at once for a comparison of their documents."""

UNBUILDABLE = "unbuildable"
"""Stands for the digest of an item that can't be read or built: no row is equal to that."""

Kind = Literal["missing", "extra", "stale"]


class Row(NamedTuple):
    """What a comparison needs of a row with a document."""

    pk: int
    document_version: int
    indexed_version: int
    digest: str
    due: bool


Progress = Callable[[int], None]

Pair = tuple[str, Row | None, int | None]
"""The key of a document, its row, and the version that an index has of it."""


@dataclass(frozen=True)
class Difference:
    """One document that is not as it should be, with the engine's version of it, if it has one.

    `content`: the fingerprint that its row should have, or UNBUILDABLE; None when nobody looked.
    """

    key: str
    kind: Kind
    engine_version: int | None
    content: str | None = None


@dataclass
class Report:
    """How many documents there should be, and in how many the index differs."""

    documents: int = 0
    missing: int = 0
    extra: int = 0
    stale: int = 0

    @property
    def clean(self) -> bool:
        return not (self.missing or self.extra or self.stale)

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def check(*, deep: bool, repair: bool = False, progress: Progress = lambda done: None) -> Report:
    """Compare everything. `deep` builds each document again, which also finds changes that sent no signal.

    `progress` is told how many documents were compared so far. OpenSearchException or IndexMissing when there is an
    engine and it can't be read.
    """
    report = Report()
    for difference in _compare(report, deep=deep, progress=progress):
        setattr(report, difference.kind, getattr(report, difference.kind) + 1)
        if repair:
            _repair(difference)
    return report


def pairs(target: str) -> Iterator[Pair]:
    """(key, row, version in this index) for every document that either side has."""
    for key, found in _together({"row": _rows(), "engine": _engine(target)}):
        yield key, found.get("row"), found.get("engine")


def _compare(report: Report, *, deep: bool, progress: Progress) -> Iterator[Difference]:
    streams: dict[str, Iterable[tuple[str, str, Any]]] = {"content": _content(deep=deep), "row": _rows()}
    with_engine = bool(settings.OPENSEARCH_URL)
    if with_engine:
        target = index.serving()
        if target is None:
            raise index.IndexMissing(index.alias())
        index.refresh(target)
        streams["engine"] = _engine(target)
    for key, found in _together(streams):
        report.documents += "content" in found
        progress(report.documents)
        kind = _judge(found, with_engine=with_engine)
        if kind:
            yield Difference(key, kind, found.get("engine"), found.get("content"))


def _judge(found: Mapping[str, Any], *, with_engine: bool) -> Kind | None:
    row: Row | None = found.get("row")
    if "content" not in found:
        return "extra"
    if row is None or (with_engine and "engine" not in found):
        return "missing"
    if row.due or found["content"] not in (None, row.digest):
        return "stale"
    if with_engine and found["engine"] != row.document_version:
        return "stale"
    return None


def _together(streams: Mapping[str, Iterable[tuple[str, str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    tagged = [_tagged(name, stream) for name, stream in streams.items()]
    for _, group in groupby(merge(*tagged, key=itemgetter(0)), key=itemgetter(0)):
        same = list(group)
        yield same[0][1], {name: value for _, _, name, value in same}


def _tagged(name: str, stream: Iterable[tuple[str, str, Any]]) -> Iterator[tuple[str, str, str, Any]]:
    return ((order, key, name, value) for order, key, value in stream)


def _content(*, deep: bool) -> Iterator[tuple[str, str, str | None]]:
    """(order, key, digest or None) of every public item."""
    for document in registry.document_types():
        last = 0
        while ids := list(document.queryset().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
            last = ids[-1]
            digests = digests_of(document, ids) if deep else {}
            for pk in ids:
                key = f"{document.key}:{pk}"
                yield sort_key(key), key, digests.get(pk)


def digests_of(document: registry.AnyDocument, ids: Sequence[int]) -> dict[int, str]:
    """The fingerprints that the rows of these items should have, or UNBUILDABLE; of those that are public."""
    made, failed = make_each(document, ids, lambda pk, source: indexed.digest(source))
    return made | dict.fromkeys(failed, UNBUILDABLE)  # the log and the row tell why, at every attempt to build it


def _rows() -> Iterator[tuple[str, str, Row]]:
    """(order, key, row) of every row with a document, a page at a time: no cursor stays open meanwhile."""
    known = IndexEntry.objects.with_document().order_by().values_list("type", flat=True).distinct()
    for type_key in sorted(known):
        last = 0
        rows = IndexEntry.objects.with_document().filter(type=type_key).order_by("object_id")
        rows = rows.annotate(due=F("version") - F("built_version"))
        fields = ("object_id", "pk", "document_version", "indexed_version", "digest", "due")
        while page := list(rows.filter(object_id__gt=last).values_list(*fields)[: index.PAGE]):
            for object_id, pk, version, sent, kept, due in page:
                key = f"{type_key}:{object_id}"
                yield sort_key(key), key, Row(pk, version, sent, kept, due > 0)
            last = page[-1][0]


def _engine(target: str) -> Iterator[tuple[str, str, int]]:
    return ((sort_key(key), key, version) for key, version in index.versions(target))


def _repair(difference: Difference) -> None:
    """Make the outbox bring a document again, or take it away at once when the database doesn't show it."""
    type_key, _, number = difference.key.partition(":")
    object_id = int(number)
    if registry.known_type(type_key):
        rows = IndexEntry.objects.filter(type=type_key, object_id=object_id)
        entry = rows.first()
        if entry and _waits_after_a_failure(entry, difference):
            return
        with transaction.atomic():
            outbox.touch(type_key, [object_id])
            # Above the engine's version, or it would refuse; without a digest, or the same text would not be sent.
            ahead = max(difference.engine_version or 0, rows.values_list("version", flat=True).get())
            rows.filter(document__isnull=False).update(version=ahead + 1, digest="")
    else:  # of a type that a release took away
        outbox.withdraw(type_key, [object_id])
    if difference.kind != "extra" or difference.engine_version is None:
        return
    # What was published while it was compared only comes a look too early.
    if not (registry.known_type(type_key) and visible([difference.key])):
        gone = Operation(difference.key, difference.engine_version + 1, None)
        index.write(index.alias(), [gone], refresh_now=True)


def _waits_after_a_failure(entry: IndexEntry, difference: Difference) -> bool:
    """Whether nothing is wrong but a failure of this document, which is tried again ever less often.

    To touch its row would hide the failure, and begin with eight attempts anew at every sweep.
    """
    if not entry.attempts or difference.kind == "extra":
        return False
    if entry.built_version < entry.version:
        return difference.content in (None, UNBUILDABLE)
    unsent = entry.document is not None and entry.indexed_version < entry.document_version
    engine_is_ahead = (difference.engine_version or 0) > entry.document_version
    return unsent and not engine_is_ahead and difference.content in (None, entry.digest)
