"""A page refers only to what its writer may choose, whatever ids are typed into the request."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from approaches.models import ApproachPage
from coalitions.forms import CalmPageForm
from tests.factories.coalitions import editor, member_of
from tests.factories.core import DocumentFactory, ImageFactory
from tests.forms import approach_form
from tests.isolation.nest import CANARY, Nest

pytestmark = pytest.mark.django_db


def stream(kind: str, **value: str) -> dict[str, str]:
    """One block of `need`, as the editor sends it."""
    parts = {f"need-0-value{'-' + name if name else ''}": text for name, text in value.items()}
    return {"need-count": "1", "need-0-type": kind, "need-0-order": "0", "need-0-deleted": "", "need-0-id": "", **parts}


def rich_text(entity: str, **data: Any) -> str:
    """A paragraph with a link, as the editor sends it."""
    text = {"key": "abc", "text": "door", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "data": {}}
    text["entityRanges"] = [{"offset": 0, "length": 4, "key": 0}]
    return json.dumps({"blocks": [text], "entityMap": {"0": {"type": entity, "mutability": "MUTABLE", "data": data}}})


PLACES: dict[str, Callable[[Nest], dict[str, str]]] = {
    "a picture": lambda nest: {"picture": str(nest.images[0].pk)},
    "a picture of a private collection": lambda nest: {"picture": str(nest.images[1].pk)},
    "a picture in the text": lambda nest: stream(
        "picture", **{"image-image": str(nest.images[0].pk), "image-decorative": "on", "caption": ""}
    ),
    "a draft in a card": lambda nest: stream("link_card", page=str(nest.pages[0].pk), url="", title="", text=""),
    "a restricted page in a card": lambda nest: stream(
        "link_card", page=str(nest.pages[1].pk), url="", title="", text=""
    ),
    "a link to a draft": lambda nest: stream("paragraph", **{"": rich_text("LINK", id=nest.pages[0].pk)}),
    "a document": lambda nest: stream("paragraph", **{"": rich_text("DOCUMENT", id=nest.documents[0].pk)}),
}


@pytest.fixture
def member(nest: Nest, client: Client) -> Client:
    client.force_login(member_of(nest.ours))
    return client


def written(page: Page, fields: dict[str, str]) -> dict[str, object]:
    """What the browser sends of the form of a page."""
    return approach_form(title="Onze aanpak", slug=page.slug, summary="Kort.", **fields)


def save(client: Client, page: Page, fields: dict[str, str], **actions: str) -> HttpResponse:
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**written(page, fields), **actions})


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("actions", [{}, {"action-publish": "1"}])
def test_what_is_of_another_coalition_is_refused(
    place: str, actions: dict[str, str], member: Client, nest: Nest
) -> None:
    response = save(member, nest.our_page, PLACES[place](nest), **actions)
    assert response.status_code == 200
    assert "andere coalitie" in response.content.decode()
    assert CANARY.lower() not in response.content.decode().lower()
    assert not nest.our_page.revisions.exists()


@pytest.mark.parametrize("place", PLACES)
def test_a_preview_shows_nothing_of_it(place: str, member: Client, nest: Nest) -> None:
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[nest.our_page.pk])
    answer = member.post(url, written(nest.our_page, PLACES[place](nest))).json()
    assert answer["is_valid"] is False
    assert CANARY.lower() not in member.get(url).content.decode().lower()


@pytest.mark.parametrize("place", PLACES)
def test_without_the_judge_it_would_be_saved(
    place: str, member: Client, nest: Nest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the tests above fail for the reason they name, and not for a wrong form."""
    monkeypatch.setattr(CalmPageForm, "judges", [])
    assert save(member, nest.our_page, PLACES[place](nest)).status_code == 302
    assert nest.our_page.revisions.exists()


@pytest.mark.parametrize("place", PLACES)
def test_an_editor_may_choose_everything(place: str, client: Client, nest: Nest) -> None:
    client.force_login(editor())
    assert save(client, nest.our_page, PLACES[place](nest)).status_code == 302


def test_ones_own_and_what_everybody_sees_may_be_chosen(member: Client, nest: Nest) -> None:
    nest.ours.refresh_from_db()
    image = ImageFactory(collection=nest.ours.team.collection)
    document = DocumentFactory(collection=nest.ours.team.collection)
    link = stream("paragraph", **{"": rich_text("DOCUMENT", id=document.pk)})
    assert save(member, nest.our_page, {**link, "picture": str(image.pk)}).status_code == 302
    card = stream("link_card", page=str(nest.pages[4].pk), url="", title="", text="")
    assert save(member, nest.our_page, card).status_code == 302


def test_what_an_editor_put_there_may_stay(member: Client, nest: Nest) -> None:
    ApproachPage.objects.filter(pk=nest.our_page.pk).update(picture=nest.images[0])
    assert save(member, nest.our_page, {"picture": str(nest.images[0].pk)}).status_code == 302
