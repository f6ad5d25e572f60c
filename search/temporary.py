"""An index of its own for a while, beside the site's: for measuring the search on other documents."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings

from search.engines import index
from search.engines.base import SearchUnavailable
from search.engines.opensearch import reader, writer
from search.indexer.rebuild import rebuild
from search.known_words import count_words
from search.node.launch import LocalNode, NodeUnavailable
from search.results import EngineName

PATIENCE = timedelta(seconds=30)
"""How long an answer may take: nobody waits for it, and a question that was cut off would count as a bad answer."""


@contextmanager
def temporary_index(engine: EngineName | None, *, announce: Callable[[str], None]) -> Iterator[EngineName]:
    """In the block the site's search answers from the rows of the database in use; says with which engine.

    With OpenSearch that takes an index of its own, which is gone afterwards; when the site has no engine and one is
    asked for, a node is started for it. SearchUnavailable when there is no engine to be had.
    """
    chosen: EngineName = engine or ("opensearch" if settings.OPENSEARCH_URL else "database")
    count_words()
    with ExitStack() as stack:
        if chosen == "database":
            stack.enter_context(_settings(OPENSEARCH_URL=""))
        else:
            url = settings.OPENSEARCH_URL or _own_node(stack, announce)
            prefix = f"evaluation-{secrets.token_hex(6)}"
            stack.enter_context(_settings(OPENSEARCH_URL=url, INDEX_PREFIX=prefix, SEARCH_DEADLINE=PATIENCE))
            _fill(stack)
        yield chosen


def _own_node(stack: ExitStack, announce: Callable[[str], None]) -> str:
    announce("Er is geen zoekmachine ingesteld; we starten er een voor deze meting.")
    try:
        return stack.enter_context(LocalNode(announce=announce)).url
    except NodeUnavailable as error:
        raise SearchUnavailable(str(error)) from error


def _fill(stack: ExitStack) -> None:
    url = settings.OPENSEARCH_URL
    # The clients of a node that was started for this alone must not outlive it.
    stack.callback(reader.cache_clear)
    stack.callback(writer.cache_clear)
    try:
        stack.callback(_drop)
        rebuild(progress=_silent)
    except (index.UNREACHABLE, index.IndexMissing) as error:
        raise SearchUnavailable(f"{type(error).__name__} op {url}") from error


def _drop() -> None:
    try:
        index.drop(index.all_names())
    except index.UNREACHABLE:
        # The engine went away with it; rather the error that made it so.
        return


@contextmanager
def _settings(**values: Any) -> Iterator[None]:
    """Other settings for a while."""
    before: Mapping[str, Any] = {name: getattr(settings, name) for name in values}
    for name, value in values.items():
        setattr(settings, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(settings, name, value)


def _silent(what: str, done: int, total: int) -> None:
    """An evaluation shows no bar per batch."""
