"""The indices of this site in OpenSearch: names, aliases, and the writing of documents in bulk."""

import re
import secrets
import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import TOO_MANY_REQUESTS
from typing import Any

import orjson
from django.conf import settings
from django.utils import timezone
from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError, OpenSearchException, TransportError

from search import mapping
from search.engines.opensearch import writer
from search.indexed import from_source
from search.models import DatabaseIdentity

PAGE = 5_000
"""Ids per request when both sides are compared: half a megabyte, and few times that the engine sorts all there is."""

MAX_REQUEST = 5_000_000
"""Bytes of one bulk request. The engine refuses one of 100 MB whatever it holds, and a small node (512 MB) all that
is over a tenth of its memory: a batch of long documents would be refused for ever."""

AHEAD = 2
"""Requests under way while the next one is made ready: this process works on one core, the engine on another. Few,
since each holds up to MAX_REQUEST."""

PATIENCE = (0.5, 1.0, 2.0, 4.0)
"""Seconds between the attempts of one request of a rebuild. A small node that is fed fast refuses requests until it has
cleared its memory, which takes it about a second; a rebuild of minutes must not end by that."""

_STAMP = "%Y%m%d%H%M%S"

DONE = {200, 201, 409}
"""A conflict means that the engine has a newer version: done. A delete of what isn't there (404) too."""

BUSY = {429, 503}
"""Statuses of a refusal that is about the engine and not about a document: its disk is full (it sets itself
read-only), its queue is, or a shard of it isn't there yet."""

Answer = tuple[set[str], dict[str, str]]
"""Of one request: the keys that the engine refused, and the kind of error of each that failed by itself."""

UNREACHABLE = OpenSearchException
"""What the client raises when the engine is away, busy or out of its mind."""


class Nonsense(OpenSearchException):
    """The engine, or what stands before it, answered something else than the API does."""


class Refused(OpenSearchException):
    """The engine lives and takes no such operations for now: `keys` are those that it refused, `failed` the kinds of
    error of those that failed by themselves. The others are done."""

    def __init__(self, keys: Collection[str], failed: Mapping[str, str]) -> None:
        super().__init__(f"{len(keys)} operations refused")
        self.keys = frozenset(keys)
        self.failed = dict(failed)


class IndexMissing(Exception):
    """There is no index to write to: it was never made, or somebody threw it away."""


@dataclass(frozen=True)
class Operation:
    """One version of one document: its JSON, or None for a delete. Repeating it changes nothing."""

    key: str
    version: int
    source: Mapping[str, Any] | None


@contextmanager
def _understanding() -> Iterator[None]:
    """What is no answer of the API counts as an engine that can't be reached: it may be better in a moment."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Nonsense(type(error).__name__) from error


def client() -> OpenSearch:
    return writer(settings.OPENSEARCH_URL)


def alias() -> str:
    """The name under which visitors search; it points to one index at a time."""
    return str(settings.INDEX_PREFIX)


def create() -> str:
    """Make an empty index of its own name and return that."""
    stamp = timezone.now().strftime(_STAMP)
    name = f"{alias()}-{stamp}-{secrets.token_hex(3)}"
    body = {**mapping.index_body(DatabaseIdentity.current()), "aliases": {writing_alias(name): {}}}
    client().indices.create(index=name, body=body)
    return name


def made_at(name: str) -> datetime | None:
    """When an index of ours was made, by its name; None when somebody else gave it one."""
    try:
        return datetime.strptime(name.removeprefix(f"{alias()}-")[:14], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def writing_alias(name: str) -> str:
    """The alias of one index that is written through.

    A bulk request to an index that is gone would make it anew, with a mapping of its own guess; one that requires
    an alias fails instead.
    """
    return f"{name}.write"


def exists(name: str) -> bool:
    return bool(client().indices.exists(index=name))


def serving() -> str | None:
    """The index behind the alias, or None."""
    try:
        found = client().indices.get_alias(name=alias())
    except NotFoundError:
        return None
    with _understanding():
        return next(iter(found.keys()), None)


def all_names() -> list[str]:
    """Every index of this site, serving or not. Those of a site whose prefix begins with ours are not ours."""
    own = re.compile(rf"{re.escape(alias())}-\d{{14}}-[0-9a-f]{{6}}")
    found = client().indices.get(index=f"{alias()}-*", params={"expand_wildcards": "open"})
    with _understanding():
        return sorted(name for name in found if own.fullmatch(name))


def fits(name: str) -> bool:
    """Whether an index belongs to this database and to the code of now."""
    with _understanding():
        meta = client().indices.get_mapping(index=name)[name]["mappings"].get("_meta", {})
    return bool(meta == {"fingerprint": mapping.fingerprint(), "database": DatabaseIdentity.current()})


def swap(target: str) -> None:
    """Let the alias point to `target` alone, in one step."""
    old = {"remove": {"index": f"{alias()}-*", "alias": alias(), "must_exist": False}}
    client().indices.update_aliases(body={"actions": [old, {"add": {"index": target, "alias": alias()}}]})


def drop(names: Iterable[str]) -> None:
    for name in names:
        client().indices.delete(index=name, params={"ignore_unavailable": "true"})


def refresh(name: str) -> None:
    client().indices.refresh(index=name)


def write(target: str, operations: Sequence[Operation], *, refresh_now: bool, patient: bool = False) -> dict[str, str]:
    """Send operations through an alias, in as few requests as their size allows; the kind of error per key that failed.

    `patient` as `write_ahead` is. Raises IndexMissing when the alias is gone, Refused when the engine takes nothing,
    OpenSearchException when it can't be reached.
    """
    failed: dict[str, str] = {}
    refused: set[str] = set()
    for body in _bodies(operations):
        send = _patiently if patient else _send
        more_refused, more_failed = send(target, body, refresh_now=refresh_now)
        refused |= more_refused
        failed |= more_failed
    if refused:
        raise Refused(refused, failed)
    return failed


def write_ahead(target: str, batches: Iterable[Sequence[Operation]]) -> Iterator[int]:
    """Send many batches, each while the next ones are made ready; after each, how many documents were handed over.

    What goes wrong with one document is not told. Raises as `write` does, a few batches later.
    """
    with ThreadPoolExecutor(AHEAD, thread_name_prefix="index") as senders:
        waiting: deque[Future[Answer]] = deque()
        for operations in batches:
            for body in _bodies(operations):
                while len(waiting) >= AHEAD:
                    _taken(waiting.popleft())
                waiting.append(senders.submit(_patiently, target, body, refresh_now=False))
            yield len(operations)
        for sent in waiting:
            _taken(sent)


def _patiently(target: str, body: bytes, *, refresh_now: bool) -> Answer:
    """Send, and again after a while when the engine says that this, or some of it, is too much for it at the moment.

    What it took already it knows by its version.
    """
    for pause in PATIENCE:
        try:
            refused, failed = _send(target, body, refresh_now=refresh_now)
            if not refused:
                return refused, failed
        except TransportError as error:
            if error.status_code != TOO_MANY_REQUESTS:
                raise
        time.sleep(pause)
    return _send(target, body, refresh_now=refresh_now)


def _taken(sent: Future[Answer]) -> None:
    refused, failed = sent.result()
    if refused:
        raise Refused(refused, failed)


def _send(target: str, body: bytes, *, refresh_now: bool) -> Answer:
    params = {"require_alias": "true", **({"refresh": "true"} if refresh_now else {})}
    answer = client().bulk(index=target, body=body, params=params)
    refused: set[str] = set()
    failed: dict[str, str] = {}
    with _understanding():
        for key, status, kind in _failures(answer, target):
            if status in BUSY:
                refused.add(key)
            else:
                failed[key] = kind
    return refused, failed


def _failures(answer: Mapping[str, Any], target: str) -> Iterator[tuple[str, int, str]]:
    """(key, status, kind of error) of every operation that didn't come through."""
    for item in answer["items"]:
        (result,) = item.values()
        error = result.get("error")
        if result["status"] in DONE or error is None:
            continue
        kind = str(error["type"])
        if kind == "index_not_found_exception":
            raise IndexMissing(target)
        yield str(result["_id"]), int(result["status"]), kind


