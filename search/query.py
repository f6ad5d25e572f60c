"""From a question to the body that the engine gets (pure): one request for hits, total and all counts."""

from typing import Any

from search.facets import Facet
from search.mapping import TEXT_FIELDS
from search.requests import SearchRequest

_SORTS: dict[str, list[Any]] = {
    "relevance": ["_score", {"date": {"order": "desc", "missing": "_last"}}, "key"],
    "newest": [{"date": {"order": "desc", "missing": "_last"}}, "key"],
    "title": ["sort_title", "key"],
}


def body(request: SearchRequest, facets: tuple[Facet, ...]) -> dict[str, Any]:
    """The engine's request for one page of results."""
    return {
        "query": matching(request),
        # The choice goes after the counting: the counts of a facet ignore its own choice.
        "post_filter": chosen(request.chosen),
        "aggs": {facet.key: _counts(facet, request) for facet in facets},
        "sort": _SORTS[order(request)],
        "from": request.offset,
        "size": request.size,
        "track_total_hits": True,
        "track_scores": True,
        "_source": ["source"],
    }


def order(request: SearchRequest) -> str:
    """The order that is really used: without words nothing is more relevant than anything else."""
    if request.sort == "relevance" and not request.tokens:
        return "newest"
    return request.sort


def matching(request: SearchRequest) -> dict[str, Any]:
    """Documents with at least one of the words, scored over one weighted combination of the fields (BM25F)."""
    if not request.tokens:
        # Words were typed but none is left ("???"): that finds nothing, rather than everything.
        return {"match_none": {}} if request.query else {"match_all": {}}
    fields = [f"{name}^{weight}" for name, weight in TEXT_FIELDS.items()]
    return {"combined_fields": {"query": " ".join(request.tokens), "fields": fields, "operator": "or"}}


def chosen(values: Any) -> dict[str, Any]:
    """A filter for chosen values: several values within a facet are OR, facets among each other AND."""
    return {"bool": {"filter": [{"terms": {key: sorted(slugs)}} for key, slugs in sorted(values.items()) if slugs]}}


def _counts(facet: Facet, request: SearchRequest) -> dict[str, Any]:
    return {
        "filter": chosen(request.others(facet.key)),
        "aggs": {"values": {"terms": {"field": facet.key, "size": facet.size}}},
    }
