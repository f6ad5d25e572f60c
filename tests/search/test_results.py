"""From an answer to results: names for values, in the facet's order; parts under their whole."""

import pytest

from search.engines.base import Answer, Found
from search.facets import Facet
from search.question.model import Question
from search.results import facet_result, hits


def facet(sort: str) -> Facet:
    return Facet("theme", "Thema", object, lambda item: (), lambda keys: {}, sort=sort)  # type: ignore[arg-type]


LABELS = {"b": "Bereik", "a": "Armoede", "z": "aZ"}


@pytest.mark.parametrize(("sort", "order"), [("count", "baz"), ("label", "azb"), ("value", "zba"), ("given", "baz")])
def test_values_stand_in_the_order_of_their_facet(sort: str, order: str) -> None:
    result = facet_result(facet(sort), {"a": 2, "b": 5, "z": 1}, LABELS, ())
    assert "".join(value.value for value in result.values) == order


def test_a_value_without_a_name_is_left_out() -> None:
    result = facet_result(facet("count"), {"weg": 9, "a": 1}, LABELS, ())
    assert [value.value for value in result.values] == ["a"]


def found(key: str, parent: str = "") -> Found:
    source = {
        "title": key,
        "url": "/",
        "summary": "",
        "sections": [],
        "keywords": [],
        "date": "2021-03",
        "external_id": "",
        "display": {},
        "parent": {"key": parent, "title": "x", "url": "/"} if parent else None,
    }
    return Found(key, 1.0, source)


def indented(*shown: Found, visible: set[str] | None = None) -> list[bool]:
    keys = visible if visible is not None else {one.key for one in shown}
    return [hit.indented for hit in hits(Answer(len(shown), shown), Question("x"), keys)]


def test_a_part_right_after_its_whole_is_indented_and_so_is_the_next() -> None:
    shown = (found("approach:1"), found("block:1", "approach:1"), found("block:2", "approach:1"))
    assert indented(*shown) == [False, True, True]


def test_a_part_elsewhere_stands_by_itself() -> None:
    shown = (found("approach:1"), found("block:9", "approach:2"), found("block:1", "approach:1"))
    assert indented(*shown) == [False, False, False]


def test_a_hit_that_may_not_be_seen_is_not_there() -> None:
    assert indented(found("approach:1"), found("approach:2"), visible={"approach:2"}) == [False]


def test_a_date_is_shown_as_precisely_as_it_is_known() -> None:
    (hit,) = hits(Answer(1, (found("approach:1"),)), Question("x"), {"approach:1"})
    assert hit.date == "maart 2021"
    assert hit.external_id is None
