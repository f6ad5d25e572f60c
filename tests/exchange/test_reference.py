"""What lines name is found, and asked of the database once per run."""

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from coalitions.models import CoalitionPage, NationalPage
from exchange.reference import NoNationalPage, Reference, UnknownCoalition, coalition_by_slug
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def coalition(title: str, *places: str) -> CoalitionPage:
    return CoalitionPageFactory(title=title, municipalities=[MunicipalityFactory(name=place) for place in places])


@pytest.mark.parametrize("text", ["geldzorgen", "Geldzorgen", " GELDZORGEN ", "Zorgen over geld", "zorgen-over-geld"])
def test_a_theme_is_found_by_slug_and_name_whatever_its_case(text: str) -> None:
    theme = ThemeFactory(name="Zorgen over geld", slug="geldzorgen")
    assert Reference().theme(text) == theme


def test_a_slug_wins_from_the_name_of_another_theme() -> None:
    ThemeFactory(name="Bereik", slug="anders")
    right = ThemeFactory(name="Iets", slug="bereik")
    assert Reference().theme("Bereik") == right


def test_what_is_no_theme_is_none() -> None:
    assert Reference().theme("tuinieren") is None
    assert Reference().theme("!!") is None


def test_themes_and_places_are_asked_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ThemeFactory(name="Geldzorgen", slug="geldzorgen")
    coalition("Zaanstad", "Zaanstad")
    reference = Reference()
    place = reference.municipalities("Zaanstad")
    reference.parent(place)
    with django_assert_num_queries(0):
        for _ in range(3):
            reference.theme("geldzorgen")
            reference.parent(reference.municipalities("Zaanstad"))


def test_a_page_goes_below_the_one_coalition_of_its_municipality() -> None:
    zaanstad = coalition("Zaanstad", "Zaanstad", "Wormerland")
    reference = Reference()
    assert reference.parent(reference.municipalities("Wormerland")) == zaanstad


def test_of_one_that_was_divided_it_goes_below_the_one_coalition_of_its_successors() -> None:
    places = [MunicipalityFactory(name=name) for name in ("Oisterwijk", "Boxtel")]
    FormerMunicipalityFactory(name="Haaren", successors=places)
    reference, boxtel = Reference(), coalition("Boxtel en verder", "Boxtel")
    assert reference.municipalities("Haaren") == tuple(places)
    assert reference.parent(reference.municipalities("Haaren")) == boxtel
    coalition("Oisterwijk", "Oisterwijk")
    assert Reference().parent(reference.municipalities("Haaren")) == NationalPage.objects.get()


def test_without_a_choice_or_with_too_many_it_goes_below_landelijk() -> None:
    coalition("Noord", "Rotterdam")
    coalition("Zuid", "Rotterdam")
    MunicipalityFactory(name="Urk")
    reference, national = Reference(), NationalPage.objects.get()
    assert reference.parent(()) == national
    assert reference.parent(reference.municipalities("Urk")) == national
    assert reference.parent(reference.municipalities("Rotterdam")) == national


def test_a_coalition_that_is_not_published_takes_nothing() -> None:
    coalition("Zaanstad", "Zaanstad").unpublish()
    reference = Reference()
    assert reference.parent(reference.municipalities("Zaanstad")) == NationalPage.objects.get()
    with pytest.raises(UnknownCoalition):
        coalition_by_slug("zaanstad")


def test_nor_does_one_that_not_everybody_may_see() -> None:
    zaanstad = coalition("Zaanstad", "Zaanstad")
    PageViewRestriction.objects.create(page=zaanstad, restriction_type=PageViewRestriction.LOGIN)
    reference = Reference()
    assert reference.parent(reference.municipalities("Zaanstad")) == NationalPage.objects.get()
    with pytest.raises(UnknownCoalition, match="'zaanstad' is niet openbaar"):
        coalition_by_slug("zaanstad")


@pytest.mark.parametrize("slug", ["\udcff", "\x00", ""])
def test_a_slug_that_no_database_can_be_asked_is_one_that_nobody_has(slug: str) -> None:
    with pytest.raises(UnknownCoalition):
        coalition_by_slug(slug)


def test_the_coalition_of_the_run_wins() -> None:
    zaanstad, urk = coalition("Zaanstad", "Zaanstad"), coalition("Urk", "Urk")
    reference = Reference(coalition=coalition_by_slug("urk"))
    assert reference.parent(reference.municipalities("Zaanstad")) == urk != zaanstad


def test_an_unknown_coalition_is_told_with_those_that_look_like_it() -> None:
    coalition("Zaanstad", "Zaanstad")
    with pytest.raises(UnknownCoalition, match="'zaandstad'; bedoelt u zaanstad"):
        coalition_by_slug("zaandstad")


def test_without_landelijk_nothing_can_be_imported() -> None:
    NationalPage.objects.get().delete()
    with pytest.raises(NoNationalPage, match="Landelijk"):
        Reference()
