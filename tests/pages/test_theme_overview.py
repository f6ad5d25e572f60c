"""What the pages of themes bring together."""

from typing import Any

import pytest

from pages.theme_overview import theme_index_overview, theme_overview
from tests.factories.approaches import ApproachPageFactory
from tests.factories.pages import KnowledgePageFactory
from tests.factories.places import MunicipalityFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme() -> Theme:
    return ThemeFactory(name="Geldzorgen", is_focus=True)


def test_themes_are_counted_over_public_approaches_and_stories(theme: Theme) -> None:
    other = ThemeFactory(name="Huisvesting")
    ApproachPageFactory(themes=[theme, other])
    StoryPageFactory(themes=[theme])
    StoryPageFactory(themes=[theme], live=False)
    KnowledgePageFactory(themes=[theme])
    found = theme_index_overview()
    assert [(entry.theme, entry.n) for entry in found["focus"]] == [(theme, 2)]
    assert [(entry.theme, entry.n) for entry in found["others"]] == [(other, 1)]


def test_a_theme_shows_what_is_about_it_newest_first(theme: Theme) -> None:
    first, second = (ApproachPageFactory(themes=[theme]) for _ in range(2))
    story, knowledge = StoryPageFactory(themes=[theme]), KnowledgePageFactory(themes=[theme])
    ApproachPageFactory(themes=[ThemeFactory()])
    ApproachPageFactory(themes=[theme], live=False)
    found = theme_overview(theme)
    assert (found["approaches"], found["approaches_total"]) == ([second, first], 2)
    assert (found["stories"], found["stories_total"]) == ([story], 1)
    assert (found["knowledge"], found["knowledge_total"]) == ([knowledge], 1)
    assert found["search_url"] == "/zoeken/?theme=geldzorgen"


def test_a_theme_shows_six_of_a_kind_and_how_many_there_are(theme: Theme) -> None:
    for _ in range(7):
        ApproachPageFactory(themes=[theme])
    found = theme_overview(theme)
    assert (len(found["approaches"]), found["approaches_total"]) == (6, 7)


def test_a_theme_names_its_children(theme: Theme) -> None:
    child = ThemeFactory(parent=theme)
    assert theme_overview(theme)["children"] == [child]


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(
    theme: Theme, django_assert_num_queries: Any
) -> None:
    municipality = MunicipalityFactory()

    def more() -> None:
        for factory in (ApproachPageFactory, StoryPageFactory, KnowledgePageFactory):
            for _ in range(2):
                factory(themes=[theme], municipalities=[municipality])

    def show() -> None:
        found = theme_overview(theme)
        for card in [*found["approaches"], *found["stories"], *found["knowledge"]]:
            _ = (card.url, card.coalition_title, list(card.themes.all()), card.municipality_names)

    more()
    show()  # warms the paths of the site
    for _ in range(2):
        with django_assert_num_queries(16):
            show()
        with django_assert_num_queries(5):
            theme_index_overview()
        more()
