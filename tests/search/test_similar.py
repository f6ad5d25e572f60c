"""What is like a document follows from the values they share, with the reason, and never from the engine."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from approaches.models import ApproachPage
from places.models import RegionLayer
from search.facets import Kinship
from search.indexer.build import build_due
from search.similar import SIZE, Similar, Weighed, mixed, reason, similar_to
from stories.models import StoryPage
from tests.factories.approaches import ApproachPageFactory
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import InstrumentFactory
from tests.search.content import approach, coalition
from themes.models import Theme

pytestmark = pytest.mark.django_db

KINSHIPS = {"theme": Kinship(3, "thema", "thema’s"), "phase": Kinship(2, "fase", "fasen")}


@pytest.fixture
def theme() -> Theme:
    return ThemeFactory(name="Rouw")


@pytest.fixture
def page(theme: Theme) -> ApproachPage:
    return ApproachPageFactory(title="Bezoek na verlies", themes=[theme], phases=["zwangerschap"])


def found(page: Any, **options: Any) -> list[str]:
    build_due()
    return [item.title for item in similar_to(page, **options)]


def one(page: Any) -> Similar:
    build_due()
    (item,) = similar_to(page)
    return item


def weighed(type_key: str, number: int, score: int) -> Weighed:
    return Weighed(number, type_key, number, "", {"theme": 1}, score)


class TestReason:
    @pytest.mark.parametrize(
        ("shared", "words"),
        [
            ({"theme": 1}, "zelfde thema"),
            ({"theme": 2, "phase": 1}, "zelfde thema’s en fase"),
            ({"phase": 3, "theme": 1}, "zelfde thema en fasen"),
        ],
    )
    def test_it_names_what_counts_most_first(self, shared: dict[str, int], words: str) -> None:
        assert reason(shared, KINSHIPS) == words

    def test_a_reader_is_told_all_that_is_shared(self) -> None:
        near = MunicipalityFactory()
        RegionMembershipFactory(municipality=near, region=RegionFactory(layer=RegionLayer.GGD_REGION))
        shared = {
            "themes": [ThemeFactory(), ThemeFactory()],
            "instruments": [InstrumentFactory(name="Wiegkaart")],
            "phases": ["zwangerschap"],
            "situations": ["lvb"],
            "municipalities": [near],
        }
        page = ApproachPageFactory(title="De een", **shared)
        ApproachPageFactory(title="De ander", **shared)
        build_due()
        told = {item.title: item.reason for item in similar_to(page)}
        assert told["De ander"] == "zelfde thema’s, instrument, fase, situatie en regio"
        assert told["Wiegkaart"] == "zelfde instrument"


class TestLikeness:
    def test_it_links_and_says_what_it_is(self, page: ApproachPage, theme: Theme) -> None:
        story = StoryPageFactory(title="Zij bleef", summary="Kort.", themes=[theme], phases=["zwangerschap"])
        assert one(page) == Similar("story", "Verhaal", "Zij bleef", story.url, "Kort.", "zelfde thema en fase")

    def test_what_shares_more_comes_first(self, page: ApproachPage, theme: Theme) -> None:
        ApproachPageFactory(title="Alleen het thema", themes=[theme])
        ApproachPageFactory(title="Ook de fase", themes=[theme], phases=["zwangerschap"])
        assert found(page) == ["Ook de fase", "Alleen het thema"]

    def test_a_phase_or_a_region_alone_makes_nothing_alike(self, page: ApproachPage) -> None:
        ApproachPageFactory(title="Zelfde fase", phases=["zwangerschap"])
        assert found(page) == []

    def test_parts_are_left_out_and_so_is_the_page_itself(self, theme: Theme) -> None:
        parent = coalition()
        page = approach(parent, "Met delen", blocks=2, themes=[theme])
        approach(parent, "De ander", blocks=2, themes=[theme])
        assert found(page) == ["De ander"]

    def test_a_story_comes_beside_approaches_that_are_more_alike(self, page: ApproachPage, theme: Theme) -> None:
        for number in range(SIZE + 2):
            ApproachPageFactory(title=f"Aanpak {number}", themes=[theme], phases=["zwangerschap"])
        StoryPageFactory(title="Zij bleef", themes=[theme])
        assert len(found(page)) == SIZE
        assert found(page)[-1] == "Zij bleef"

    def test_what_is_hardly_alike_does_not_come_first_because_of_its_type(self) -> None:
        near = [weighed("approach", number, 10) for number in range(5)]
        assert mixed([*near, weighed("story", 9, 4)], 3) == near[:3]
        assert mixed([*near, weighed("story", 9, 5)], 3)[-1].type == "story"
        assert mixed([], 3) == []

    def test_what_the_page_shows_already_makes_place_for_others(self, page: ApproachPage, theme: Theme) -> None:
        shown = [StoryPageFactory(title=f"Verhaal {number}", themes=[theme]) for number in range(6)]
        StoryPageFactory(title="Nog een", themes=[theme])
        assert found(page, without=shown) == ["Nog een"]


class TestVisibility:
    def test_what_is_withdrawn_is_gone_at_once(self, page: ApproachPage, theme: Theme) -> None:
        story = StoryPageFactory(title="Zij bleef", themes=[theme])
        assert found(page) == ["Zij bleef"]
        story.unpublish()
        assert similar_to(page) == ()

    def test_what_went_behind_the_back_of_the_signals_is_not_shown(self, page: ApproachPage, theme: Theme) -> None:
        story = StoryPageFactory(title="Zij bleef", themes=[theme])
        build_due()
        StoryPage.objects.filter(pk=story.pk).update(live=False)
        assert similar_to(page) == ()

    def test_a_page_that_can_not_be_found_has_nothing_like_it(self, theme: Theme) -> None:
        ApproachPageFactory(themes=[theme])
        build_due()
        assert similar_to(ApproachPageFactory(themes=[theme], live=False)) == ()
        assert similar_to(ApproachPage(title="Nooit bewaard")) == ()


class TestPages:
    @pytest.fixture
    def known(self, page: ApproachPage, theme: Theme) -> None:
        StoryPageFactory(title="Zij bleef", themes=[theme], phases=["zwangerschap"])
        InstrumentFactory(name="Rouwkaart", themes=[theme])
        build_due()

    @pytest.mark.usefixtures("known")
    def test_approach_story_and_instrument_each_show_the_others(self, client: Any, page: ApproachPage) -> None:
        story = StoryPage.objects.get(title="Zij bleef")
        for url, other in (
            (page.url, "Zij bleef"),
            (story.url, page.title),
            ("/instrumenten/rouwkaart/", "Zij bleef"),
        ):
            html = client.get(url).content.decode()
            section = html.partition('id="lijkt-hierop"')[2].partition("</section>")[0]
            assert other in section, url
            assert "zelfde thema" in section, url

    def test_a_page_like_no_other_has_no_such_heading(self, client: Any, page: ApproachPage) -> None:
        build_due()
        assert "Lijkt hierop" not in client.get(page.url).content.decode()

    def test_a_story_about_it_is_shown_once(self, client: Any, page: ApproachPage, theme: Theme) -> None:
        StoryPageFactory(title="Zij bleef", themes=[theme], approaches=[page])
        build_due()
        assert client.get(page.url).content.decode().count(">Zij bleef<") == 1


def test_it_takes_the_same_number_of_queries_however_much_is_alike(page: ApproachPage, theme: Theme) -> None:
    counts = []
    for _ in range(2):
        for number in range(5):
            ApproachPageFactory(themes=[theme], phases=["zwangerschap"])
            StoryPageFactory(title=f"Verhaal {number}", themes=[theme])
            InstrumentFactory(themes=[theme])
        build_due()
        with CaptureQueriesContext(connection) as queries:
            assert len(similar_to(page)) == SIZE
        counts.append(len(queries))
    # The row, what is near, what is shared, what of it may be shown, the documents.
    assert counts == [5, 5]
