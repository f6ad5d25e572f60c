"""From a question to the engine's request: one request, and counts that ignore their own choice."""

from search import registry
from search.fields import EXACT
from search.query import ALL, FULL, body, full, matching, order
from search.question.known import KnownWords
from search.question.model import Question
from search.question.understanding import understand
from search.question.weights import FULL_WEIGHT
from search.requests import SearchRequest
from search.vocabulary.rules import compiled, parse_related, parse_synonyms


def asked(text: str, synonyms: str = "", related: str = "") -> Question:
    rules = compiled(synonyms=parse_synonyms(synonyms), related=parse_related(related), names=())
    return understand(text, rules, KnownWords())


def chosen(**values: str) -> SearchRequest:
    return SearchRequest("rouw", {key: frozenset([value]) for key, value in values.items()})


def test_the_choice_filters_after_the_counting() -> None:
    made = body(chosen(theme="bereik"), asked("rouw"), registry.facets())
    assert made["post_filter"] == {"bool": {"filter": [{"terms": {"theme": ["bereik"]}}]}}
    assert "bereik" not in str(made["query"])


def test_a_facets_counts_are_filtered_by_the_other_choices_only() -> None:
    aggregations = body(chosen(theme="bereik", year="2021"), asked("rouw"), registry.facets())["aggs"]
    assert aggregations["theme"]["filter"] == {"bool": {"filter": [{"terms": {"year": ["2021"]}}]}}
    assert aggregations["phase"]["filter"] == {
        "bool": {"filter": [{"terms": {"theme": ["bereik"]}}, {"terms": {"year": ["2021"]}}]}
    }


def test_without_a_choice_counts_have_no_filter_which_the_engine_would_ask_of_each_document() -> None:
    aggregations = body(SearchRequest(), Question(), registry.facets())["aggs"]
    assert all(set(counts) == {"terms"} for counts in aggregations.values())


def test_all_municipalities_fit_in_a_count() -> None:
    aggregations = body(SearchRequest(), Question(), registry.facets())["aggs"]
    assert aggregations["municipality"]["terms"]["size"] >= 342


def test_who_is_found_is_a_filter_and_what_that_is_worth_are_clauses() -> None:
    made = matching(asked("rouw"))["bool"]
    fields = ["title^4", "body^2", "title_parts^2", "body_parts^1"]
    scored, filed = made["should"]
    assert scored == {"combined_fields": {"query": "rouw", "fields": fields, "boost": 1.0}}
    places = filed["constant_score"]["filter"]["bool"]["should"]
    assert places == [{"terms": {"keywords": ["rouw"]}}, {"terms": {"keyword_parts": ["rouw"]}}], "one score for both"
    (admitted,) = made["filter"]
    assert {"terms": {"body_parts": ["rouw"]}} in admitted["bool"]["should"]


def test_a_related_word_and_letters_alike_only_score() -> None:
    made = matching(asked("kinderen", related="kinderen -> peuterspeelzaal"))["bool"]
    assert "peuterspeelzal" not in str(made["filter"]) and "peuterspeelza" in str(made["should"])
    letters = matching(asked("verbinding"))["bool"]
    assert "grams" in str(letters["should"]) and "grams" not in str(letters["filter"])


def test_a_synonym_of_several_words_is_a_phrase_in_fields_of_words() -> None:
    made = matching(asked("lvb", synonyms="lvb, licht verstandelijke beperking"))["bool"]
    phrase = made["filter"][0]["bool"]["should"][-1]["multi_match"]
    assert phrase["type"] == "phrase"
    assert [field.partition("^")[0] for field in phrase["fields"]] == ["title", "keywords", "body"]


def test_what_words_come_down_to_is_looked_for_among_whole_words_alone() -> None:
    made = matching(asked("rondkomen", synonyms="rondkomen => schulden"))["bool"]
    meant = next(one["combined_fields"] for one in made["should"] if "schuld" in str(one.get("combined_fields")))
    assert meant["fields"] == ["title^4", "body^2"]
    admitted = {
        field
        for one in made["filter"][0]["bool"]["should"]
        for field, tokens in one["terms"].items()
        if "schuld" in tokens
    }
    assert admitted == {"title", "keywords", "body"}


def test_quoted_words_are_demanded() -> None:
    demanded = matching(asked('"warme overdracht"'))["bool"]["filter"][1]
    assert demanded["multi_match"]["query"] == "warme overdracht"
    assert set(demanded["multi_match"]["fields"]) == set(EXACT.values())


def test_full_demands_every_word_and_is_counted_in_the_same_request() -> None:
    question = asked("rouw verlies")
    made = body(chosen(theme="bereik"), question, registry.facets())
    demanded, narrowed = made["aggs"][FULL]["filter"]["bool"]["filter"]
    assert demanded == full(question) and len(demanded["bool"]["filter"]) == 2
    assert narrowed == made["post_filter"]
    assert FULL not in body(SearchRequest(), Question(), registry.facets())["aggs"]


def test_that_all_words_are_met_is_worth_something_by_itself() -> None:
    question = asked("rouw verlies")
    having_all = matching(question)["bool"]["should"][-1]["constant_score"]
    assert having_all == {"filter": full(question), "boost": FULL_WEIGHT}
    assert str(full(asked("rouw"))) not in str(matching(asked("rouw"))["bool"]["should"])


def test_everything_is_counted_whatever_was_chosen_when_something_was() -> None:
    assert body(chosen(theme="bereik"), asked("rouw"), registry.facets())["aggs"][ALL] == {"filter": {"match_all": {}}}
    assert ALL not in body(SearchRequest("rouw"), asked("rouw"), registry.facets())["aggs"]


def test_without_words_everything_matches_and_signs_alone_match_nothing() -> None:
    assert matching(Question()) == {"match_all": {}}
    assert matching(asked("???")) == {"match_none": {}}


def test_without_words_the_newest_comes_first() -> None:
    assert order(SearchRequest(""), Question()) == "newest"
    assert order(SearchRequest("rouw"), asked("rouw")) == "relevance"
    assert order(SearchRequest("", sort="title"), Question()) == "title"


def test_pages_start_where_the_one_before_ended() -> None:
    made = body(SearchRequest("rouw", page=3), asked("rouw"), registry.facets())
    assert (made["from"], made["size"]) == (40, 20)
