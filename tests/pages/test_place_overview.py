"""What the pages of municipalities and regions bring together."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from pages.place_overview import (
    municipality_index_overview,
    municipality_overview,
    nearby_overview,
    region_index_overview,
    region_overview,
)
from places.layers import RegionLayer
from places.models import Municipality, MunicipalityFigure
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import (
    FormerMunicipalityFactory,
    MunicipalityFactory,
    RegionFactory,
    RegionMembershipFactory,
)
from tests.factories.stories import StoryPageFactory
from tests.factories.toolbox import CoverageFactory, InstrumentFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)


@pytest.fixture
def here() -> Municipality:
    return MunicipalityFactory(name="Coevorden", population=35_000, population_year=2025, land_area_km2=Decimal(300))


def show(municipality: Municipality, day: date = TODAY) -> dict[str, Any]:
    return municipality_overview(municipality, day, TODAY)


def test_a_municipality_shows_its_public_coalitions_approaches_and_stories(here: Municipality) -> None:
    other = MunicipalityFactory()
    coalition = CoalitionPageFactory(municipalities=[here, other])
    CoalitionPageFactory(municipalities=[here], live=False)
    approach = ApproachPageFactory(municipalities=[here])
    ApproachPageFactory(municipalities=[other])
    ApproachPageFactory(municipalities=[here], live=False)
    story = StoryPageFactory(municipalities=[here, other])
    found = show(here)
    assert found["coalitions"] == [coalition]
    assert (found["approaches"], found["approaches_total"]) == ([approach], 1)
    assert (found["stories"], found["stories_total"]) == ([story], 1)
    assert found["search_url"] == "/zoeken/?municipality=coevorden"


def test_the_regions_are_those_of_the_day_that_is_asked(here: Municipality) -> None:
    old, new = RegionFactory(name="Overijssel"), RegionFactory(name="Drenthe")
    RegionMembershipFactory(municipality=here, region=old, valid_until=date(2020, 1, 1))
    RegionMembershipFactory(municipality=here, region=new, valid_from=date(2020, 1, 1))

    def province(day: date) -> list[str]:
        layer = next(entry for entry in show(here, day)["layers"] if entry.label == RegionLayer.PROVINCE.label)
        return [row.region.name for row in layer.memberships]

    assert province(date(2019, 12, 31)) == ["Overijssel"]
    assert province(date(2020, 1, 1)) == ["Drenthe"]


def test_figures_stand_in_the_order_of_the_list_and_of_the_latest_year(here: Municipality) -> None:
    for indicator, year, value in (("bijstand", 2021, 12), ("geboorten", 2020, 9), ("geboorten", 2021, 10)):
        MunicipalityFigure.objects.create(municipality=here, indicator=indicator, year=year, value=value)
    figures = show(here)["figures"]
    assert [(figure.kind.key, figure.year, figure.text) for figure in figures] == [
        ("geboorten", 2021, "10"), ("bijstand", 2021, "12"),
    ]  # fmt: skip


def test_a_figure_of_too_few_people_comes_without_its_value() -> None:
    island = MunicipalityFactory(population=950, population_year=2025)
    MunicipalityFigure.objects.create(municipality=island, indicator="geboorten", year=2021, value=3)
    (figure,) = show(island)["figures"]
    assert figure.hidden and figure.text == ""


def test_what_joined_later_is_said_to_be_left_out_of_the_figures(here: Municipality) -> None:
    MunicipalityFigure.objects.create(municipality=here, indicator="geboorten", year=2021, value=10)
    FormerMunicipalityFactory(name="Dalen", merged_on=date(2022, 1, 1), successors=[here])
    assert show(here)["division_notes"] == ("Zonder Dalen, dat er sinds 2022 bij hoort.",)


def test_municipalities_like_this_one_come_with_what_they_have(here: Municipality) -> None:
    near = MunicipalityFactory(name="Emmen", population=36_000, population_year=2025, land_area_km2=Decimal(310))
    ApproachPageFactory(municipalities=[near])
    ApproachPageFactory(municipalities=[near], live=False)
    found = show(here)
    (alike,) = found["alike"]
    assert (alike.likeness.profile.name, alike.approaches) == ("Emmen", 1)
    assert found["alike_url"] == "/zoeken/?like=coevorden"


@pytest.mark.parametrize(("value", "known"), [(2, False), (40, True)])
def test_a_figure_that_is_not_shown_comes_back_nowhere_on_the_page(value: int, known: bool) -> None:
    small, other = (
        MunicipalityFactory(name=name, population=1_000, population_year=2025, land_area_km2=Decimal(10))
        for name in ("Klein", "Net zo klein")
    )
    for place in (small, other):
        MunicipalityFigure.objects.create(municipality=place, indicator="laag-inkomen", year=2021, value=value)
    found = show(small)
    (figure,) = found["figures"]
    (alike,) = found["alike"]
    assert figure.hidden is not known
    assert any("laag inkomen" in reason for reason in alike.likeness.reasons) is known
    assert ("laag inkomen" in alike.likeness.left_out) is not known
    assert (found["here"].low_income is None) is not known


def test_a_municipality_without_any_figure_is_like_nobody() -> None:
    found = show(MunicipalityFactory())
    assert (found["alike"], found["alike_url"], found["figures"]) == ([], "", [])


def test_an_approach_in_two_municipalities_of_a_region_counts_once() -> None:
    region = RegionFactory(name="GGD Drenthe", layer=RegionLayer.GGD_REGION)
    inside = [MunicipalityFactory(population=1000, population_year=2025) for _ in range(2)]
    for municipality in inside:
        RegionMembershipFactory(municipality=municipality, region=region)
    gone = MunicipalityFactory()
    RegionMembershipFactory(municipality=gone, region=region, valid_until=date(2020, 1, 1))
    coalition = CoalitionPageFactory(municipalities=inside[:1])
    approach = ApproachPageFactory(municipalities=inside)
    ApproachPageFactory(municipalities=[gone])
    found = region_overview(region, TODAY)
    assert (found["approaches"], found["approaches_total"]) == ([approach], 1)
    assert found["municipalities"] == sorted(inside, key=lambda place: place.name)
    assert found["population"] == 2000
    assert (found["coalitions"], found["with_coalition"]) == ([coalition], inside[:1])
    assert found["without_coalition"] == inside[1:]
    assert found["search_url"] == "/zoeken/?ggd_region=ggd-drenthe"


def test_a_story_that_names_a_region_is_on_its_page_and_on_that_of_what_this_lies_in_whole() -> None:
    region = RegionFactory(name="GGD Drenthe", layer=RegionLayer.GGD_REGION)
    province, elsewhere = (RegionFactory(name=name, layer=RegionLayer.PROVINCE) for name in ("Drenthe", "Zeeland"))
    town = RegionMembershipFactory(region=region).municipality
    RegionMembershipFactory(municipality=town, region=province)
    named, placed = StoryPageFactory(region=region), StoryPageFactory(municipalities=[town])
    StoryPageFactory()
    for where, there in ((region, [placed, named]), (province, [placed, named]), (elsewhere, [])):
        found = region_overview(where, TODAY)
        assert (found["stories"], found["stories_total"]) == (there, len(there))
    assert show(town)["stories"] == [placed]


def test_instruments_are_named_where_they_are_today(here: Municipality) -> None:
    region = RegionFactory(name="Drenthe")
    for municipality in (here, other := MunicipalityFactory()):
        RegionMembershipFactory(municipality=municipality, region=region)
    now = CoverageFactory(municipality=here, since="2020")
    CoverageFactory(municipality=other, instrument=now.instrument)
    CoverageFactory(municipality=here, until="2020")
    CoverageFactory(municipality=here, instrument=InstrumentFactory(is_listed=False))
    CoverageFactory(instrument=now.instrument)
    assert show(here)["coverage"] == [now]
    assert region_overview(region, TODAY)["coverage"] == [(now.instrument.name, now.instrument.get_absolute_url(), 2)]


def test_regions_are_counted_by_their_public_coalitions() -> None:
    region = RegionFactory(name="GGD Drenthe", layer=RegionLayer.GGD_REGION)
    municipality = RegionMembershipFactory(region=region).municipality
    CoalitionPageFactory(municipalities=[municipality])
    CoalitionPageFactory(municipalities=[municipality], live=False)
    assert region_index_overview(RegionLayer.GGD_REGION, TODAY)["regions"] == [(region, 1)]


def test_a_municipality_is_found_by_any_of_its_names(here: Municipality) -> None:
    RegionMembershipFactory(municipality=here, region=RegionFactory(name="Drenthe"))
    FormerMunicipalityFactory(name="Sleen", successors=[here])
    for text in ("coev", "SLEEN", ""):
        assert municipality_index_overview(text, TODAY)["provinces"] == [("Drenthe", [here], 0)]
    nothing = {"provinces": [], "total": 0, "taking_part": set(), "renamed": []}
    assert municipality_index_overview("xyz", TODAY) == {"text": "xyz", **nothing}


def test_a_name_of_before_is_explained(here: Municipality) -> None:
    beside = MunicipalityFactory(name="Aalten")
    FormerMunicipalityFactory(name="Sleen", successors=[here])
    FormerMunicipalityFactory(name="Sleeuwijk", successors=[here, beside])
    assert municipality_index_overview("sleeu", TODAY)["renamed"] == [("Sleeuwijk", "Coevorden en Aalten")]
    assert [name for name, _ in municipality_index_overview("gemeente Sle", TODAY)["renamed"]] == ["Sleen", "Sleeuwijk"]
    assert municipality_index_overview("coev", TODAY)["renamed"] == []
    assert municipality_index_overview("", TODAY)["renamed"] == []


def test_the_list_says_which_take_part_in_a_public_coalition(
    here: Municipality, django_assert_num_queries: Any
) -> None:
    region = RegionFactory(name="Drenthe")
    beside = MunicipalityFactory(name="Emmen")
    for place in (here, beside):
        RegionMembershipFactory(municipality=place, region=region)
    CoalitionPageFactory(municipalities=[here])
    CoalitionPageFactory(municipalities=[here])
    CoalitionPageFactory(municipalities=[beside], live=False)
    assert municipality_index_overview("", TODAY)["taking_part"] == {here.pk}
    assert municipality_index_overview("", TODAY)["provinces"] == [("Drenthe", [here, beside], 1)]
    with django_assert_num_queries(4):
        municipality_index_overview("", TODAY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sudwest fryslan", "Súdwest-Fryslân"),
        ("s hertogenbosch", "’s-Hertogenbosch"),
        ("'s-Hertogenbosch", "’s-Hertogenbosch"),
        ("’S-HERTOGEN", "’s-Hertogenbosch"),
        ("den  bosch", "’s-Hertogenbosch"),
        ("gemeente Utrecht", "Utrecht"),
        ("oud zuilen", "Utrecht"),
        ("Scheveningen", "’s-Gravenhage"),
        ("gm5999", "Utrecht"),
    ],
)
def test_a_municipality_is_found_by_its_name_as_anywhere_else(text: str, name: str) -> None:
    region = RegionFactory(name="Nederland")
    MunicipalityFactory(name="Súdwest-Fryslân")
    MunicipalityFactory(name="’s-Hertogenbosch", aliases=["Den Bosch"])
    MunicipalityFactory(name="’s-Gravenhage", aliases=["Den Haag"])
    FormerMunicipalityFactory(name="Oud-Zuilen", successors=[MunicipalityFactory(name="Utrecht", code="GM5999")])
    for place in Municipality.objects.all():
        RegionMembershipFactory(municipality=place, region=region)
    ((_, found, _),) = municipality_index_overview(text, TODAY)["provinces"]
    assert [place.name for place in found] == [name]


@pytest.mark.parametrize("text", ["???", "x" * 200])
def test_what_names_nothing_finds_no_municipality(text: str) -> None:
    MunicipalityFactory()
    assert municipality_index_overview(text, TODAY)["total"] == 0


@pytest.mark.parametrize(("end", "number"), [(date(2026, 6, 2), 1), (TODAY, 0)])
def test_a_region_counts_the_coalitions_that_its_own_page_shows(here: Municipality, end: date, number: int) -> None:
    region = RegionFactory(name="GGD Drenthe", layer=RegionLayer.GGD_REGION)
    RegionMembershipFactory(municipality=here, region=region, valid_until=end)
    CoalitionPageFactory(municipalities=[here])
    assert region_index_overview(RegionLayer.GGD_REGION, TODAY)["regions"] == [(region, number)]
    assert len(region_overview(region, TODAY)["coalitions"]) == number


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(
    here: Municipality, django_assert_num_queries: Any
) -> None:
    region = RegionFactory(name="Drenthe")
    RegionMembershipFactory(municipality=here, region=region)

    def more() -> None:
        for _ in range(2):
            place = MunicipalityFactory(population=9_000, population_year=2025)
            RegionMembershipFactory(municipality=place, region=region)
            CoalitionPageFactory(municipalities=[here, place])
            ApproachPageFactory(municipalities=[here, place])
            StoryPageFactory(municipalities=[here, place])

    def touch(found: dict[str, Any]) -> None:
        for card in [*found["approaches"], *found["stories"]]:
            _ = (card.url, card.coalition_title, list(card.themes.all()), card.municipality_names)
        for coalition in found["coalitions"]:
            _ = (coalition.url, coalition.municipality_names)

    more()
    touch(show(here))  # warms the paths of the site
    for _ in range(2):
        with django_assert_num_queries(18):
            touch(show(here))
        with django_assert_num_queries(15):
            touch(region_overview(region, TODAY))
        more()


class TestNearby:
    """What is new around a municipality, for home."""

    @pytest.fixture
    def around(self, here: Municipality) -> Municipality:
        """Another municipality of the same GGD region."""
        region = RegionFactory(name="GGD Drenthe", layer=RegionLayer.GGD_REGION)
        beside = MunicipalityFactory(name="Emmen")
        for place in (here, beside):
            RegionMembershipFactory(municipality=place, region=region)
        return beside

    def test_it_has_the_newest_of_the_region_approaches_and_stories_together(
        self, here: Municipality, around: Municipality
    ) -> None:
        first, second, third, fourth = (
            factory(municipalities=[place], first_published_at=datetime(2026, 5, day, tzinfo=UTC))
            for day, (factory, place) in enumerate(
                [(StoryPageFactory, here), (ApproachPageFactory, here), (StoryPageFactory, around),
                 (ApproachPageFactory, around)], 1,
            )
        )  # fmt: skip
        ApproachPageFactory(municipalities=[MunicipalityFactory()])
        ApproachPageFactory(municipalities=[here], live=False)
        found = nearby_overview("gemeente coevorden", TODAY)
        assert (found["near"], found["near_region"].name) == (here, "GGD Drenthe")
        assert found["near_cards"] == [fourth, third, second] and first not in found["near_cards"]
        assert found["near_url"] == "/zoeken/?ggd_region=ggd-drenthe"

    def test_of_a_municipality_in_no_region_it_has_what_is_its_own(self, here: Municipality) -> None:
        own = StoryPageFactory(municipalities=[here])
        StoryPageFactory(municipalities=[MunicipalityFactory()])
        found = nearby_overview("Coevorden", TODAY)
        assert (found["near_cards"], found["near_url"]) == ([own], "/zoeken/?municipality=coevorden")

    def test_a_name_that_means_none_gets_the_names_like_it(self, here: Municipality) -> None:
        found = nearby_overview(" Coevordn ", TODAY)
        assert found == {"near_asked": "Coevordn", "near": None, "near_similar": ["Coevorden"]}

    def test_it_asks_nothing_without_a_name_and_no_more_for_more(
        self, around: Municipality, django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(0):
            assert nearby_overview(" ", TODAY) == {"near_asked": "", "near": None, "near_similar": []}

        def show() -> None:
            for card in nearby_overview("Coevorden", TODAY)["near_cards"]:
                _ = (card.url, card.coalition_title, list(card.themes.all()), card.municipality_names)

        for time in range(3):
            for factory in (ApproachPageFactory, StoryPageFactory):
                factory(municipalities=[around])
            if not time:
                show()  # warms the paths of the site
            with django_assert_num_queries(9):
                show()
