"""The search for machines: what the page shows, as JSON, RSS and CSV, and nothing that the page doesn't show."""

import csv
import json
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from core.models import Throttle
from search import limits, registry
from search.as_table import BATCH, columns
from search.engines import database
from search.indexer.build import build_due
from search.models import IndexEntry
from tests.factories.themes import ThemeFactory
from tests.search.content import approach, coalition
from tests.search.nonsense import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.every_example, pytest.mark.usefixtures("embedded")]

DOORS = ("/zoeken.json", "/zoeken.rss", "/zoeken.csv")
ATOM = "{http://www.w3.org/2005/Atom}link"


def body(answer: Any) -> str:
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


def rows(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(body(answer).removeprefix("\ufeff")), delimiter=";"))


def channel(answer: Any) -> ElementTree.Element:
    found = ElementTree.fromstring(answer.content).find("channel")
    assert found is not None
    return found


@pytest.fixture(scope="class")
def found(class_content: None) -> None:
    parent = coalition()
    approach(parent, "Rouw & verlies", blocks=1, external_id="ext-1", content_date="2024-03", summary="Samen rouwen.")
    approach(parent, "Rouw in de wijk", content_date="2025-01-02")
    approach(parent, "Iets anders", content_date="2026")
    build_due()


@pytest.mark.usefixtures("found")
class TestJson:
    def test_is_the_object_of_the_command_with_its_page(self, client: Client) -> None:
        printed = StringIO()
        call_command("search", "rouw", "--json", stdout=printed)
        answer = client.get("/zoeken.json?q=rouw")
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.json() == {**json.loads(printed.getvalue()), "page": 1, "pages": 1}

    def test_takes_the_parameters_of_the_page(self, client: Client) -> None:
        found = client.get("/zoeken.json?q=rouw&type=approach&sort=title&page=1").json()
        assert [hit["title"] for hit in found["hits"]] == ["Rouw & verlies", "Rouw in de wijk"]

    def test_says_what_the_page_says_of_the_question(self, client: Client) -> None:
        found = client.get("/zoeken.json?q=rouw&theme=bestaatniet&page=x").json()
        assert found["notices"] == [
            "Dit paginanummer bestaat niet. We tonen de eerste pagina.",
            "We kennen “bestaatniet” niet bij thema. Die keuze is weggelaten.",
        ]

    def test_what_did_not_change_is_not_sent_again(self, client: Client) -> None:
        tag = client.get("/zoeken.json?q=rouw").headers["ETag"]
        assert client.get("/zoeken.json?q=rouw", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("door", ["/zoeken.json", "/api/v1/search"])
@pytest.mark.usefixtures("found")
class TestWhatIsSaidOfAnAnswer:
    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("q=rouw&page=9", "Pagina 9 bestaat niet"),
            (f"q={'rouw ' * 60}", "Uw zoekvraag is erg lang"),
            ("q=rouw OR verlies", "doet deze zoekmachine niets"),
        ],
    )
    def test_to_programs_is_what_the_page_says(self, client: Client, door: str, query: str, said: str) -> None:
        notices = client.get(f"{door}?{query}").json()["notices"]
        page = client.get(f"/zoeken/?{query}").content.decode()
        assert any(said in notice for notice in notices)
        assert all(notice in page for notice in notices)

    def test_that_it_is_not_the_engine_s(self, client: Client, door: str, settings: Any) -> None:
        settings.OPENSEARCH_URL = "http://127.0.0.1:9"  # nobody answers there
        answer = client.get(f"{door}?q=rouw").json()
        assert answer["degraded"]
        assert "De zoekmachine is even niet bereikbaar" in answer["notices"][0]

    def test_that_not_all_results_are_counted(self, client: Client, door: str, monkeypatch: pytest.MonkeyPatch) -> None:
        assert client.get(f"{door}?q=rouw").json()["partial_counts"] is False
        monkeypatch.setattr(database, "COUNT_ALL_UP_TO", 1)
        monkeypatch.setattr(database, "COUNT_BEST", 1)
        answer = client.get(f"{door}?q=rouw").json()
        assert answer["partial_counts"] is True
        assert "alleen over de beste" in answer["notices"][0]


