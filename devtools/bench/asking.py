"""How long a visitor waits for the page of results, beside the bare call to the engine, and for offers while typing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cache, partial
from itertools import count
from typing import Any, TypeVar
from unittest.mock import patch

from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from devtools.bench.figures import Query, Spent, best_of, queries, spent, summary
from search import query, registry
from search.address import read
from search.engines import index
from search.facets import Facet
from search.models import IndexEntry
from search.question.asking import asked
from search.question.model import Question
from search.requests import SearchRequest
from search.spelling_out import spelled_out, understood

T = TypeVar("T")

ROUNDS = 2
"""Times that each question is asked; the best counts, since others use the machine too."""

MOST_ADDRESSES = 500

THREE_FACETS = ("type", "theme", "phase")

_addresses = count(1)


def pages(documents: int) -> dict[str, Any]:
    """The page of each question, and the same body by itself."""
    be_patient()
    set_ = queries()
    for one in set_:
        get_page(one)
    before = _searches()
    page = rounds(get_page, set_)
    requests = (_searches() - before) / (ROUNDS * len(set_))
    raw = rounds(call, [body(one) for one in set_])
    return {
        "page": _of(page, "wall"),
        "page_cpu": _of(page, "cpu"),
        "raw": _of(raw, "wall"),
        "requests_per_page": round(requests, 2),
        "kinds": _by_kind(set_, page),
        **_small_pages(set_),
    }


def _small_pages(set_: Sequence[Query]) -> dict[str, Any]:
    """The page with three facets and no highlights, to hold beside what Wagtail makes of the same; and without the
    reasons of each hit too, which Wagtail's hasn't either."""
    whole = query.body

    def small_body(request: SearchRequest, question: Question, facets: tuple[Facet, ...]) -> query.Query:
        return whole(request, question, tuple(facet for facet in facets if facet.key in THREE_FACETS))

    plain = patch("search.results.passage", lambda source, *rest: source["summary"])
    unmarked = patch("search.results.mark", lambda text, *rest: text)
    untold = patch("search.results.reasons", lambda *all_of_it: ())
    whole_hits = patch("search.fullness.Fullness.missing", lambda *all_of_it: ())
    with patch("search.query.body", small_body), plain, unmarked:
        small = rounds(get_page, set_)
        with untold, whole_hits:
            bare = rounds(get_page, set_)
    return {
        "small_page": _of(small, "wall"),
        "small_page_cpu": _of(small, "cpu"),
        "small_page_untold": _of(bare, "wall"),
    }


def ask_all(times: int) -> None:
    """Ask the engine the whole set, so many times."""
    bodies = [body(one) for one in queries()]
    for _ in range(times):
        for asked_body in bodies:
            call(asked_body)


def embedded(documents: int) -> dict[str, Any]:
    """The page when the database answers."""
    settings.OPENSEARCH_URL = ""
    found = rounds(get_page, queries())
    return {"page": _of(found, "wall"), "page_cpu": _of(found, "cpu")}


def completions(documents: int) -> dict[str, Any]:
    """What is offered after the second to the sixth letter of each question."""
    typed = sorted({one.text[:letters] for one in queries() for letters in range(2, 7)})
    took = rounds(_offers, typed)
    return {"offers": _of(took, "wall"), "offers_cpu": _of(took, "cpu")}


def addresses(documents: int) -> dict[str, Any]:
    """Pages to read, a few hundred of all kinds."""
    rows = IndexEntry.objects.with_document().order_by("object_id").values_list("document__url", flat=True)
    every = max(1, rows.count() // MOST_ADDRESSES)
    return {"addresses": [str(url).partition("#")[0] for url in list(rows)[::every]]}


def _offers(typed: str) -> None:
    get(reverse("search:suggestions"), {"q": typed})


def rounds(call: Callable[[T], Any], arguments: Sequence[T]) -> list[Spent]:
    """The best of some rounds of each: all once, then all again, so that no answer is still warm from the last time."""
    times = [[spent(partial(call, argument)) for argument in arguments] for _ in range(ROUNDS)]
    return [best_of(same) for same in zip(*times, strict=True)]


def get_page(one: Query) -> None:
    """The page of results, through all middleware. AssertionError when it isn't one of the engine."""
    content = get(reverse("search:results"), {"q": one.text})
    assert b"even niet bereikbaar" not in content, one.text


def get(address: str, parameters: Mapping[str, str]) -> bytes:
    """An answer of the site; as from another visitor each time, so that the throttle counts none of them twice."""
    number = next(_addresses)
    visitor = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
    client = _client()
    client.cookies.clear()
    answer = client.get(address, parameters, REMOTE_ADDR=visitor)
    assert answer.status_code == 200, (address, parameters, answer.status_code)
    return bytes(answer.content)


@cache
def _client() -> Client:
    """One for all visitors: its first request reads the middleware, which a process that serves them does once."""
    return Client(HTTP_HOST="127.0.0.1")


def body(one: Query) -> dict[str, Any]:
    """What the page of a question asks of the engine."""
    parameters = QueryDict(mutable=True)
    parameters["q"] = one.text
    request, meant, _ = understood(read(parameters).request)
    return query.body(spelled_out(request, meant), asked(request.query), registry.facets())


def call(asked_body: Mapping[str, Any]) -> Any:
    """The bare call: the client's own, with its answer read into Python."""
    return index.client().search(index=index.alias(), body=dict(asked_body))


def be_patient() -> None:
    """An answer that comes late is a slow answer here, and not one of the other engine."""
    settings.SEARCH_DEADLINE = timedelta(seconds=30)


def _searches() -> int:
    """Searches that the engine has answered so far."""
    found = index.client().indices.stats(index=index.alias(), metric="search")
    return int(found["_all"]["primaries"]["search"]["query_total"])


def _of(took: Sequence[Spent], clock: str) -> dict[str, float]:
    return summary([getattr(one, clock) for one in took])


def _by_kind(set_: Sequence[Query], took: Sequence[Spent]) -> dict[str, float]:
    """The median of each kind of question."""
    kinds = dict.fromkeys(one.kind for one in set_)
    times = {kind: [each.wall for one, each in zip(set_, took, strict=True) if one.kind == kind] for kind in kinds}
    return {kind: summary(found)["p50"] for kind, found in times.items()}
