"""What hangs on the address of an approach is there only while the approach is public."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from approaches.models import ApproachPage
from approaches.versions.services import hide_version
from tests.factories.approaches import block
from tests.factories.coalitions import editor
from tests.factories.marks import published, republish
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db


def paragraph(text: str) -> str:
    return json.dumps([{"type": "paragraph", "value": f"<p>{text}</p>"}])


@pytest.fixture(scope="module", autouse=True)
def _made(module_content: None) -> int:
    first = published(
        title="Warme belroute", need=paragraph("Toen was het nog niet zo."), contact_email="kanarie@voorbeeld.test"
    )
    draft = first.get_latest_revision_as_object()
    draft.need = paragraph("Nu wel.")
    draft.building_blocks = [block("Intake")]
    draft.save_revision().publish()
    return first.pk


@pytest.fixture
def page(_made: int, db: None) -> ApproachPage:
    return ApproachPage.objects.get(pk=_made)


def text(response: Any) -> str:
    return response.content.decode()


class TestVersion:
    def test_it_shows_what_stood_there_and_leads_to_what_stands_there_now(
        self, page: ApproachPage, client: Client
    ) -> None:
        response = client.get(f"{page.url}versie/1/")
        shown = text(response)
        assert response.status_code == 200
        assert "Toen was het nog niet zo." in shown
        assert "Nu wel." not in shown
        assert "Dit is een oudere versie: nummer 1" in shown
        assert f'<a href="{page.url}">Naar de huidige versie</a>' in shown

    def test_search_engines_keep_the_approach_itself(self, page: ApproachPage, client: Client) -> None:
        shown = text(client.get(f"{page.url}versie/1/"))
        assert '<meta name="robots" content="noindex">' in shown
        assert shown.count('rel="canonical"') == 1
        assert "application/ld+json" not in shown

    def test_the_newest_says_that_it_is(self, page: ApproachPage, client: Client) -> None:
        assert "de versie die nu op de site staat" in text(client.get(f"{page.url}versie/2/"))

    def test_no_address_of_a_person_is_in_it(self, page: ApproachPage, client: Client) -> None:
        assert "kanarie" not in text(client.get(f"{page.url}versie/1/"))

    @pytest.mark.parametrize("number", ["0", "3", "999999", "01", "-1", "x", "9" * 400])
    def test_one_that_never_was_is_not_there(self, number: str, page: ApproachPage, client: Client) -> None:
        assert client.get(f"{page.url}versie/{number}/").status_code == 404

    def test_a_hidden_one_is_gone(self, page: ApproachPage, client: Client) -> None:
        hide_version(version=page.versions.get(number=1), user=editor())
        response = client.get(f"{page.url}versie/1/")
        assert response.status_code == 410
        assert "Toen was het" not in text(response)

    def test_one_whose_text_was_cleared_out_is_gone_too(self, page: ApproachPage, client: Client) -> None:
        page.versions.update(revision=None)
        assert client.get(f"{page.url}versie/1/").status_code == 410

    def test_it_is_only_read(self, page: ApproachPage, client: Client) -> None:
        assert client.post(f"{page.url}versie/1/").status_code == 405


class TestVersions:
    def test_each_is_there_with_what_it_changed(self, page: ApproachPage, client: Client) -> None:
        shown = text(client.get(f"{page.url}versies/"))
        for words in ("De aanleiding is gewijzigd.", "Bouwsteen Intake is toegevoegd.", "De eerste versie"):
            assert words in shown

    def test_a_hidden_one_has_no_link_and_no_sentence(self, page: ApproachPage, client: Client) -> None:
        hide_version(version=page.versions.get(number=1), user=editor())
        shown = text(client.get(f"{page.url}versies/"))
        assert "versie/1/" not in shown
        assert "Intake" not in shown

    @pytest.mark.parametrize("page_number", ["x", "-1", "99999999", "%00"])
    def test_nonsense_gives_a_page(self, page_number: str, page: ApproachPage, client: Client) -> None:
        assert client.get(f"{page.url}versies/?page={page_number}").status_code == 200

    def test_many_cost_no_more_queries(
        self, page: ApproachPage, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(6):
            page = republish(page, title=f"Titel {number}")
        client.get(f"{page.url}versies/")
        with django_assert_max_num_queries(14):
            client.get(f"{page.url}versies/")


@pytest.mark.parametrize("end", ["versies/", "versie/1/", "kaart.pdf"])
@pytest.mark.parametrize("how", ["unpublish", "restrict", "restrict above", "delete"])
def test_of_what_is_not_public_there_is_nothing(how: str, end: str, page: ApproachPage, client: Client) -> None:
    address = f"{page.url}{end}"
    if how == "unpublish":
        page.unpublish()
    elif how == "delete":
        page.delete()
    else:
        target = page if how == "restrict" else page.get_parent()
        PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(editor())
    assert client.get(address).status_code == 404


def test_an_ordinary_page_may_have_such_an_address(client: Client) -> None:
    above = StandardPageFactory(title="Over", slug="over")
    StandardPageFactory(parent=above, title="Alle versies", slug="versies")
    response = client.get(f"{above.url}versies/")
    assert (response.status_code, "Alle versies" in text(response)) == (200, True)


def test_the_page_links_to_its_versions_unless_not_everybody_may_read_it(page: ApproachPage, client: Client) -> None:
    assert f"{page.url}versie/2/" in text(client.get(page.url))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(editor())
    assert "versie/2/" not in text(client.get(page.url))
