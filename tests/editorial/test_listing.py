"""The lists over all coalitions: what an editor narrows, sorts and takes along, and nobody else sees."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from approaches.confirmation.services import confirm
from approaches.models import ApproachPage
from approaches.retirement.models import RetirementReason
from approaches.retirement.services import retire
from coalitions.models import CoalitionPage
from core.models import ExportLog
from places.layers import RegionLayer
from tests.editorial.conftest import Country
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, member_of
from tests.factories.marks import checked, published, years_ago
from tests.factories.places import RegionFactory, RegionMembershipFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_example]

APPROACHES = "editorial_approaches"
STORIES = "editorial_stories"


def titles(desk: Client, name: str = APPROACHES, **asked: Any) -> list[str]:
    """What the list shows, as a file gives it."""
    return [row[0] for row in rows(desk, name, **asked)[1:]]


def rows(desk: Client, name: str = APPROACHES, **asked: Any) -> list[list[str]]:
    response = desk.get(reverse(name), {**asked, "export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory(title="Kansrijk Almelo")


def test_it_shows_all_coalitions_with_what_an_editor_looks_for(
    desk: Client, coalition: CoalitionPage, country: Country
) -> None:
    ApproachPageFactory(
        title="Warme belroute",
        parent=coalition,
        themes=[ThemeFactory(name="Geldzorgen")],
        municipalities=[country.almelo],
        maturity="loopt",
    )
    ApproachPageFactory(title="Landelijk iets", live=False)
    content = desk.get(reverse(APPROACHES)).content.decode()
    for shown in ("Warme belroute", "Kansrijk Almelo", "Twente", "Geldzorgen", "Loopt", "Op de site", "Landelijk iets"):
        assert shown in content


@pytest.mark.parametrize("name", [APPROACHES, f"{APPROACHES}_results", STORIES, f"{STORIES}_results"])
def test_nobody_of_a_coalition_sees_the_lists(client: Client, coalition: CoalitionPage, name: str) -> None:
    other = CoalitionPageFactory(title="Andere coalitie")
    ApproachPageFactory(title="Geheim concept", parent=other, live=False)
    for user in (member_of(coalition), coordinator_of(coalition)):
        client.force_login(user)
        response = client.get(reverse(name))
        assert response.status_code == 302
        assert "Geheim concept" not in client.get(reverse(name), {"export": "csv"}, follow=True).content.decode()
        assert "editorial_approaches" not in client.get(reverse("wagtailadmin_home"), follow=True).content.decode()
        assert reverse(APPROACHES) not in client.get(reverse("wagtailadmin_home"), follow=True).content.decode()
    assert not ExportLog.objects.exists()


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(reverse(APPROACHES))["Location"].startswith("/inloggen/")


class TestNarrowing:
    def test_by_coalition(self, desk: Client, coalition: CoalitionPage) -> None:
        ApproachPageFactory(title="Hier", parent=coalition)
        ApproachPageFactory(title="Elders")
        assert titles(desk, coalition=coalition.pk) == ["Hier"]

    def test_by_theme_and_by_none(self, desk: Client) -> None:
        ApproachPageFactory(title="Erover", themes=[ThemeFactory(name="Geldzorgen"), ThemeFactory(name="Slapen")])
        ApproachPageFactory(title="Nergens over")
        assert titles(desk, theme="geldzorgen") == ["Erover"]
        assert titles(desk, without_theme="on") == ["Nergens over"]

    def test_by_the_regions_of_today(self, desk: Client, country: Country) -> None:
        before = RegionFactory(layer="ggd_region", name="Opgeheven")
        RegionMembershipFactory(municipality=country.almelo, region=before, valid_until=date(2020, 1, 1))
        ApproachPageFactory(title="In Twente", municipalities=[country.almelo])
        ApproachPageFactory(title="In Zeeland", municipalities=[country.goes])
        ApproachPageFactory(title="Beide", municipalities=[country.almelo, country.goes])
        assert titles(desk, ggd_region="twente") == ["Beide", "In Twente"]
        assert titles(desk, ggd_region="opgeheven") == []

    def test_by_province(self, desk: Client, country: Country) -> None:
        RegionMembershipFactory(municipality=country.goes, region=RegionFactory(layer="province", name="Zeeland"))
        ApproachPageFactory(title="In Zeeland", municipalities=[country.goes])
        ApproachPageFactory(title="In Twente", municipalities=[country.almelo])
        assert titles(desk, province="zeeland") == ["In Zeeland"]

    def test_by_maturity_several_at_once(self, desk: Client) -> None:
        for maturity in ("idee", "loopt", "gestopt"):
            ApproachPageFactory(title=maturity, maturity=maturity)
        assert titles(desk, maturity=["idee", "gestopt"]) == ["gestopt", "idee"]

    def test_by_what_a_reuser_misses(self, desk: Client) -> None:
        ApproachPageFactory(title="Zegt de kosten niet", hours="Vier uur per week")
        ApproachPageFactory(title="Zegt de uren niet", costs="Vijfduizend euro")
        assert titles(desk, missing="costs") == ["Zegt de kosten niet"]
        assert titles(desk, missing="hours") == ["Zegt de uren niet"]

    @pytest.mark.parametrize(
        ("state", "expected"), [("live", ["Op de site"]), ("changed", ["Gewijzigd"]), ("draft", ["Concept"])]
    )
    def test_by_state(self, desk: Client, state: str, expected: list[str]) -> None:
        ApproachPageFactory(title="Op de site")
        ApproachPageFactory(title="Gewijzigd", has_unpublished_changes=True)
        ApproachPageFactory(title="Concept", live=False)
        assert titles(desk, state=state) == expected

    def test_what_was_taken_away_is_in_a_state_of_its_own(self, desk: Client) -> None:
        retire(page=published(title="Weg"), reason=RetirementReason.OUTDATED)
        published(title="Er nog")
        assert titles(desk, state="retired") == ["Weg"]
        assert titles(desk, state="live") == ["Er nog"]
        assert "Weggehaald" in desk.get(reverse(APPROACHES)).content.decode()
        assert desk.get(reverse(STORIES), {"state": "retired"}).status_code == 200

    def test_by_what_the_editors_know(self, desk: Client) -> None:
        published(title="Nooit")
        checked(published(title="In orde"))
        assert titles(desk, checked="nooit") == ["Nooit"]
        assert titles(desk, checked="in-orde") == ["In orde"]
        assert titles(desk, checked="te-controleren") == ["Nooit"]

    def test_by_what_the_coalition_says(self, desk: Client, redactie: Any) -> None:
        published(title="Aan de beurt", at=years_ago(2))
        confirm(page_id=published(title="Bevestigd", at=years_ago(2)).pk, user=redactie)
        assert titles(desk, confirmed="aan-de-beurt") == ["Aan de beurt"]
        assert titles(desk, confirmed="bevestigd") == ["Bevestigd"]

    def test_stories_by_the_region_that_they_name_alone(self, desk: Client, country: Country) -> None:
        StoryPageFactory(title="Van elders", municipalities=[country.almelo])
        named = RegionMembershipFactory(region=RegionFactory(layer=RegionLayer.GGD_REGION, name="GGD Veluwe")).region
        province = RegionMembershipFactory(
            municipality=named.memberships.get().municipality, region=RegionFactory(layer=RegionLayer.PROVINCE)
        ).region
        StoryPageFactory(title="Uit de streek", region=named)
        assert "GGD Veluwe" in desk.get(reverse(STORIES)).content.decode()
        assert titles(desk, STORIES, ggd_region=named.slug) == ["Uit de streek"]
        assert titles(desk, STORIES, province=province.slug) == ["Uit de streek"]

    def test_a_story_that_names_a_region_counts_for_that_also_when_it_has_a_municipality(
        self, desk: Client, country: Country
    ) -> None:
        elsewhere = RegionFactory(layer=RegionLayer.GGD_REGION, name="GGD Veluwe")
        StoryPageFactory(title="Uit de streek", region=elsewhere, municipalities=[country.almelo])
        assert titles(desk, STORIES, ggd_region="twente") == []
        assert titles(desk, STORIES, ggd_region=elsewhere.slug) == ["Uit de streek"]

    def test_stories_by_voice(self, desk: Client) -> None:
        StoryPageFactory(title="Van een ouder", voice="ouder")
        StoryPageFactory(title="Van een kraamzorg", voice="professional")
        assert titles(desk, STORIES, voice="ouder") == ["Van een ouder"]

    def test_by_words(self, desk: Client) -> None:
        ApproachPageFactory(title="Warme belroute")
        ApproachPageFactory(title="Koffie", summary="Over de BELROUTE.")
        ApproachPageFactory(title="Iets anders", summary="Niets.")
        assert titles(desk, q="belroute") == ["Koffie", "Warme belroute"]

    @pytest.mark.parametrize(
        "asked",
        [
            {"theme": "verzonnen"},
            {"coalition": "x"},
            {"ordering": "password"},
            {"p": "-1"},
            {"q": "\x00"},
            {"p": "9" * 30},
        ],
    )
    def test_nonsense_is_no_error(self, desk: Client, asked: dict[str, str]) -> None:
        ApproachPageFactory(title="Blijft staan")
        assert desk.get(reverse(APPROACHES), asked).status_code == 200


def test_it_names_what_a_reuser_misses_in_short_on_the_page_and_in_full_in_the_file(desk: Client) -> None:
    page = ApproachPageFactory()
    gaps = [gap.label for gap in page.missing]
    assert f"{gaps[0]} en nog {len(gaps) - 1}" in desk.get(reverse(APPROACHES)).content.decode()
    heading, row = rows(desk)
    assert row[heading.index("Mist nog")] == ", ".join(gaps)
    assert heading.count("Mist nog") == 1


def test_it_says_in_words_what_is_known(desk: Client, redactie: Any) -> None:
    page = published(title="Warme belroute", at=years_ago(2))
    checked(page, user=redactie)
    confirm(page_id=page.pk, user=redactie)
    ApproachPageFactory(title="Concept", live=False)
    heading, draft, known = rows(desk)
    place = heading.index("Controle")
    assert draft[place : place + 2] == ["", ""]
    assert known[place].startswith("gecontroleerd op")
    assert known[place + 1].startswith("bevestigd op")


def test_it_is_sorted_by_what_its_columns_say(desk: Client, coalition: CoalitionPage) -> None:
    ApproachPageFactory(title="A", maturity="loopt", parent=coalition)
    ApproachPageFactory(title="B", maturity="geborgd")
    assert titles(desk) == ["A", "B"]
    assert titles(desk, ordering="-title") == ["B", "A"]
    assert titles(desk, ordering="maturity") == ["B", "A"]
    assert titles(desk, ordering="coalition_title") == ["B", "A"]
    for place in ("mark_checked_at", "mark_confirmed_at"):
        assert len(titles(desk, ordering=place)) == 2


def test_long_lists_come_in_pages(desk: Client) -> None:
    for number in range(60):
        ApproachPageFactory(title=f"Aanpak {number:02}")
    first, second = (desk.get(reverse(APPROACHES), {"p": page}).content.decode() for page in (1, 2))
    assert "Aanpak 49" in first
    assert "Aanpak 50" not in first
    assert "Aanpak 59" in second


def test_the_number_of_queries_does_not_depend_on_how_many_there_are(desk: Client, country: Country) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            ApproachPageFactory(themes=[ThemeFactory()], municipalities=[country.almelo], parent=CoalitionPageFactory())

    fill(2)
    few = queries(desk, APPROACHES)
    fill(20)
    assert queries(desk, APPROACHES) == few
    assert few <= 27  # thirteen of them are session, rights and menu of the admin, the same on every screen


def test_nor_does_that_of_the_stories_with_the_regions_that_they_name(desk: Client) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            region = RegionFactory(layer=RegionLayer.GGD_REGION)
            RegionMembershipFactory(region=region)
            StoryPageFactory(region=region, parent=CoalitionPageFactory())

    fill(2)
    few = queries(desk, STORIES)
    fill(10)
    assert queries(desk, STORIES) == few


class TestExport:
    def test_it_holds_exactly_what_the_list_shows(self, desk: Client, country: Country) -> None:
        theme = ThemeFactory(name="Geldzorgen")
        for number in range(60):  # more than a page of the list
            ApproachPageFactory(title=f"Aanpak {number:02}", themes=[theme], municipalities=[country.almelo])
        ApproachPageFactory(title="Buiten de keuze")
        found = rows(desk, theme="geldzorgen")
        assert len(found) == 61
        assert found[0][:6] == ["Titel", "Coalitie", "GGD-regio", "Provincie", "Gemeenten", "Thema’s"]
        assert found[1][:6] == ["Aanpak 00", "", "Twente", "", "Almelo", "Geldzorgen"]

    def test_a_title_that_is_a_formula_is_harmless(self, desk: Client) -> None:
        ApproachPageFactory(title="=1+1", slug="formule")
        assert titles(desk) == ["'=1+1"]
        content = b"".join(desk.get(reverse(APPROACHES), {"export": "xlsx"}).streaming_content)
        assert load_workbook(BytesIO(content)).active["A2"].data_type == "s"

    def test_it_is_logged_with_its_filters_only(self, desk: Client, redactie: Any) -> None:
        ApproachPageFactory(title="Kanarie", themes=[ThemeFactory(name="Geldzorgen")])
        rows(desk, theme="geldzorgen", q="kanarie", p="1", vreemd="x")
        log = ExportLog.objects.get()
        assert (log.user, log.name, log.rows) == (redactie, "aanpakken", 1)
        assert log.filters == {"theme": ["geldzorgen"], "q": ["kanarie"]}

    def test_a_draft_has_no_address(self, desk: Client) -> None:
        ApproachPageFactory(title="Concept", live=False)
        assert rows(desk)[1][-1] == ""

    def test_the_number_of_queries_follows_the_batches(self, desk: Client, country: Country) -> None:
        for _ in range(30):
            ApproachPageFactory(themes=[ThemeFactory()], municipalities=[country.almelo])
        with CaptureQueriesContext(connection) as captured:
            assert len(titles(desk)) == 30
        assert len(captured) <= 20
        assert ApproachPage.objects.count() == 30


def queries(desk: Client, screen: str) -> int:
    """How many queries a screen takes."""
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(reverse(screen)).status_code == 200
    return len(captured)
