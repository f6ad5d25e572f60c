"""What home brings together."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from pages.overview import home_overview
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import MunicipalityFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def numbers() -> dict[str, int]:
    return {number.label: number.n for number in home_overview()["numbers"]}


def test_it_has_the_focus_themes_only() -> None:
    focus = ThemeFactory(is_focus=True)
    ThemeFactory()
    assert home_overview()["themes"] == [focus]


def test_it_has_the_three_newest_approaches_and_stories() -> None:
    approaches = [ApproachPageFactory() for _ in range(4)]
    stories = [StoryPageFactory() for _ in range(4)]
    ApproachPageFactory(live=False)
    found = home_overview()
    assert found["approaches"] == approaches[:0:-1]
    assert found["stories"] == stories[:0:-1]


def test_numbers_are_counted_over_what_everybody_can_see() -> None:
    zaanstad, goes = MunicipalityFactory(), MunicipalityFactory()
    coalition = CoalitionPageFactory(municipalities=[zaanstad, goes])
    CoalitionPageFactory(municipalities=[goes])
    CoalitionPageFactory(municipalities=[MunicipalityFactory()], live=False)
    ApproachPageFactory(parent=coalition)
    hidden = ApproachPageFactory()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    for _ in range(3):
        StoryPageFactory()
    assert numbers() == {"aanpak": 1, "verhalen": 3, "coalities": 2, "gemeenten": 2}


def test_a_number_that_is_zero_is_left_out() -> None:
    assert numbers() == {}


def test_numbers_lead_to_what_they_count() -> None:
    coalition = CoalitionPageFactory(municipalities=[MunicipalityFactory()])
    ApproachPageFactory(parent=coalition)
    StoryPageFactory()
    assert {number.label: number.url for number in home_overview()["numbers"]} == {
        "aanpak": "/zoeken/?type=approach",
        "verhaal": "/verhalen/",
        "coalitie": "/coalities/",
        "gemeente": "/coalities/",
    }


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(django_assert_num_queries: Any) -> None:
    theme, municipality = ThemeFactory(is_focus=True), MunicipalityFactory()
    coalition = CoalitionPageFactory(municipalities=[municipality])

    def more() -> None:
        for _ in range(3):
            ApproachPageFactory(parent=coalition, themes=[theme], municipalities=[municipality])
            StoryPageFactory(parent=coalition, themes=[theme], municipalities=[municipality])

    more()
    home_overview()
    for _ in range(2):
        with django_assert_num_queries(13):
            found = home_overview()
            for card in [*found["approaches"], *found["stories"]]:
                _ = (card.url, card.coalition_title, list(card.themes.all()), card.municipality_names)
        more()