@pytest.mark.usefixtures("found")
class TestFeed:
    def test_is_whole_with_absolute_links_and_its_own_address(self, client: Client, settings: Any) -> None:
        answer = client.get("/zoeken.rss?q=rouw&type=approach")
        assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        feed = channel(answer)
        own = feed.find(ATOM)
        assert own is not None
        assert own.attrib == {
            "rel": "self",
            "href": f"{settings.BASE_URL}/zoeken.rss?q=rouw&type=approach&sort=newest",
        }
        assert feed.findtext("language") == "nl"
        links = [item.findtext("link", "") for item in feed.iter("item")]
        assert len(links) == 2
        assert all(link.startswith(f"{settings.BASE_URL}/coalities/") for link in links)

    def test_the_newest_comes_first_unless_the_address_says_otherwise(self, client: Client) -> None:
        def titles(address: str) -> list[str]:
            return [item.findtext("title", "") for item in channel(client.get(address)).iter("item")]

        assert titles("/zoeken.rss?q=rouw&type=approach")[0] == "Aanpak: Rouw in de wijk"
        assert titles("/zoeken.rss?q=rouw&type=approach&sort=title")[0] == "Aanpak: Rouw & verlies"

    def test_an_order_that_there_is_not_is_the_newest_first(self, client: Client) -> None:
        unknown, newest = (client.get(f"/zoeken.rss?q=rouw{sort}") for sort in ("&sort=anders", ""))
        assert unknown.content == newest.content

    @pytest.mark.parametrize("query", ["?sort=relevance", "?q=rouw&sort=relevance", "?q=rouw&sort=title", "?"])
    def test_its_own_address_is_that_of_the_same_feed(self, client: Client, settings: Any, query: str) -> None:
        feed = client.get(f"/zoeken.rss{query}")
        own = channel(feed).find(ATOM)
        assert own is not None
        assert client.get(own.attrib["href"].removeprefix(settings.BASE_URL)).content == feed.content

    def test_a_date_is_the_first_day_it_may_mean(self, client: Client) -> None:
        dates = [item.findtext("pubDate") for item in channel(client.get("/zoeken.rss?type=approach")).iter("item")]
        assert dates == [
            "Thu, 01 Jan 2026 00:00:00 +0100",
            "Thu, 02 Jan 2025 00:00:00 +0100",
            "Fri, 01 Mar 2024 00:00:00 +0100",
        ]

    def test_a_question_with_signs_that_xml_refuses_is_well_formed(self, client: Client) -> None:
        channel(client.get("/zoeken.rss", {"q": "rouw \x0b<b>&\ufffe ]]>"}))


@pytest.mark.usefixtures("found")
class TestTable:
    def test_has_a_row_for_each_result_and_a_column_for_each_facet(self, client: Client, settings: Any) -> None:
        answer = client.get("/zoeken.csv?q=rouw&type=approach&sort=title")
        assert answer.streaming
        assert answer.headers["Content-Disposition"] == 'attachment; filename="zoeken.csv"'
        first, second = rows(answer)
        assert first["Titel"] == "Rouw & verlies"
        assert first["Adres"] == f"{settings.BASE_URL}/coalities/coalitie-zaanstad/rouw-verlies/"
        assert (first["Nummer bij de bron"], first["Datum"], first["In het kort"]) == (
            "ext-1",
            "2024-03",
            "Samen rouwen.",
        )
        assert (first["Coalitie"], second["Soort stuk"]) == ("Coalitie Zaanstad", "Aanpak")
        facets = {str(facet.label) for facet in registry.facets()} - {"Soort", "Jaar"}
        assert facets <= set(first)

    def test_every_column_is_explained_to_people_and_to_programs(self, client: Client) -> None:
        table = client.get("/zoeken.csv?q=rouw")
        described = client.get(table.headers["Link"].partition(">")[0].removeprefix("<")).json()
        assert [column["titles"] for column in described["tableSchema"]["columns"]] == list(rows(table)[0])
        page = client.get("/zoeken/velden/").content.decode()
        assert all(f"<code>{column.key}</code>" in page and column.meaning for column in columns())

    def test_a_formula_in_a_title_is_harmless(self, client: Client) -> None:
        approach(coalition("Elders"), '=HYPERLINK("x")')
        build_due()
        assert rows(client.get("/zoeken.csv?q=hyperlink"))[0]["Titel"] == '\'=HYPERLINK("x")'

    def test_each_result_comes_once_in_a_bounded_number_of_questions(self, client: Client) -> None:
        few, many = self._queries(client), self._queries(client, copies=2 * BATCH)
        batches = 3
        assert many - few <= (batches - 1) * few

    def _queries(self, client: Client, copies: int = 0) -> int:
        """How many queries it takes to read the whole table, with so many rows in the index more."""
        row = IndexEntry.objects.filter(type="approach").first()
        IndexEntry.objects.bulk_create(
            # No content behind these: found, counted, and not shown.
            IndexEntry(type="approach", object_id=10_000 + place, changed_at=row.changed_at, document=row.document)
            for place in range(copies)
        )
        with CaptureQueriesContext(connection) as queries:
            numbers = [line["Nummer"] for line in rows(client.get("/zoeken.csv"))]
        assert len(set(numbers)) == len(numbers) > 4
        return len(queries)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.usefixtures("found")