def _bodies(operations: Iterable[Operation]) -> Iterator[bytes]:
    """Bulk bodies of at most MAX_REQUEST bytes; a document that is larger alone gets one of its own."""
    bodies: list[bytes] = []
    size = 0
    for operation in operations:
        lines = b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in _lines(operation))
        if bodies and size + len(lines) > MAX_REQUEST:
            yield b"".join(bodies)
            bodies, size = [], 0
        bodies.append(lines)
        size += len(lines)
    if bodies:
        yield b"".join(bodies)


def _lines(operation: Operation) -> list[Mapping[str, Any]]:
    head = {"_id": operation.key, "version": operation.version, "version_type": "external_gte"}
    if operation.source is None:
        return [{"delete": head}]
    return [{"index": head}, engine_document(operation.key, operation.source)]


def engine_document(key: str, source: Mapping[str, Any]) -> dict[str, Any]:
    """A document's fields as the mapping has them."""
    document = from_source(source)
    return {
        "key": sort_key(key),
        **{field: " ".join(tokens) for field, tokens in document.tokens.items()},
        **{facet: list(values) for facet, values in document.facets.items()},
        "sort_title": document.sort_title,
        **({"date": document.date.isoformat()} if document.date else {}),
        "source": source,
    }


def sort_key(key: str) -> str:
    """A key that sorts as (type, number) does."""
    type_key, _, number = key.partition(":")
    return f"{type_key}:{int(number):015d}"


def written_key(sort_key: str) -> str:
    """The key that a sort key was made of."""
    type_key, _, number = sort_key.partition(":")
    return f"{type_key}:{int(number)}"


def versions(name: str) -> Iterator[tuple[str, int]]:
    """(key, version) of every document, in order of (type, number), a page at a time.

    Last those without the field of the order: we make none, but somebody may.
    """
    after: dict[str, Any] = {}
    while True:
        # The order tells the key. To ask for ids has the engine unpack every document: forty times the work.
        hits = _sorted(name, {"stored_fields": "_none_", **after})
        with _understanding():
            if hits and hits[-1]["sort"] == [None]:
                hits = _sorted(name, {"stored_fields": [], **after})
            found = [(hit.get("_id") or written_key(hit["sort"][0]), int(hit["_version"])) for hit in hits]
        yield from found
        if len(hits) < PAGE:
            return
        after = {"search_after": hits[-1]["sort"]}


def _sorted(name: str, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    body = {"size": PAGE, "sort": ["key"], "version": True, "query": {"match_all": {}}, **asked}
    answer = client().search(index=name, body=body)
    with _understanding():
        hits: list[dict[str, Any]] = answer["hits"]["hits"]
    return hits
