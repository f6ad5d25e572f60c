"""The page of results: complete without JavaScript, a part of it with htmx, an answer to anything."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from search.indexer.build import build_due
from search.known_words import count_words
from tests import faults
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory
from tests.factories.themes import ThemeFactory
from tests.search.content import approach, coalition
from tests.search.nonsense import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.every_example]


@pytest.fixture(scope="class")
def _found(class_content: None) -> None:
    parent = coalition()
    for number in range(25):
        approach(parent, f"Rouw in de wijk {number}")
    build_due()


@pytest.mark.usefixtures("_found", "embedded")
class TestPage:
    def test_the_title_names_the_number_of_results(self, client: Client) -> None:
        html = client.get("/zoeken/?q=rouw").content.decode()
        assert "<title>25 resultaten voor “rouw”" in " ".join(html.split())

    def test_paper_says_what_was_asked_where_and_when(self, client: Client) -> None:
        html = client.get("/zoeken/?q=rouw&page=2").content.decode()
        printed = html.partition('<p class="small only-print">')[2].partition("</p>")[0]
        assert "25 resultaten voor “rouw”, pagina 2 van 2" in printed
        assert "http://testserver/zoeken/?q=rouw&amp;page=2" in printed
        assert date_format(timezone.localdate(), "j F Y") in printed

    def test_htmx_gets_the_part_that_changes(self, client: Client) -> None:
        answer = client.get("/zoeken/?q=rouw", headers={"HX-Request": "true"})
        assert "<html" not in answer.content.decode()
        assert "25 resultaten" in answer.content.decode()

    def test_going_back_in_history_gets_the_whole_page(self, client: Client) -> None:
        headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
        assert "<html" in client.get("/zoeken/?q=rouw", headers=headers).content.decode()

    def test_caches_keep_part_and_page_apart(self, client: Client) -> None:
        assert "HX-Request" in client.get("/zoeken/").headers["Vary"]

    def test_the_whole_page_takes_a_bounded_number_of_queries(
        self, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        client.get("/zoeken/")
        with django_assert_max_num_queries(30):
            client.get("/zoeken/?q=rouw&type=approach&page=2")

    def test_only_reading_is_allowed(self, client: Client) -> None:
        assert client.post("/zoeken/?q=rouw").status_code == 405

    def test_any_address_gets_an_answer(self, client: Client) -> None:
        for address in addresses("/zoeken/"):
            answer = client.get(address)
            assert answer.status_code == 200, address[:200]
            assert "<h1" in answer.content.decode(), address[:200]

    def test_a_page_too_deep_has_a_clear_answer(self, client: Client) -> None:
        assert "Pagina 1000000 bestaat niet" in client.get("/zoeken/?q=rouw&page=1000000").content.decode()

    def test_bytes_that_are_no_text_get_an_answer(self, client: Client) -> None:
        assert client.get("/zoeken/?q=%ff%fe&theme=%80").status_code == 200

    def test_markup_in_a_question_is_text(self, client: Client) -> None:
        html = client.get("/zoeken/", {"q": "<script>alert(1)</script>"}).content.decode()
        assert "<script>alert" not in html


def test_without_an_engine_the_page_says_so_and_finds(_found: None, client: Client, settings: Any) -> None:
    with faults.refusing() as url:
        settings.OPENSEARCH_URL = url
        html = client.get("/zoeken/?q=rouw").content.decode()
    assert "zoekmachine is even niet bereikbaar" in html
    assert "Rouw</mark> in de wijk" in html


def test_nothing_found_offers_a_way_on(embedded: None, client: Client) -> None:
    ThemeFactory(name="Rouw", is_focus=True)
    html = client.get("/zoeken/?q=qqqqq").content.decode()
    assert "Geen resultaten" in html
    for way in ("/themas/rouw/", "/zoeken/?phase=zwangerschap", "/coalities/"):
        assert f'class="chip" href="{way}"' in html


def test_the_page_and_its_announcement_tell_full_and_partial_alike(embedded: None, client: Client) -> None:
    parent = coalition()
    approach(parent, "Rouw en verlies")
    approach(parent, "Rouw")
    build_due()
    said = "1 resultaat, en 1 met een deel van uw woorden"
    html = " ".join(client.get("/zoeken/?q=rouw+zusje+verlies").content.decode().split())
    assert "Zonder ‘zusje’" in html
    answer = client.get("/zoeken/?q=rouw+verlies", headers={"HX-Request": "true"}).content.decode()
    assert f"<title>{said} voor “rouw verlies”" in answer
    assert f'role="status" hx-swap-oob="innerHTML">{said} voor' in answer
    assert '1 resultaat<span class="results-bar__part">, en 1 met een deel van uw woorden</span>' in answer
    assert "Toon 2 resultaten" in answer
    assert answer.count("Zonder ‘verlies’") == 1


def test_what_has_no_word_of_the_question_as_it_is_is_only_called_alike(embedded: None, client: Client) -> None:
    approach(coalition(), "Woonruimte")
    build_due()
    html = " ".join(client.get("/zoeken/?q=ruimtevaart+xylofoon").content.decode().split())
    assert '1 resultaat<span class="results-bar__part"> dat erop lijkt</span>' in html
    assert "Geen van uw woorden staat hier zo." in html and "de rest van uw vraag" not in html


def test_a_name_of_two_places_is_offered_as_either_and_a_hit_says_where_it_is_from(
    embedded: None, client: Client
) -> None:
    place = MunicipalityFactory(name="Utrecht")
    RegionMembershipFactory(municipality=place, region=RegionFactory(name="Utrecht"))
    RegionMembershipFactory(municipality=place, region=RegionFactory(name="GGD Regio Utrecht", layer="ggd_region"))
    rouw = approach(coalition(), "Rouw")
    rouw.municipalities.set([place])
    rouw.save()
    build_due()
    html = " ".join(client.get("/zoeken/?q=rouw+utrecht").content.decode().split())
    assert 'href="?q=rouw&amp;municipality=utrecht">Alleen in de gemeente Utrecht?</a>' in html
    assert 'href="?q=rouw&amp;province=utrecht">Alleen in de provincie Utrecht?</a>' in html
    html = client.get("/zoeken/?q=regio+utrecht").content.decode()
    assert "<span>Uit GGD Regio Utrecht</span>" in html


def test_an_empty_question_shows_what_one_can_ask(embedded: None, client: Client) -> None:
    parent = coalition()
    approach(parent, "Stoppen met roken")
    build_due()
    count_words()
    assert 'href="?q=stoppen+met+roken"' in client.get("/zoeken/").content.decode()
    assert 'href="?q=stoppen+met+roken"' not in client.get("/zoeken/?q=roken").content.decode()


def test_a_question_with_nothing_under_its_choices_takes_a_bounded_number_of_queries(
    embedded: None, client: Client, django_assert_max_num_queries: Any
) -> None:
    approach(coalition(), "Rouw")
    build_due()
    client.get("/zoeken/")
    choices = "&".join(f"{facet}=x&type=story&phase=zwangerschap&year=2021" for facet in ("voice", "maturity"))
    with django_assert_max_num_queries(35):
        html = client.get(f"/zoeken/?q=rouw&{choices}").content.decode()
    assert "1 resultaat</a> zonder" in " ".join(html.split())
