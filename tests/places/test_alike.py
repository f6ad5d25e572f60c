""" "Gemeenten zoals de mijne" is a municipality by any of its names, with those most like it and the reasons."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from places.alike import like
from places.likeness import NEAREST
from places.models import Municipality
from search.api import SearchRequest, build_due, search
from search.registry import shorthands
from tests.factories.approaches import ApproachPageFactory
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db


def municipality(name: str, population: int, **fields: object) -> Municipality:
    return MunicipalityFactory(
        name=name, population=population, population_year=2025, land_area_km2=Decimal(100), **fields
    )


@pytest.fixture
def here() -> Municipality:
    here = municipality("Zaanstad", 160_000, aliases=["Zaandam"])
    for number in range(NEAREST + 2):
        municipality(f"Bijna {number}", 160_000 + 1_000 * number)
    municipality("Heel klein", 900)
    return here


def test_it_is_the_municipality_and_those_most_like_it_with_why(here: Municipality) -> None:
    meaning = like("Zaanstad")
    assert meaning is not None
    first, *others = meaning.members
    assert (meaning.value, meaning.label, first.value, first.reason) == ("zaanstad", "Zaanstad", "zaanstad", "")
    assert [member.value for member in others] == [f"bijna-{number}" for number in range(NEAREST)]
    assert all("inwoners" in member.reason for member in others)
    assert meaning.told.startswith("Zaanstad en gemeenten die erop lijken: Bijna 0, Bijna 1")
    assert meaning.told.endswith("Bijna 4 en Bijna 5.")


@pytest.mark.parametrize("text", ["zaanstad", "ZAANSTAD", "gemeente Zaanstad", "Zaandam", "Assendelft"])
def test_any_of_its_names_will_do(text: str, here: Municipality) -> None:
    FormerMunicipalityFactory(name="Assendelft", successors=[here])
    meaning = like(text)
    assert meaning is not None and meaning.value == "zaanstad"


@pytest.mark.parametrize("text", ["", "Atlantis", "%", "x" * 300, "zaan"])
def test_what_is_no_municipality_means_nothing(text: str, here: Municipality) -> None:
    assert like(text) is None


def test_of_which_nothing_is_known_stands_alone() -> None:
    MunicipalityFactory(name="Nergens")
    meaning = like("Nergens")
    assert meaning is not None
    assert (len(meaning.members), meaning.told) == (1, "Alleen Nergens.")


def test_it_takes_few_queries(here: Municipality, django_assert_max_num_queries: Callable[..., object]) -> None:
    with django_assert_max_num_queries(4):
        like("Zaandam")


class TestSearch:
    @pytest.fixture(autouse=True)
    def _found(self, here: Municipality, settings: object) -> None:
        settings.OPENSEARCH_URL = ""  # type: ignore[attr-defined]
        for slug in ("zaanstad", "bijna-1", "heel-klein"):
            ApproachPageFactory(title=f"In {slug}", municipalities=[Municipality.objects.get(slug=slug)])
        build_due()

    def test_a_search_finds_what_happens_in_all_of_them(self) -> None:
        results = search(SearchRequest(shorthands={"like": "Zaandam"}))
        assert {hit.title for hit in results.hits} == {"In zaanstad", "In bijna-1"}

    def test_a_municipality_that_was_chosen_comes_beside_them(self) -> None:
        chosen = {"municipality": frozenset(["heel-klein"])}
        assert search(SearchRequest(chosen=chosen, shorthands={"like": "zaanstad"})).total == 3

    def test_the_page_says_which_and_why_and_lets_it_go(self, client: Client) -> None:
        html = " ".join(client.get("/zoeken/?like=zaanstad").content.decode().split())
        assert "Gemeenten zoals:</span> Zaanstad" in html
        assert "Zaanstad en gemeenten die erop lijken: Bijna 0" in html
        assert "<dt>Bijna 0</dt><dd>" in html.replace("> <", "><")
        assert 'name="like"' in html and 'value="Zaanstad"' in html

    def test_a_name_that_nobody_knows_gets_an_answer(self, client: Client) -> None:
        html = client.get("/zoeken/?like=Atlantis").content.decode()
        assert "We kennen “Atlantis” niet bij gemeenten zoals de mijne" in html


def test_it_is_one_of_the_shorthands_of_the_search() -> None:
    assert [(short.key, short.facet) for short in shorthands()] == [("like", "municipality")]
