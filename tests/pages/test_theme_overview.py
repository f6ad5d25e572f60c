"""What the pages of themes bring together."""

from typing import Any

import pytest

from pages.theme_overview import theme_index_overview, theme_overview
from tests.factories.approaches import ApproachPageFactory
from tests.factories.pages import KnowledgePageFactory
from tests.factories.places import MunicipalityFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import InstrumentFactory
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


def test_both_standing_questions_come_with_what_answers_them_within_the_theme(theme: Theme) -> None:
    approach = ApproachPageFactory(themes=[theme], questions=["ouders-bereiken"])
    story = StoryPageFactory(themes=[theme], questions=["ouders-bereiken", "professionals-steunen"])
    ApproachPageFactory(themes=[theme])
    ApproachPageFactory(themes=[theme], questions=["ouders-bereiken"], live=False)
    ApproachPageFactory(themes=[ThemeFactory()], questions=["ouders-bereiken"])
    parents, professionals = theme_overview(theme)["questions"]
    assert (parents.pages, parents.total) == ((approach, story), 2)
    assert (professionals.pages, professionals.total) == ((story,), 1)
    assert parents.search_url == "/zoeken/?question=ouders-bereiken&theme=geldzorgen"


def test_the_theme_that_asks_the_questions_has_all_answers() -> None:
    reach = ThemeFactory(name="Bereik", slug="bereik")
    elsewhere = ApproachPageFactory(questions=["ouders-bereiken"])
    parents, _professionals = theme_overview(reach)["questions"]
    assert parents.pages == (elsewhere,)
    assert parents.search_url == "/zoeken/?question=ouders-bereiken"


def test_a_question_shows_three_of_a_kind_and_how_many_there_are(theme: Theme) -> None:
    for _ in range(4):
        ApproachPageFactory(themes=[theme], questions=["ouders-bereiken"])
    (parents, _professionals) = theme_overview(theme)["questions"]
    assert (len(parents.pages), parents.total) == (3, 4)


def test_a_theme_shows_the_instruments_that_anybody_may_see(theme: Theme) -> None:
    instrument = InstrumentFactory(themes=[theme])
    InstrumentFactory(themes=[theme], is_listed=False)
    InstrumentFactory(themes=[ThemeFactory()])
    found = theme_overview(theme)
    assert (found["instruments"], found["instruments_total"]) == ([instrument], 1)


def test_a_theme_names_its_children(theme: Theme) -> None:
    child = ThemeFactory(parent=theme)
    assert theme_overview(theme)["children"] == [child]


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(
    theme: Theme, django_assert_num_queries: Any
) -> None:
    municipality = MunicipalityFactory()

    def more() -> None:
        InstrumentFactory(themes=[theme])
        for factory in (ApproachPageFactory, StoryPageFactory, KnowledgePageFactory):
            for _ in range(2):
                factory(themes=[theme], municipalities=[municipality], questions=["ouders-bereiken"])

    def show() -> None:
        found = theme_overview(theme)
        for card in [*found["approaches"], *found["stories"], *found["knowledge"]]:
            _ = (card.url, card.coalition_title, list(card.themes.all()), card.municipality_names)
        for answer in [page for answered in found["questions"] for page in answered.pages]:
            _ = (answer.url, answer.title, answer.page_type_display_name)

    more()
    show()  # warms the paths of the site
    for _ in range(2):
        with django_assert_num_queries(24):
            show()
        with django_assert_num_queries(3):
            theme_index_overview()
        more()
