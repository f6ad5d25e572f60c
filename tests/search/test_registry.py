"""A type or facet is declared once; everything else follows from the registry."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from search import mapping, query, registry
from search.facets import Facet
from search.question.model import Question
from search.requests import SearchRequest

TYPES = {"approach", "block", "story", "page", "coalition", "instrument"}
FACETS = [
    "type",
    "theme",
    "phase",
    "question",
    "situation",
    "municipality",
    "province",
    "ggd_region",
    "coalition",
    "partner",
    "maturity",
    "funding",
    "instrument",
    "year",
]


def test_the_site_has_its_types_and_its_facets_in_order() -> None:
    assert {document.key for document in registry.document_types()} == TYPES
    assert [facet.key for facet in registry.facets()] == FACETS


@pytest.mark.parametrize("facet", registry.facets(), ids=lambda facet: facet.key)
def test_a_facet_is_a_field_of_the_index_and_a_count_of_every_question(facet: Facet) -> None:
    assert mapping.index_body("x")["mappings"]["properties"][facet.key] == {"type": "keyword"}
    assert facet.key in query.body(SearchRequest("x"), Question(), registry.facets())["aggs"]


@pytest.mark.parametrize("key", ["type", "approach"])
def test_a_key_is_taken_once(key: str) -> None:
    class Second:
        """Another declaration with a key that is taken."""

    Second.key = "approach"  # type: ignore[attr-defined]
    with pytest.raises(ImproperlyConfigured):
        registry.register(Facet(key, "x", object, lambda item: (), lambda keys: {}) if key == "type" else Second)


@pytest.mark.django_db
@pytest.mark.parametrize("facet", registry.facets(), ids=lambda facet: facet.key)
def test_names_of_values_take_one_query_at_most_and_unknown_ones_have_none(
    facet: Facet, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        assert facet.labels({"bestaat-niet", "nog-een"}) == {}


@pytest.mark.parametrize("document", registry.document_types(), ids=lambda document: document.key)
def test_every_type_and_facet_is_documented(document: registry.AnyDocument) -> None:
    text = Path("docs/search.md").read_text(encoding="utf-8")
    assert f"`{document.key}`" in text
    assert all(f"`{facet.key}`" in text for facet in registry.facets())
