"""Editors and a teller write to each other, and nobody is left without an answer."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from stories.models import (
    AuditAction,
    AuditRow,
    Outcome,
    Reply,
    Submission,
    Urgency,
)
from stories.services import reviewing
from tests.factories.submissions import proposed, sent
from tests.stories.moderation.screens import (
    act,
    declined,
    page,
    published_and_read,
    quietly_declined,
)

pytestmark = pytest.mark.django_db


def test_a_question_that_is_sent_twice_is_one(client: Client, editor: User) -> None:
    row = sent()
    form = re.search(r'name="vraag-once" value="(\w+)"', page(client, row))
    assert form
    for text in ("Mag dit?", "Mag dit?", "En dit?"):
        act(client, row, "vraag", **{"vraag-text": text, "vraag-once": form[1]})
    assert [message.text for message in row.messages.all()] == ["Mag dit?", "En dit?"]
    assert AuditRow.objects.filter(action=AuditAction.ASKED).count() == 2


def test_after_the_decision_editors_answer_a_cry_and_nothing_else(client: Client, editor: User) -> None:
    quiet = sent()
    reviewing.decide(submission=quiet, editor=editor, outcome=Outcome.DECLINE, checklist={}, reason="Te kort.")
    assert "Stel deze vraag" not in page(client, quiet)
    act(client, quiet, "vraag", **{"vraag-text": "Hoe gaat het?"})
    assert not quiet.messages.exists()
    row = declined()
    reviewing.answer(submission=row, text="Ik kan niet meer.", urgency=[Urgency.SUICIDE])
    assert "Stel deze vraag" in page(client, row)
    act(client, row, "vraag", **{"vraag-text": "Wij lezen u. Bel 113."})
    assert [message.text for message in row.messages.all()] == ["Ik kan niet meer.", "Wij lezen u. Bel 113."]


@pytest.mark.parametrize("stands", [quietly_declined, published_and_read])
def test_nor_is_anybody_left_without_an_answer_who_wrote_after_it(
    client: Client, editor: User, stands: Callable[[], Submission]
) -> None:
    row = stands()
    assert "Stel deze vraag" not in page(client, row)
    reviewing.answer(submission=row, text="Wat gebeurt er nu?")
    assert "Stel deze vraag" in page(client, row)
    act(client, row, "vraag", **{"vraag-text": "Het blijft zes maanden bij ons."})
    assert [message.text for message in row.messages.all()] == ["Wat gebeurt er nu?", "Het blijft zes maanden bij ons."]


def test_nor_who_asked_for_what_was_then_done(client: Client, editor: User) -> None:
    row = published_and_read()
    reviewing.answer(submission=row, text="Haal het weg, mijn ex vond het.")
    page(client, row)
    assert row.page
    row.page.unpublish()
    row.refresh_from_db()
    act(client, row, "vraag", **{"vraag-text": "Het is van de site."})
    assert row.messages.get(from_teller=False).text == "Het is van de site."
    assert "Stel deze vraag" not in page(client, row)


def test_nor_who_wrote_why_they_say_no(client: Client, editor: User) -> None:
    row, proposal = proposed()
    reviewing.answer_proposal(submission=row, proposal=proposal.pk, reply=Reply.NO, remark="Mijn zus las mee.")
    assert "Stel deze vraag" in page(client, row)
