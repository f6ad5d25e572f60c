from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import MunicipalityFactory, RegionFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import RECOGNISED, CoverageFactory, InstrumentFactory, SupportOfferFactory

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]
AT_MOST = 12
"""Queries of a page: those of the frame (menu, footer, example notice) and a handful of its own."""


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_the_list_shows_what_is_listed_with_what_it_is_for(client: Client) -> None:
    InstrumentFactory(name="VoorZorg", purposes=["begeleiden"], phases=["zwangerschap"])
    InstrumentFactory(name="Verborgen", is_listed=False)
    shown = page(client, "/instrumenten/")
    assert "1 instrument<" in shown and "VoorZorg" in shown and "begeleiden" in shown
    assert "Verborgen" not in shown


def test_a_card_says_how_many_coalitions_work_with_it(client: Client) -> None:
    instrument = InstrumentFactory(name="VoorZorg")
    InstrumentFactory(name="Klantroutes")
    ApproachPageFactory(parent=CoalitionPageFactory(), instruments=[instrument])
    assert page(client, "/instrumenten/").count("gebruikt door 1 coalitie<") == 1
    ApproachPageFactory(parent=CoalitionPageFactory(), instruments=[instrument])
    shown = page(client, "/instrumenten/")
    assert "gebruikt door 2 coalities<" in shown and shown.count("gebruikt door") == 1


def test_the_list_is_narrowed_by_its_address_alone(client: Client) -> None:
    InstrumentFactory(name="VoorZorg", purposes=["begeleiden"])
    InstrumentFactory(name="Klantroutes", purposes=["inkopen"])
    shown = page(client, "/instrumenten/?purpose=inkopen")
    assert "Klantroutes" in shown and "VoorZorg" not in shown
    assert "Haal weg: doel" in shown and "Alles wissen" in shown


def test_an_empty_list_says_so_and_one_narrowed_too_far_leads_back(client: Client) -> None:
    assert "Hier staan nog geen instrumenten" in page(client, "/instrumenten/")
    InstrumentFactory(name="A", purposes=["meten"])
    InstrumentFactory(name="B", phases=["zwangerschap"])
    shown = page(client, "/instrumenten/?purpose=meten&phase=zwangerschap")
    assert "0 instrumenten" in shown and "Geen instrument heeft dit allemaal tegelijk" in shown


@pytest.mark.parametrize("nonsense", ["?purpose=<script>alert(1)</script>", "?theme=%00", "?phase=zwangerschap&x=1"])
def test_an_odd_address_is_no_fault(client: Client, nonsense: str) -> None:
    InstrumentFactory(name="VoorZorg")
    shown = page(client, f"/instrumenten/{nonsense}")
    assert "VoorZorg" in shown and "<script>alert" not in shown


def test_an_instrument_that_is_not_shown_looks_like_one_that_is_not_there(client: Client) -> None:
    InstrumentFactory(name="Verborgen", is_listed=False)
    page(client, "/instrumenten/verborgen/", status=404)
    page(client, "/instrumenten/onbekend/", status=404)


def test_a_recognition_is_quoted_with_who_gave_it_and_when(client: Client) -> None:
    InstrumentFactory(name="Met", **RECOGNISED)
    InstrumentFactory(name="Zonder")
    assert "“Niveau 2”<small>volgens De databank, maart 2020" in page(client, "/instrumenten/met/")
    assert "Geen erkenning vastgelegd" in page(client, "/instrumenten/zonder/")


def test_what_nobody_wrote_down_is_said_and_not_made_up(client: Client) -> None:
    InstrumentFactory(name="Half", owner="NCJ", costs="De gemeente betaalt.")
    shown = page(client, "/instrumenten/half/")
    assert "Hier niet bekend</dt><dd>talen</dd>" in shown
    assert "De gemeente betaalt." in shown


def test_text_of_editors_is_shown_as_text(client: Client) -> None:
    InstrumentFactory(name="Tekst", description="<b>vet</b>\n\nTwee", audience="<i>x</i>")
    shown = page(client, "/instrumenten/tekst/")
    assert "&lt;b&gt;vet&lt;/b&gt;" in shown and "<i>x" not in shown and "<p>Twee</p>" in shown


def test_where_it_is_stands_in_a_table_with_its_dates_and_its_source(client: Client) -> None:
    row = CoverageFactory(
        instrument__name="NNZ", municipality__name="Zwolle", since="2020-11", source_url="https://www.nnz.example/lijst"
    )
    CoverageFactory(instrument=row.instrument, municipality__name="Breda", since="2018", until="2020")
    shown = page(client, "/instrumenten/nnz/")
    assert "<b>1 gemeente</b>" in shown
    for part in ("sinds november 2020", ">nnz.example</a>", "Gemeenten waar het er was", "van 2018 tot 2020"):
        assert part in shown


