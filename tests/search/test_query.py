"""From a question to the engine's request: one request, and counts that ignore their own choice."""

from search import registry
from search.query import body, matching, order
from search.requests import SearchRequest


def chosen(**values: str) -> SearchRequest:
    return SearchRequest("rouw", {key: frozenset([value]) for key, value in values.items()})


def test_the_choice_filters_after_the_counting() -> None:
    made = body(chosen(theme="bereik"), registry.facets())
    assert made["post_filter"] == {"bool": {"filter": [{"terms": {"theme": ["bereik"]}}]}}
    assert "bereik" not in str(made["query"])


def test_a_facets_counts_are_filtered_by_the_other_choices_only() -> None:
    aggregations = body(chosen(theme="bereik", year="2021"), registry.facets())["aggs"]
    assert aggregations["theme"]["filter"] == {"bool": {"filter": [{"terms": {"year": ["2021"]}}]}}
    assert aggregations["phase"]["filter"] == {
        "bool": {"filter": [{"terms": {"theme": ["bereik"]}}, {"terms": {"year": ["2021"]}}]}
    }


def test_all_municipalities_fit_in_a_count() -> None:
    aggregations = body(SearchRequest(), registry.facets())["aggs"]
    assert aggregations["municipality"]["aggs"]["values"]["terms"]["size"] >= 342


def test_words_are_scored_over_one_combination_of_the_fields() -> None:
    assert matching(SearchRequest("Ouders rouw")) == {
        "combined_fields": {"query": "ouder rouw", "fields": ["title^4", "keywords^3", "body^2"], "operator": "or"}
    }


def test_without_words_everything_matches_and_signs_alone_match_nothing() -> None:
    assert matching(SearchRequest("")) == {"match_all": {}}
    assert matching(SearchRequest("???")) == {"match_none": {}}


def test_without_words_the_newest_comes_first() -> None:
    assert order(SearchRequest("")) == "newest"
    assert order(SearchRequest("rouw")) == "relevance"
    assert order(SearchRequest("", sort="title")) == "title"


def test_pages_start_where_the_one_before_ended() -> None:
    made = body(SearchRequest("rouw", page=3), registry.facets())
    assert (made["from"], made["size"]) == (40, 20)
