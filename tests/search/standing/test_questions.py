"""A question that is kept, in the words of whoever kept it."""

import pytest

from search.requests import SearchRequest
from search.standing.questions import each_in_words, in_words
from tests.factories.places import MunicipalityFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names() -> None:
    ThemeFactory(name="Wonen")
    MunicipalityFactory(name="Zaanstad", aliases=["Zaandam"])


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (SearchRequest(), "alles op deze site"),
        (SearchRequest("muziek", {"theme": frozenset(["wonen"])}), "“muziek”, Thema: Wonen"),
        (SearchRequest(shorthands={"like": "zaanstad"}), "Gemeenten zoals Zaanstad"),
        (SearchRequest("muziek", shorthands={"like": "Zaandam"}), "“muziek”, gemeenten zoals Zaanstad"),
        (SearchRequest(shorthands={"like": "Atlantis"}), "Gemeenten zoals Atlantis"),
    ],
)
def test_all_that_narrows_it_is_told(request_: SearchRequest, words: str) -> None:
    assert in_words(request_) == words


def test_many_are_told_as_one_is_each_under_its_own_names() -> None:
    asked = [SearchRequest(query, {"theme": frozenset(["wonen"])}) for query in ("muziek", "tuinen")]
    asked.append(SearchRequest(shorthands={"like": "zaanstad"}))
    assert each_in_words([*asked, *asked]) == [in_words(request) for request in asked] * 2
