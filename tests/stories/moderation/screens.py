"""What an editor does on the screens of submissions, and submissions that stand somewhere."""

from typing import Any

from django.test import Client
from django.urls import reverse

from stories.consent.choosing import Choice
from stories.models import (
    Outcome,
    Purpose,
    Submission,
    Urgency,
)
from stories.services import reviewing
from stories.services.telling import Told
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.coalitions import editor as national_editor
from tests.factories.submissions import ALL_YES, CHECKED, approved, published, sent


def page(client: Client, row: Submission) -> str:
    return client.get(reverse("moderation:case", args=[row.uid])).content.decode()


def act(client: Client, row: Submission, name: str, **values: Any) -> Any:
    return client.post(reverse("moderation:act", args=[row.uid, name]), values, follow=True)


def declined() -> Submission:
    row = sent()
    reviewing.heed(submission=row, urgency=[Urgency.CHILD])
    reviewing.decide(submission=row, editor=national_editor(), outcome=Outcome.DECLINE, checklist={}, reason="Te kort.")
    return row


def quietly_declined() -> Submission:
    row, editor = sent(), national_editor()
    reviewing.open_story(submission=row, editor=editor)
    reviewing.decide(submission=row, editor=editor, outcome=Outcome.DECLINE, checklist={}, reason="Te kort.")
    row.refresh_from_db()
    return row


def published_and_read() -> Submission:
    row, _page = published()
    return row


def in_review() -> Submission:
    return reviewing.open_story(submission=sent(), editor=national_editor())


def only_shared() -> Submission:
    told = Told(text="Iets.", coalition=CoalitionPageFactory())
    return approved(sent(told=told, choices={**ALL_YES, Purpose.PUBLISH: Choice(False)}))


def edit(client: Client, row: Submission, **values: Any) -> Any:
    typed = {"title": "Een lange nacht", "text": "De nacht was lang.", "version": row.version, **values}
    return act(client, row, "voorstel", **{f"tekst-{name}": value for name, value in typed.items()})


def approve(client: Client, row: Submission, *, checked: Any = tuple(CHECKED)) -> Any:
    return act(client, row, "goedkeuren", **{"besluit-version": row.version, "besluit-checked": checked})


def publish(client: Client, row: Submission, **values: Any) -> Any:
    chosen = {"version": row.version, "parent": "landelijk", "anyway": "on", **values}
    return act(client, row, "plaatsen", **{f"plaatsen-{name}": value for name, value in chosen.items()})
