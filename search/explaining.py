"""The results of a question with the account of each: for editors, who want to know why it stands there."""

from dataclasses import dataclass

from search.grounds import Account, accounts
from search.models import IndexEntry
from search.requests import SearchRequest
from search.results import Hit, SearchResults
from search.service import search


@dataclass(frozen=True)
class Explained:
    """A hit with its place among all results, counted from 1, and why it stands there."""

    place: int
    hit: Hit
    account: Account


def explain(query: str, page: int = 1) -> tuple[SearchResults, tuple[Explained, ...]]:
    """What the site answers now to a cleaned question, and why; one query more than the search itself."""
    results = search(SearchRequest(query, page=page))
    sources = _sources(results.hits)
    known = [(place, hit) for place, hit in enumerate(results.hits, results.request.offset + 1) if hit.key in sources]
    found = accounts(results.question, [sources[hit.key] for _, hit in known])
    return results, tuple(Explained(place, hit, account) for (place, hit), account in zip(known, found, strict=True))


def _sources(hits: tuple[Hit, ...]) -> dict[str, dict[str, object]]:
    rows = IndexEntry.objects.with_document().filter(object_id__in=[hit.id for hit in hits])
    wanted = {hit.key for hit in hits}
    return {row.key: row.document for row in rows if row.key in wanted and row.document is not None}
