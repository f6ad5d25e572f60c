"""Stories are narrowed by theme, phase, voice and place, and the two sides stand beside each other."""

from typing import Any

import pytest
from django.test import Client

from places.models import RegionLayer
from stories.models import StoryPage
from stories.reading.chosen import Chosen
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db

PATH = "/verhalen/"


@pytest.fixture
def leiden() -> Any:
    town = MunicipalityFactory(name="Leiden", slug="leiden")
    province = RegionFactory(layer=RegionLayer.PROVINCE, name="Zuid-Holland", slug="zuid-holland")
    RegionMembershipFactory(municipality=town, region=province)
    return town


@pytest.fixture
def stories(leiden: Any) -> dict[str, StoryPage]:
    rouw, slaap = ThemeFactory(name="Rouw", slug="rouw"), ThemeFactory(name="Slaap", slug="slaap")
    return {
        "parent": StoryPageFactory(
            title="Van een ouder", voice="ouder", themes=[rouw], phases=["zwangerschap"], municipalities=[leiden]
        ),
        "midwife": StoryPageFactory(title="Van een verloskundige", voice="professional", themes=[rouw]),
        "other": StoryPageFactory(title="Over slapen", voice="ouder", themes=[slaap]),
        "draft": StoryPageFactory(title="Nog niet af", voice="ouder", themes=[rouw], live=False),
    }


def titles(client: Client, query: str = "") -> set[str]:
    reading = client.get(PATH + query).context["reading"]
    return {story.title for story in reading.results}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Van een ouder", "Van een verloskundige", "Over slapen"}),
        ("?theme=rouw", {"Van een ouder", "Van een verloskundige"}),
        ("?theme=rouw&voice=ouder", {"Van een ouder"}),
        ("?phase=zwangerschap", {"Van een ouder"}),
        ("?province=zuid-holland", {"Van een ouder"}),
        ("?municipality=leiden&theme=slaap", set()),
        ("?theme=bestaat-niet&municipality=utrecht", {"Van een ouder", "Van een verloskundige", "Over slapen"}),
    ],
)
def test_each_choice_narrows(client: Client, stories: dict[str, StoryPage], query: str, found: set[str]) -> None:
    assert titles(client, query) == found


@pytest.fixture
def ggd_drenthe() -> Any:
    """A region as the intake offers them, whole in one province."""
    region = RegionFactory(layer=RegionLayer.GGD_REGION, name="GGD Drenthe", slug="ggd-drenthe")
    province = RegionFactory(layer=RegionLayer.PROVINCE, name="Drenthe", slug="drenthe")
    for name in ("Assen", "Emmen"):
        town = MunicipalityFactory(name=name, slug=name.lower())
        for around in (region, province):
            RegionMembershipFactory(municipality=town, region=around)
    return region


class TestAStoryThatNamesARegionAndNoMunicipality:
    @pytest.fixture(autouse=True)
    def _named(self, stories: dict[str, StoryPage], ggd_drenthe: Any) -> None:
        StoryPage.objects.filter(pk=stories["other"].pk).update(region=ggd_drenthe)

    def test_is_found_by_it_and_by_the_province_that_it_lies_in(self, client: Client) -> None:
        assert titles(client, "?ggd_region=ggd-drenthe") == {"Over slapen"}
        assert titles(client, "?province=drenthe") == {"Over slapen"}
        assert titles(client, "?province=drenthe&ggd_region=ggd-drenthe&theme=slaap") == {"Over slapen"}
        filters = {one.key: one.options for one in client.get(PATH).context["reading"].filters}
        assert [value for value, *_ in filters["municipality"]] == ["leiden"]
        assert [value for value, *_ in filters["province"]] == ["drenthe", "zuid-holland"]
        assert [value for value, *_ in filters["ggd_region"]] == ["ggd-drenthe"]

    def test_is_in_no_province_when_the_region_lies_in_two(self, client: Client, ggd_drenthe: Any, leiden: Any) -> None:
        RegionMembershipFactory(municipality=leiden, region=ggd_drenthe)
        filters = {one.key: one.options for one in client.get(PATH).context["reading"].filters}
        assert [value for value, *_ in filters["province"]] == ["zuid-holland"]
        found = StoryPage.objects.public().narrowed(Chosen(province="drenthe"))
        assert not found.exists()
        assert titles(client, "?ggd_region=ggd-drenthe") == {"Over slapen", "Van een ouder"}

    def test_says_so_on_its_page_and_its_card(self, client: Client, stories: dict[str, StoryPage]) -> None:
        for path in (stories["other"].url, f"{PATH}?theme=slaap"):
            assert "GGD Drenthe</" in client.get(path).content.decode().split("</form>")[-1]


def test_the_two_sides_stand_beside_each_other(client: Client, stories: dict[str, StoryPage]) -> None:
    columns = client.get(PATH + "?theme=rouw&weergave=naast-elkaar").context["reading"].columns
    assert [[story.title for story in column.stories] for column in columns] == [
        ["Van een ouder"],
        ["Van een verloskundige"],
    ]


def test_nothing_found_says_so_and_leads_on(client: Client, stories: dict[str, StoryPage]) -> None:
    said = client.get(PATH + "?municipality=leiden&theme=slaap").content.decode()
    assert "Geen verhalen" in said and "/zoeken/?type=story&amp;theme=slaap&amp;municipality=leiden" in said


@pytest.mark.parametrize("layout", ["lijst", "naast-elkaar", "patronen"])
def test_the_number_of_queries_does_not_grow(
    client: Client, stories: dict[str, StoryPage], layout: str, django_assert_max_num_queries: Any
) -> None:
    client.get(PATH)
    for _ in range(5):
        StoryPageFactory(voice="professional", themes=list(stories["parent"].themes.all()))
    with django_assert_max_num_queries(30):
        client.get(f"{PATH}?weergave={layout}")


def test_what_can_be_chosen_is_folded_on_a_phone_and_says_how_much_was(
    client: Client, stories: dict[str, StoryPage]
) -> None:
    shown = client.get(f"{PATH}?theme=rouw&voice=ouder").content.decode()
    assert '<details data-open-from="60rem">' in shown
    assert "2 gekozen" in shown
    assert 'href="?voice=ouder"><span class="sr">Haal weg: thema</span> Rouw' in shown
