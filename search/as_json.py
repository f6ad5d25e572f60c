"""Results as the JSON that the command, `/zoeken.json` and the API share (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from search.results import Hit, SearchResults

__all__ = ["as_json", "page_as_json"]


def as_json(results: SearchResults) -> dict[str, Any]:
    """The object that `manage.py search --json` prints: docs/search.md names its keys."""
    return {
        "engine": results.engine,
        "degraded": results.degraded,
        "total": results.total,
        "full": results.full,
        "partial_counts": results.partial_counts,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {
            facet.key: [{"value": v.value, "label": v.label, "count": v.count} for v in facet.values]
            for facet in results.facets
        },
    }


def page_as_json(results: SearchResults, notices: Sequence[str]) -> Mapping[str, Any]:
    """The same with its page, the number of pages and, if there is something to say, what the page of results says."""
    page = {**as_json(results), "page": results.request.page, "pages": results.pages}
    return {**page, "notices": list(notices)} if notices else page


def _hit(hit: Hit) -> dict[str, Any]:
    """`on_top` is there when editors put it first, and is true: then its score doesn't tell why it leads."""
    return {
        "type": hit.type,
        "id": hit.key,
        "external_id": hit.external_id,
        "title": hit.title,
        "url": hit.url,
        "score": hit.score,
        "highlight": str(hit.highlight),
        "why": [{**asdict(why), "how": why.how.value} for why in hit.why],
        "missing": list(hit.missing),
        **({"on_top": True} if hit.on_top else {}),
    }
