"""The card is one tagged sheet in Dutch, made once, whatever an approach contains. Leg "pdf"."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from approaches.card import engine
from approaches.card.services import card_of, make_pdf
from approaches.confirmation.services import confirm
from approaches.models import ApproachPage, BuildingBlock, Funding, FundingSource, RetirementReason, StoredCard
from approaches.retirement.services import retire
from tests.conftest import unavailable
from tests.factories.coalitions import CoalitionPageFactory, editor
from tests.factories.marks import published, republish

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]

LONG_WORD = "Levensloopbegeleidingsprogramma" * 8


@pytest.fixture(autouse=True)
def _can_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    if engine.missing():
        unavailable(f"{', '.join(engine.missing())} ontbreekt")
    # These are about what stands on it. That making one ends in time is asked in test_engine.py, not of a busy machine.
    monkeypatch.setattr(engine, "TIMEOUT", 120.0)


@pytest.fixture
def page() -> ApproachPage:
    return published(
        parent=CoalitionPageFactory(title="Kansrijke Start Twente"),
        title="Warme belroute & <meer>",
        slug="warme-belroute",
        summary="Verloskundigen bellen ter plekke.",
        contact_email="kanarie@voorbeeld.test",
        contact_name="Kanarie",
        hours="Vier uur per week",
        costs="9.000 euro per jaar",
        funding=[Funding(source="wmo")],
        building_blocks=[
            BuildingBlock(title="Belkaart", role="core", description="Een kaart.", needs_people="1 budgetcoach"),
            BuildingBlock(title="Gesprek", role="free", needs_people="Geen extra mensen"),
        ],
    )


def monster() -> ApproachPage:
    return published(
        title=LONG_WORD[:255],
        summary=LONG_WORD[:300],
        hours=LONG_WORD * 9,
        costs="veel " * 500,
        funding=[Funding(source=source) for source in FundingSource.values],
        building_blocks=[
            BuildingBlock(
                title=LONG_WORD[:150],
                role="core" if number % 2 else "free",
                description=f"{LONG_WORD} " * 20,
                needs_people="veel " * 500,
                needs_agreements=LONG_WORD * 9,
                needs_tools="<script>" * 200,
            )
            for number in range(60)
        ],
    )


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def made(page: ApproachPage) -> PdfReader:
    return read(make_pdf(card_of(page)))


def tags(node: Any) -> list[str]:
    """The kinds of all elements of the tree of tags."""
    node = node.get_object()
    if isinstance(node, list):
        return [found for child in node for found in tags(child)]
    if not hasattr(node, "get"):
        return []
    children = tags(node["/K"]) if "/K" in node else []
    return [str(node["/S"]), *children] if "/S" in node else children


class TestForWhoCannotSee:
    def test_it_is_tagged_dutch_and_titled(self, page: ApproachPage) -> None:
        pdf = made(page)
        root: Any = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "nl"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert pdf.metadata is not None
        assert pdf.metadata.title == "Warme belroute & <meer> – Kansrijke Start"
        assert b"pdfuaid:part" in root["/Metadata"].get_data()

    def test_headings_lists_and_the_code_have_their_tags(self, page: ApproachPage) -> None:
        root: Any = made(page).trailer["/Root"]
        found = tags(root["/StructTreeRoot"])
        assert found.count("/H1") == 1
        assert {"/H2", "/L", "/LI", "/P", "/Link", "/Figure"} <= set(found)

    def test_the_code_says_where_it_leads(self, page: ApproachPage) -> None:
        pdf = make_pdf(card_of(page))
        assert b"QR-code naar" in pdf or "QR-code naar" in str(_figures(read(pdf)))


def _figures(pdf: PdfReader) -> list[str]:
    root: Any = pdf.trailer["/Root"]
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif hasattr(node, "get"):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt")))
            if "/K" in node:
                walk(node["/K"])

    walk(root["/StructTreeRoot"])
    return found


class TestContent:
    def test_it_holds_the_essence(self, page: ApproachPage, settings: Any) -> None:
        pdf = made(page)
        text = " ".join(pdf.pages[0].extract_text().split())
        for shown in (
            "Warme belroute & <meer>",
            "Kansrijke Start Twente",
            "Verloskundigen bellen ter plekke.",
            "Wat moet blijven",
            "Wat mag anders",
            "Belkaart. Een kaart. Mensen: 1 budgetcoach",
            "Gesprek Mensen: Geen extra mensen",
            "Uren: Vier uur per week · Kosten: 9.000 euro per jaar · Wie betaalt: Wmo",
            "via de site",
            "Nog niet bevestigd door de coalitie",
            "/warme-belroute/",
        ):
            assert shown in text
        links = [str(note.get_object()["/A"]["/URI"]) for note in pdf.pages[0]["/Annots"]]  # type: ignore[attr-defined]
        assert links == [f"{settings.BASE_URL}{page.url}"]

    def test_nobody_is_named(self, page: ApproachPage) -> None:
        assert "anarie" not in made(page).pages[0].extract_text()

    def test_it_is_one_sheet_of_a4(self, page: ApproachPage) -> None:
        (sheet,) = made(page).pages
        assert [round(float(side)) for side in (sheet.mediabox.width, sheet.mediabox.height)] == [595, 842]

    def test_a_monstrous_approach_fits_too(self) -> None:
        (sheet,) = made(monster()).pages
        text = sheet.extract_text()
        assert "Aan wie u het vraagt" in text
        assert "Kijk op de site of er een nieuwere versie is." in " ".join(text.split())
        assert "En nog" in text

    def test_an_approach_with_nothing_but_a_name_has_one(self) -> None:
        (sheet,) = made(published(title="Kaal", summary="")).pages
        assert "Kaal" in sheet.extract_text()


class TestOnce:
    def test_the_second_time_it_is_not_made(
        self, page: ApproachPage, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = client.get(f"{page.url}kaart.pdf").content
        monkeypatch.setattr(engine, "TIMEOUT", 0.0)  # whoever tries to make one now fails
        assert client.get(f"{page.url}kaart.pdf").content == first

    @pytest.mark.parametrize("change", ["publication", "confirmation"])
    def test_what_changes_the_card_makes_a_new_one(self, change: str, page: ApproachPage) -> None:
        before = card_of(page).digest
        if change == "publication":
            page = republish(page, summary="Anders.")
        else:
            confirm(page_id=page.pk, user=editor())
        assert card_of(ApproachPage.objects.get(pk=page.pk)).digest != before

    def test_what_does_not_change_it_makes_none(self, page: ApproachPage) -> None:
        before = card_of(page).digest
        page = republish(page, contact_name="Ander")
        assert card_of(page).digest == before

    def test_nothing_is_kept_of_what_is_not_public_any_more(self, page: ApproachPage) -> None:
        make_pdf(card_of(page))
        retire(page=page, reason=RetirementReason.OUTDATED)
        assert not StoredCard.objects.exists()
        make_pdf(card_of(page))  # one that was under way when it went
        assert not StoredCard.objects.exists()


class TestAddress:
    def test_it_is_a_file_to_keep(self, page: ApproachPage, client: Client) -> None:
        response = client.get(f"{page.url}kaart.pdf")
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        assert response["Content-Disposition"] == 'attachment; filename="warme-belroute.pdf"'
        assert len(read(response.content).pages) == 1

    def test_who_has_it_already_gets_nothing(self, page: ApproachPage, client: Client) -> None:
        etag = client.get(f"{page.url}kaart.pdf")["ETag"]
        assert client.get(f"{page.url}kaart.pdf", headers={"If-None-Match": etag}).status_code == 304

    def test_the_page_has_a_button(self, page: ApproachPage, client: Client) -> None:
        assert "kaart.pdf" in client.get(page.url).content.decode()
