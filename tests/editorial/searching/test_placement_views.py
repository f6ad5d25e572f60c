"""Editors put results at the top of a question, or keep them out, by the address that they see."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from approaches.models import ApproachPage
from search.api import SearchRequest, build_due, search
from search.models import PlacedResult
from search.vocabulary import version
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of
from tests.search.content import approach, coalition

pytestmark = [pytest.mark.django_db, pytest.mark.every_example, pytest.mark.usefixtures("embedded")]


@pytest.fixture
def embedded(settings: Any) -> None:
    settings.OPENSEARCH_URL = ""


@pytest.fixture(scope="module", autouse=True)
def _birds(module_content: None) -> int:
    parent = coalition()
    approach(parent, "Zwaluwen", summary="Zwaluwen, en nog eens zwaluwen.")
    page = approach(parent, "Vinken", summary="Soms een zwaluw.")
    for number in range(4):
        approach(parent, f"Iets anders {number}")
    build_due()
    return page.pk


@pytest.fixture
def vink(_birds: int, db: None) -> ApproachPage:
    """The one of two that stands second."""
    return ApproachPage.objects.get(pk=_birds)


def form(page: ApproachPage, **changes: str) -> dict[str, str]:
    values = {"question": "zwaluwen", "address": page.get_url() or "", "where": "top", "position": "1", "reason": ""}
    return {**values, **changes}


def titles(question: str) -> list[str]:
    version.watch.forget()
    return [hit.title for hit in search(SearchRequest(question)).hits]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_what_an_editor_puts_first_stands_first_with_a_mark(desk: Client, client: Client, vink: ApproachPage) -> None:
    assert titles("zwaluw")[0] == "Zwaluwen"
    desk.post(reverse("placement:add"), form(vink))
    row = PlacedResult.objects.get()
    assert (row.key, row.title) == (f"approach:{vink.pk}", "Vinken")
    assert titles("zwaluw") == ["Vinken", "Zwaluwen"]
    page = text(client.get(reverse("search:results"), {"q": "zwaluw"}))
    assert page.count("Aanbevolen door de redactie") == 1
    assert "Aanbevolen" not in text(client.get(reverse("search:results"), {"q": "vinken"}))


def test_what_an_editor_hides_is_gone_for_that_question(desk: Client, vink: ApproachPage) -> None:
    desk.post(reverse("placement:add"), form(vink, where="hidden"))
    assert titles("zwaluwen") == ["Zwaluwen"]
    assert "Vinken" in titles("vinken")


def test_a_page_that_leaves_the_site_is_not_shown_and_the_list_says_so(desk: Client, vink: ApproachPage) -> None:
    desk.post(reverse("placement:add"), form(vink))
    assert "ja" in text(desk.get(reverse("placement:index")))
    vink.unpublish()
    assert titles("zwaluwen") == ["Zwaluwen"]
    row = PlacedResult.objects.get()
    assert "nee" in text(desk.get(reverse("placement:index")))
    answer = desk.post(reverse("placement:edit", args=[row.pk]), form(vink, address="", reason="nog even niet"))
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.reason, row.title) == ("nog even niet", "Vinken")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"question": ""}, "Vul een zoekvraag in"),
        ({"question": "?!"}, "geen woord waarop iemand kan zoeken"),
        ({"question": "de het"}, "alleen kleine woorden"),
        ({"position": "0"}, "Het laagste getal is 1"),
        ({"address": ""}, "Vul het adres in"),
        ({"address": "/bestaat-niet/"}, "staat niets dat bezoekers kunnen vinden"),
        ({"address": "http://[raar"}, "staat niets dat bezoekers kunnen vinden"),
    ],
)
def test_what_can_not_be_is_said(desk: Client, vink: ApproachPage, change: dict[str, str], expected: str) -> None:
    assert expected in text(desk.post(reverse("placement:add"), form(vink, **change)))
    assert not PlacedResult.objects.exists()


def test_a_list_without_anything_says_so_in_good_dutch(desk: Client) -> None:
    page = text(desk.get(reverse("placement:index")))
    assert "Er zijn geen resultaten met een vaste plek om te tonen" in page
    assert "Bovenaan en verborgen" in page


def test_one_result_has_one_place_per_question_however_that_is_inflected(desk: Client, vink: ApproachPage) -> None:
    desk.post(reverse("placement:add"), form(vink))
    page = text(desk.post(reverse("placement:add"), form(vink, question="de zwaluw", where="hidden")))
    assert "heeft bij deze zoekvraag al een plek" in page


def test_there_is_an_end_to_what_stands_at_the_top(desk: Client, vink: ApproachPage) -> None:
    for number in range(5):
        PlacedResult.objects.create(question="zwaluw", type="approach", object_id=9_000 + number, title="x")
    assert "staan er al 5 bovenaan" in text(desk.post(reverse("placement:add"), form(vink)))


def test_the_preview_shows_what_moves_and_stores_nothing(desk: Client, vink: ApproachPage) -> None:
    page = text(desk.post(reverse("placement:preview"), form(vink)))
    assert "1 hoger" in page and "1 lager" in page
    assert not PlacedResult.objects.exists()


def test_the_address_may_be_a_whole_one(desk: Client, vink: ApproachPage) -> None:
    desk.post(reverse("placement:add"), form(vink, address=f" https://voorbeeld.test{vink.get_url()}?q=x "))
    assert PlacedResult.objects.get().object_id == vink.pk


def test_a_link_of_the_why_page_fills_in_the_form(desk: Client, vink: ApproachPage) -> None:
    asked = {"question": "zwaluw", "key": f"approach:{vink.pk}", "where": "hidden"}
    page = text(desk.get(reverse("placement:add"), asked))
    assert vink.get_url() in page and 'value="zwaluw"' in page
    for nonsense in ({"key": "x:y"}, {"key": "approach:" + "9" * 40}, {"where": "raar", "question": "\x00"}):
        assert desk.get(reverse("placement:add"), nonsense).status_code == 200


def test_nobody_of_a_coalition_reads_or_writes_it(client: Client, vink: ApproachPage) -> None:
    client.force_login(coordinator_of(CoalitionPageFactory()))
    for name in ("index", "add", "preview"):
        assert client.post(reverse(f"placement:{name}"), form(vink)).status_code in (302, 403, 404, 405)
    assert not PlacedResult.objects.exists()
