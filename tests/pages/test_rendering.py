"""Every page as a visitor gets it: it works, asks the database little, and keeps contacts to itself."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from search.models import IndexEntry
from search.registry import document_types
from tests.factories.approaches import ApproachPageFactory, block
from tests.factories.coalitions import CoalitionPageFactory, editor, member_of
from tests.factories.core import ImageFactory
from tests.factories.pages import KnowledgePageFactory
from tests.factories.places import MunicipalityFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory
from tests.forms import approach_form

pytestmark = pytest.mark.django_db

CANARIES = ("kanarie-contact", "kanarie@voorbeeld.test", "kanarie-coalitie", "coalitie-kanarie@voorbeeld.test")
MOST_QUERIES = 40
"""Home is the widest; a page that asks more asks per item."""


def paragraph(text: str) -> str:
    return json.dumps([{"type": "paragraph", "value": f"<p>{text}</p>"}])


@pytest.fixture
def approach() -> ApproachPage:
    theme = ThemeFactory(name="Geldzorgen", is_focus=True)
    municipality = MunicipalityFactory(name="Zaanstad")
    coalition = CoalitionPageFactory(
        title="Kansrijke Start Zaanstad",
        slug="zaanstad",
        stage="bouwen",
        partners=["jgz"],
        municipalities=[municipality],
        ambitions=paragraph("Ieder kind telt."),
        contact_name="Kanarie-coalitie",
        contact_email="coalitie-kanarie@voorbeeld.test",
    )
    about = {"parent": coalition, "themes": [theme], "municipalities": [municipality], "phases": ["zwangerschap"]}
    approach = ApproachPageFactory(
        **about,
        title="Eén loket",
        slug="een-loket",
        need=paragraph("Ouders liepen vast."),
        maturity="loopt",
        contact_name="Kanarie-contact",
        contact_email="kanarie@voorbeeld.test",
        picture=ImageFactory(),
        building_blocks=[block("Intake", description="Een gesprek."), block("Nazorg", role="free")],
    )
    StoryPageFactory(
        **about, title="Ik durfde niets te vragen", slug="vragen", voice="ouder", approaches=[approach],
        picture=ImageFactory(), body=paragraph("Zij vroeg door."),
    )  # fmt: skip
    KnowledgePageFactory(
        **about, title="Monitor", slug="monitor", kind="onderzoek", source_url="https://rivm.nl/x",
        body=paragraph("De cijfers."),
    )  # fmt: skip
    return approach


ADDRESSES = {
    "/": "Kansrijke Start",
    "/themas/": "Geldzorgen",
    "/themas/geldzorgen/": "Geldzorgen",
    "/verhalen/": "Ik durfde niets te vragen",
    "/coalities/": "Kansrijke Start Zaanstad",
    "/coalities/zaanstad/": "Eén loket",
    "/coalities/zaanstad/een-loket/": "Ouders liepen vast.",
    "/coalities/zaanstad/vragen/": "Zij vroeg door.",
    "/coalities/zaanstad/monitor/": "De cijfers.",
    "/landelijk/": "Landelijk",
    "/over-deze-site/": "Over deze site",
    "/privacy/": "Privacy",
    "/toegankelijkheid/": "Toegankelijkheid",
    "/zoeken/?q=loket": "loket",
    "/sitemap.xml": "een-loket",
}


@pytest.mark.parametrize(("address", "text"), ADDRESSES.items())
def test_a_page_shows_its_text_and_no_contact(address: str, text: str, client: Client, approach: ApproachPage) -> None:
    response = client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    assert text in html
    assert not [canary for canary in CANARIES if canary in html.lower()]


@pytest.mark.parametrize("address", [path for path in ADDRESSES if not path.startswith(("/zoeken", "/sitemap"))])
def test_a_page_asks_the_database_little(address: str, client: Client, approach: ApproachPage) -> None:
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    assert len(few) <= MOST_QUERIES
    for number in range(4):
        page = ApproachPageFactory(
            parent=approach.get_parent(),
            themes=list(approach.themes.all()),
            municipalities=[MunicipalityFactory()],
            building_blocks=[block("Intake")],
            picture=ImageFactory(),
        )
        StoryPageFactory(
            parent=approach.get_parent(),
            approaches=[page, approach],
            themes=list(approach.themes.all()),
            picture=ImageFactory(),
        )
        CoalitionPageFactory(municipalities=[MunicipalityFactory()])
        KnowledgePageFactory(themes=list(approach.themes.all()), title=f"Kennis {number}")
    client.get(address)
    with CaptureQueriesContext(connection) as more:
        client.get(address)
    # A list that was empty before may fetch what its cards show; nothing may grow with the number of items.
    assert len(more) <= len(few) + 8


def test_no_search_document_holds_a_contact(approach: ApproachPage) -> None:
    for kind in document_types():
        for item in kind.queryset():
            document = repr(kind.build(item)).lower()
            assert not [canary for canary in CANARIES if canary in document], kind.key


def test_no_row_of_the_index_holds_a_contact(approach: ApproachPage, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        approach.save_revision().publish()
        CoalitionPage.objects.get().save_revision().publish()
    rows = str(list(IndexEntry.objects.values())).lower()
    assert "loket" in rows
    assert not [canary for canary in CANARIES if canary in rows]


def test_a_draft_is_not_there(client: Client, approach: ApproachPage) -> None:
    approach.unpublish()
    assert client.get("/coalities/zaanstad/een-loket/").status_code == 404


def test_a_page_of_a_theme_has_one_card_and_the_questions_it_answers_name_it(
    client: Client, approach: ApproachPage
) -> None:
    ApproachPage.objects.update(questions=["ouders-bereiken", "professionals-steunen"])
    html = client.get("/themas/geldzorgen/").content.decode()
    link = f'<a href="{approach.url}">Eén loket</a>'
    assert html.count(f"<h3>{link}</h3>") == 1
    assert html.count(f'<li>{link} <span class="soft small">aanpak</span></li>') == 2
    assert html.count("1 antwoord<") == 2


def test_an_answer_in_another_language_is_said_to_be_so(client: Client, approach: ApproachPage) -> None:
    story = StoryPageFactory(
        title="قصتي",
        slug="mijn-verhaal",
        language="ar",
        questions=["ouders-bereiken"],
        themes=list(approach.themes.all()),
    )
    html = client.get("/themas/geldzorgen/").content.decode()
    assert f'<li><a href="{story.url}" lang="ar" dir="rtl">قصتي</a>' in html


def test_home_shows_what_is_new_around_the_municipality_in_its_address_and_keeps_nothing_of_it(
    client: Client, approach: ApproachPage
) -> None:
    response = client.get("/", {"gemeente": "zaanstad"})
    html = response.content.decode()
    assert "Het nieuwste uit Zaanstad." in html and "/gemeenten/zaanstad/" in html
    assert not response.cookies
    assert "Het nieuwste uit" not in client.get("/").content.decode()


@pytest.mark.parametrize("asked", ["<b>Nergens</b>", "\0", "x" * 9000, "zaanstat"])
def test_home_says_when_no_municipality_is_called_so(asked: str, client: Client, approach: ApproachPage) -> None:
    response = client.get("/", {"gemeente": asked})
    html = response.content.decode()
    assert response.status_code == 200 and "<b>Nergens" not in html and "x" * 101 not in html
    assert ("Geen gemeente heet" in html) == (asked != "\0")
    assert ('<a href="?gemeente=Zaanstad#buurt">Zaanstad</a>' in html) == (asked == "zaanstat")


def test_a_theme_that_does_not_exist_is_not_there(client: Client) -> None:
    assert client.get("/themas/onzin/").status_code == 404
    assert client.post("/themas/").status_code == 405


class TestPreview:
    """Somebody who writes sees what it will look like."""

    def test_of_a_draft(self, client: Client, approach: ApproachPage) -> None:
        client.force_login(member_of(CoalitionPage.objects.get()))
        approach.need = paragraph("Nog niet gepubliceerd.")
        approach.save_revision()
        html = client.get(reverse("wagtailadmin_pages:view_draft", args=[approach.pk])).content.decode()
        assert "Nog niet gepubliceerd." in html
        assert not [canary for canary in CANARIES if canary in html.lower()]

    @pytest.mark.parametrize(
        ("app", "model", "sent"),
        [
            ("approaches", "approachpage", approach_form({"title": "Intake"})),
            ("stories", "storypage", {"slug": "", "body-count": "0"}),
            ("pages", "knowledgepage", {"slug": "", "body-count": "0"}),
        ],
    )
    def test_of_a_page_that_does_not_exist_yet(
        self, app: str, model: str, sent: dict[str, object], client: Client, approach: ApproachPage
    ) -> None:
        client.force_login(editor())
        address = reverse("wagtailadmin_pages:preview_on_add", args=[app, model, approach.get_parent().pk])
        data = {**sent, "title": "Splinternieuw"}
        assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
        response = client.get(address)
        assert response.status_code == 200
        assert "Splinternieuw" in response.content.decode()


def test_everything_below_a_restricted_coalition_is_hidden(client: Client, approach: ApproachPage) -> None:
    PageViewRestriction.objects.create(
        page=Page.objects.get(slug="zaanstad"), restriction_type=PageViewRestriction.LOGIN
    )
    for address in ("/", "/themas/geldzorgen/", "/verhalen/", "/coalities/", "/zoeken/?q=loket", "/sitemap.xml"):
        html = client.get(address).content.decode()
        assert "Eén loket" not in html
        assert "een-loket" not in html
        assert "Ik durfde niets te vragen" not in html