class TestEveryDoor:
    @pytest.mark.parametrize("hiding", ["restricted", "unpublished"])
    def test_what_is_hidden_is_in_none(self, client: Client, door: str, hiding: str) -> None:
        page = approach(coalition("Elders"), "Geheim plan over rouw")
        build_due()
        assert "Geheim plan" in body(client.get(f"{door}?q=geheim"))
        if hiding == "unpublished":
            page.unpublish()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert "Geheim plan" not in body(client.get(f"{door}?q=geheim"))

    def test_a_hidden_page_whose_row_is_stale_is_in_none(self, client: Client, door: str) -> None:
        page = approach(coalition("Elders"), "Geheim plan over rouw")
        build_due()
        type(page).objects.filter(pk=page.pk).update(live=False)
        assert "Geheim plan" not in body(client.get(f"{door}?q=geheim"))

    def test_any_address_gets_an_answer(self, client: Client, door: str) -> None:
        for address in addresses(door):
            Throttle.objects.all().delete()  # that too many are refused is shown below
            answer = client.get(address)
            assert answer.status_code in (200, 400), address[:200]
            assert body(answer), address[:200]

    def test_anybody_may_keep_it_for_less_than_a_minute_and_nobody_is_remembered(
        self, client: Client, door: str
    ) -> None:
        answer = client.get(f"{door}?q=rouw")
        assert answer.headers["Cache-Control"] == "public, max-age=30"
        assert "Cookie" not in answer.headers["Vary"]
        assert not answer.cookies

    def test_only_reading_is_allowed(self, client: Client, door: str) -> None:
        assert client.post(door).status_code == 405


@pytest.mark.parametrize("door", DOORS[1:])
@pytest.mark.usefixtures("found")
def test_a_filter_that_does_not_exist_is_said_rather_than_left_out(client: Client, door: str) -> None:
    ThemeFactory(name="Rouw")
    assert client.get(f"{door}?theme=rouw").status_code == 200
    answer = client.get(f"{door}?theme=rauw")
    assert answer.status_code == 400
    assert body(answer).splitlines() == [
        "We kennen “rauw” niet bij thema.", "Kies een waarde die op de zoekpagina staat, of laat dit filter weg.",
    ]  # fmt: skip
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("found")
def test_choices_that_are_too_many_are_told_and_refused_where_there_is_no_room(client: Client) -> None:
    for number in range(51):
        ThemeFactory(name=f"Thema {number}")
    too_many = "&".join(f"theme=thema-{number}" for number in range(51))
    said = "Bij thema kunt u hoogstens 50 keuzes maken."
    assert said in client.get(f"/zoeken/?{too_many}").content.decode()
    assert said in client.get(f"{DOORS[0]}?{too_many}").json()["notices"][0]
    for door in DOORS[1:]:
        answer = client.get(f"{door}?{too_many}")
        assert (answer.status_code, body(answer)) == (400, f"{said}\n"), "nothing was left out, and these exist"


@pytest.mark.parametrize(("door", "limit"), list(zip(DOORS, (limits.JSON, limits.FEED, limits.CSV), strict=True)))
def test_asking_too_often_gets_a_time_to_wait(client: Client, door: str, limit: Any) -> None:
    for _ in range(limit.limit):
        limit.hit("127.0.0.1")
    answer = client.get(door)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= limit.window.total_seconds()
    assert "Probeer het over" in body(answer)
    assert client.get(door, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.usefixtures("found")
def test_the_page_of_results_leads_to_all_of_them(client: Client) -> None:
    html = client.get("/zoeken/?q=rouw&type=approach&page=1").content.decode()
    for door in DOORS:
        assert html.count(f'href="{door}?q=rouw&amp;type=approach"') == 2  # in the head, and under the list
