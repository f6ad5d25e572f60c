from collections.abc import Callable

import pytest

from places.lookup import find_municipality, similar_names
from places.search_facets import suggest_places
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_example]


def municipalities(question: str) -> list[str]:
    """The municipalities that a question leads to, as they are offered beside its results."""
    return [offered.label for offered in suggest_places(question, limit=10)]


@pytest.mark.parametrize("text", ["Súdwest-Fryslân", "SUDWEST FRYSLAN", "gemeente Súdwest-Fryslân", "GM1900", "1900"])
def test_a_municipality_is_found_by_name_and_code(text: str) -> None:
    MunicipalityFactory()
    expected = MunicipalityFactory(name="Súdwest-Fryslân", code="GM1900")
    assert find_municipality(text) == expected


@pytest.mark.parametrize("text", ["Den Haag", "den haag", "Gemeente Den Haag", "'s Gravenhage"])
def test_a_municipality_is_found_by_alias(text: str) -> None:
    MunicipalityFactory(name="Utrecht", aliases=["Utrecht (gemeente)"])
    expected = MunicipalityFactory(name="'s-Gravenhage", aliases=["Den Haag"])
    assert find_municipality(text) == expected


@pytest.mark.parametrize("text", ["Geldermalsen", "geldermalsen", "GM0236"])
def test_a_former_name_or_code_leads_to_the_municipality_of_today(text: str) -> None:
    expected = MunicipalityFactory(name="West Betuwe")
    FormerMunicipalityFactory(name="Geldermalsen", code="GM0236", successors=[expected])
    assert find_municipality(text) == expected


def test_a_divided_municipality_leads_to_its_main_successor() -> None:
    # The main one is made last and comes last in the alphabet: neither id nor name decides.
    other, main = MunicipalityFactory(name="Asten"), MunicipalityFactory(name="Zeist")
    FormerMunicipalityFactory(name="Verdeeld", successors=[main, other])
    assert find_municipality("Verdeeld") == main


def test_a_name_of_today_goes_before_an_alias_and_a_former_name() -> None:
    expected = MunicipalityFactory(name="Altena")
    other = MunicipalityFactory(name="Elders", aliases=["Altena"])
    FormerMunicipalityFactory(name="Altena", successors=[other])
    assert find_municipality("Altena") == expected


def test_an_alias_that_two_share_names_neither() -> None:
    MunicipalityFactory(name="Bergen (L.)", aliases=["Bergen"])
    MunicipalityFactory(name="Bergen (NH.)", aliases=["Bergen"])
    assert find_municipality("Bergen") is None


@pytest.mark.parametrize("text", ["", "   ", "Atlantis", "GM9999", "x\x00", "%", "a" * 9000])
def test_what_names_no_municipality_finds_none(text: str) -> None:
    MunicipalityFactory(name="Utrecht", aliases=["Utrecht (gemeente)"])
    assert find_municipality(text) is None


def test_a_search_in_vain_takes_three_queries(django_assert_num_queries: Callable[..., object]) -> None:
    MunicipalityFactory.create_batch(3, aliases=["Elders"])
    with django_assert_num_queries(3):
        find_municipality("Atlantis")


@pytest.mark.parametrize("text", ["", " ?! ", "a" * 9000])
def test_what_cannot_be_a_name_is_not_asked_of_the_database(
    text: str, django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(0):
        assert find_municipality(text) is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("prenataal huisbezoek west betuwe", ["West Betuwe"]),
        ("wat doet Geldermalsen, of Neerijnen?", ["West Betuwe"]),
        ("Den Haag", ["'s-Gravenhage"]),
        ("Zeist en Asten", ["Zeist", "Asten"]),
        ("Asten, West Betuwe", ["West Betuwe", "Asten"]),
        ("geldermalsen asten neerijnen", ["West Betuwe", "Asten"]),
        ("neerijnen asten geldermalsen", ["West Betuwe", "Asten"]),
        ("den of haag", []),
        ("betuwe", []),
    ],
)
def test_a_question_leads_to_the_municipalities_it_names_the_longest_name_first(
    question: str, names: list[str]
) -> None:
    west_betuwe = MunicipalityFactory(name="West Betuwe")
    FormerMunicipalityFactory(name="Geldermalsen", successors=[west_betuwe])
    FormerMunicipalityFactory(name="Neerijnen", successors=[west_betuwe])
    MunicipalityFactory(name="'s-Gravenhage", aliases=["Den Haag", "Gravenhage"])
    for name in ("Asten", "Zeist"):
        MunicipalityFactory(name=name)
    assert municipalities(question) == names


def test_a_question_with_a_divided_municipality_leads_to_its_main_successor() -> None:
    other, main = MunicipalityFactory(name="Asten"), MunicipalityFactory(name="Zeist")
    FormerMunicipalityFactory(name="Verdeeld", successors=[main, other])
    assert municipalities("verdeeld") == [main.name]


def test_an_empty_question_names_no_place() -> None:
    MunicipalityFactory(name="Asten")
    assert municipalities(" ") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zaandstad", ["Zaanstad"]),
        ("Bergen op", ["Bergen op Zoom"]),
        ("Gemeente Rotterdm", ["Rotterdam"]),
        ("", []),
    ],
)
def test_of_an_unknown_name_the_likest_is_named_first(text: str, names: list[str]) -> None:
    for name in ("Albrandswaard", "Bergen op Zoom", "Rotterdam", "Zaanstad", "Zandvoort"):
        MunicipalityFactory(name=name)
    assert similar_names(text)[:1] == names