def test_a_municipality_that_has_it_again_is_not_listed_as_one_that_had_it(client: Client) -> None:
    row = CoverageFactory(instrument__name="NNZ", municipality__name="Zwolle", since="2018", until="2020")
    CoverageFactory(instrument=row.instrument, municipality=row.municipality, since="2022")
    shown = page(client, "/instrumenten/nnz/")
    assert "Gemeenten waar het er was" not in shown and "sinds 2022" in shown


def test_what_begins_later_is_not_there_yet(client: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    CoverageFactory(instrument__name="NNZ", municipality__name="Zwolle", since=tomorrow.isoformat())
    assert "Van geen gemeente is hier vastgelegd" in page(client, "/instrumenten/nnz/")


def test_an_invented_row_says_that_it_is_invented(client: Client) -> None:
    CoverageFactory(
        instrument__name="NNZ", municipality__name="Zwolle", is_example=True, source_url="https://x.example"
    )
    shown = page(client, "/instrumenten/nnz/")
    assert "<td>verzonnen</td>" in shown and "x.example" not in shown


def test_an_offer_of_support_leads_to_a_page_and_says_where_it_holds(client: Client) -> None:
    SupportOfferFactory(organisation="Pharos", title="Advies")
    SupportOfferFactory(organisation="Steunpunt", is_example=True, regions=[RegionFactory(name="Utrecht")])
    SupportOfferFactory(organisation="Verborgen", is_listed=False)
    shown = page(client, "/ondersteuning/")
    assert "heel Nederland" in shown and "Steunpunt · verzonnen voorbeeld" in shown
    assert 'href="https://aanbod.example/contact"' in shown and "mailto:" not in shown
    assert "Verborgen" not in shown


def test_a_region_shows_its_own_offers_and_those_for_everybody(client: Client) -> None:
    SupportOfferFactory(organisation="Pharos")
    SupportOfferFactory(organisation="Midden", regions=[RegionFactory(name="Utrecht")])
    SupportOfferFactory(organisation="Oost", regions=[RegionFactory(name="Gelderland")])
    shown = page(client, "/ondersteuning/?region=province/utrecht")
    assert "In Utrecht en landelijk" in shown
    assert "Pharos" in shown and "Midden" in shown and "Oost" not in shown
    assert "Oost" in page(client, "/ondersteuning/?region=province/nergens")


def test_without_offers_the_page_says_so(client: Client) -> None:
    assert "Hier staat nog geen ondersteuning" in page(client, "/ondersteuning/")


@pytest.mark.parametrize("path", ["/instrumenten/", "/instrumenten/nnz/", "/ondersteuning/"])
def test_a_page_asks_as_much_for_many_as_for_few(
    client: Client, path: str, django_assert_max_num_queries: Queries
) -> None:
    instrument = InstrumentFactory(name="NNZ", themes=[ThemeFactory(name="JGZ")])
    page(client, path)  # what is asked once per process is not what this is about
    for number in range(20):
        InstrumentFactory(themes=[ThemeFactory(name=f"Thema {number}")])
        CoverageFactory(instrument=instrument, municipality=MunicipalityFactory())
        SupportOfferFactory(regions=[RegionFactory(name=f"Regio {number}")])
    with django_assert_max_num_queries(AT_MOST):
        page(client, path)


@pytest.mark.parametrize("path", ["/instrumenten/", "/instrumenten/nnz/", "/ondersteuning/"])
def test_the_pages_are_to_be_read_only(client: Client, path: str) -> None:
    InstrumentFactory(name="NNZ")
    assert client.post(path).status_code == 405


def test_the_map_of_the_site_names_what_can_be_seen(client: Client) -> None:
    assert "/instrumenten/" not in page(client, "/sitemap.xml")
    InstrumentFactory(name="NNZ")
    InstrumentFactory(name="Verborgen", is_listed=False)
    shown = page(client, "/sitemap.xml")
    assert "<loc>http://testserver/instrumenten/</loc>" in shown and "/instrumenten/nnz/</loc>" in shown
    assert "verborgen" not in shown and "/ondersteuning/" not in shown
    SupportOfferFactory()
    assert "/ondersteuning/</loc>" in page(client, "/sitemap.xml")


def test_menu_and_footer_lead_to_what_there_is(client: Client) -> None:
    home = page(client, "/")
    assert 'href="/instrumenten/"' not in home and 'href="/ondersteuning/"' not in home
    InstrumentFactory()
    SupportOfferFactory(is_listed=False)
    home = page(client, "/")
    assert 'href="/instrumenten/"' in home and 'href="/ondersteuning/"' not in home
    SupportOfferFactory()
    assert 'href="/ondersteuning/"' in page(client, "/")
