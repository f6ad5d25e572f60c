"""The addresses of municipalities, regions and the map."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from places.layers import RegionLayer
from places.models import Municipality, Region
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import (
    FormerMunicipalityFactory,
    MunicipalityFactory,
    RegionFactory,
    RegionMembershipFactory,
)
from tests.factories.toolbox import CoverageFactory, InstrumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places() -> None:
    municipality = MunicipalityFactory(name="West Betuwe", lat=51.87, lon=5.3)
    RegionMembershipFactory(
        municipality=municipality, region=RegionFactory(name="GGD Gelderland-Zuid", layer=RegionLayer.GGD_REGION)
    )
    RegionMembershipFactory(municipality=municipality, region=RegionFactory(name="Gelderland"))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gemeenten/", "West Betuwe"),
        ("/gemeenten/?q=betuwe", "1 gemeente met"),
        ("/gemeenten/?q=nergenshuizen", "Geen gemeente heet"),
        ("/gemeenten/west-betuwe/", "nog geen coalitie op deze site"),
        ("/regios/", "GGD Gelderland-Zuid"),
        ("/regios/ggd/", "GGD Gelderland-Zuid"),
        ("/regios/ggd/", "<h1>Per GGD-regio</h1>"),
        ("/regios/province/", "<h1>Per provincie</h1>"),
        ("/regios/province/gelderland/", "Uit deze regio is nog niets gepubliceerd"),
        ("/regios/ggd/ggd-gelderland-zuid/", "1 gemeente"),
        ("/kaart/", "In 0 van de 1 gemeenten"),
    ],
)
def test_every_page_is_there_without_any_content(path: str, said: str, client: Client) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert said in response.content.decode()


def test_a_region_names_each_municipality_once(client: Client) -> None:
    taking_part, other = Municipality.objects.get(name="West Betuwe"), MunicipalityFactory(name="Zonderdam")
    RegionMembershipFactory(municipality=other, region=Region.objects.get(name="Gelderland"))
    CoalitionPageFactory(municipalities=[taking_part])
    page = client.get("/regios/province/gelderland/").content.decode()
    list_of_names = page[page.index("<h2>Gemeenten</h2>") :].partition("</svg>")[2]  # in words, after the map
    assert (list_of_names.count("West Betuwe"), list_of_names.count("Zonderdam")) == (1, 1)
    first, last = list_of_names.index("West Betuwe"), list_of_names.index("Zonderdam")
    assert first < list_of_names.index("Nog zonder coalitie") < last


def test_the_name_of_a_former_municipality_leads_to_that_of_today(client: Client) -> None:
    FormerMunicipalityFactory(name="Geldermalsen", successors=[MunicipalityFactory(name="West Betuwe")])
    response = client.get("/gemeenten/geldermalsen/")
    assert (response.status_code, response.headers["location"]) == (301, "/gemeenten/west-betuwe/")


def test_the_list_says_what_a_municipality_is_called_now_and_which_take_part(client: Client) -> None:
    FormerMunicipalityFactory(name="Geldermalsen", successors=[Municipality.objects.get(name="West Betuwe")])
    page = client.get("/gemeenten/?q=geldermalsen").content.decode()
    assert "Geldermalsen is nu West Betuwe." in page and '<span class="tag">coalitie' not in page
    CoalitionPageFactory(municipalities=[Municipality.objects.get(name="West Betuwe")])
    page = client.get("/gemeenten/").content.decode()
    assert 'West Betuwe</a> <span class="tag">coalitie</span>' in page and "In 1 van de 1 gemeenten" in page


def test_the_list_is_folded_by_province_until_a_name_is_asked_for(client: Client) -> None:
    CoalitionPageFactory(municipalities=[Municipality.objects.get(name="West Betuwe")])
    page = client.get("/gemeenten/").content.decode()
    assert '<details class="fold">' in page and "1 van 1 met een coalitie" in page and 'id="gelderland"' in page
    assert '<details class="fold" open>' in client.get("/gemeenten/?q=betuwe").content.decode()


def test_a_municipality_that_was_divided_lets_the_reader_choose(client: Client) -> None:
    successors = [MunicipalityFactory(name="West Betuwe"), MunicipalityFactory(name="Tiel")]
    FormerMunicipalityFactory(name="Verdeeld", merged_on=date(2019, 1, 1), successors=successors)
    page = client.get("/gemeenten/verdeeld/").content.decode()
    assert "1 januari 2019" in page and "/gemeenten/tiel/" in page and "/gemeenten/west-betuwe/" in page


@pytest.mark.parametrize(
    "path",
    ["/gemeenten/nee/", "/regios/nee/", "/regios/ggd/nee/", "/regios/province/ggd-gelderland-zuid/"],
)
def test_what_does_not_exist_is_not_found(path: str, client: Client) -> None:
    assert client.get(path).status_code == 404


def test_a_day_that_is_none_is_said_and_the_page_shows_today(client: Client) -> None:
    page = client.get("/gemeenten/west-betuwe/?datum=ooit").content.decode()
    assert "Dit is geen datum" in page and "<title>Fout: " in page and "GGD Gelderland-Zuid" in page
    assert "op 2 januari 2015" in client.get("/gemeenten/west-betuwe/?datum=2015-01-02").content.decode()


def test_the_map_of_an_instrument_is_there_when_the_instrument_is(client: Client) -> None:
    instrument = CoverageFactory().instrument
    assert instrument.name in client.get(f"/kaart/?instrument={instrument.slug}").content.decode()
    for slug in ("nee", InstrumentFactory(is_listed=False).slug, "%00", "x" * 8000):
        assert client.get(f"/kaart/?instrument={slug}").status_code == (200 if slug == "%00" else 404)


@pytest.mark.parametrize("query", ["q=%00", "q=" + "x" * 8000, "q=%F0%28", "datum=%00"])
def test_nonsense_is_answered(query: str, client: Client) -> None:
    assert client.get(f"/gemeenten/?{query}").status_code == 200
    assert client.get(f"/gemeenten/west-betuwe/?{query}").status_code == 200


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/gemeenten/west-betuwe/").status_code == 405


class TestWithoutCoalition:
    """What is said to lie elsewhere lies there."""

    @pytest.fixture(autouse=True)
    def alike(self) -> None:
        for name in ("Hier", "Daar"):
            MunicipalityFactory(name=name, population=20_000, population_year=2025, land_area_km2=Decimal(50))

    def test_where_something_happens_in_those_alike_it_leads_there(self, client: Client) -> None:
        ApproachPageFactory(municipalities=[MunicipalityFactory(name="Daar")])
        html = client.get("/gemeenten/hier/").content.decode()
        assert "In gemeenten die erop lijken gebeurt wel wat: kijk hieronder." in html

    @pytest.mark.parametrize("live", [False, None])
    def test_where_nothing_can_be_seen_there_it_leads_to_the_search(self, live: bool | None, client: Client) -> None:
        if live is not None:
            ApproachPageFactory(municipalities=[MunicipalityFactory(name="Daar")], live=live)
        html = client.get("/gemeenten/hier/").content.decode()
        assert "gebeurt wel wat" not in html
        assert '<a href="/zoeken/">Zoek wat er in andere gemeenten gebeurt</a>' in html
