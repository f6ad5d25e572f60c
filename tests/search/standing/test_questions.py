"""A question that is kept, in the words of whoever kept it."""

import pytest

from search.requests import SearchRequest
from search.standing.questions import in_words
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
