"""Who let us reach them hears that something happened with what they told, and what it is about is in no mail."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from mail.models import Message
from mail.outbox import send_due
from stories.consent.choosing import Choice
from stories.keeping import retention
from stories.models import Outcome, Purpose, StoryIndexPage, Submission
from stories.services import publishing, reviewing, showing, telling
from stories.services.publishing import Placement
from stories.services.telling import Told
from tests.factories.coalitions import editor
from tests.factories.submissions import ALL_YES, an_editor, approved, proposed, published, sent
from tests.stories.moderation.screens import page

pytestmark = pytest.mark.django_db
ADDRESS: Final = "sanne@example.org"
WORDS: Final = ("verhaal", "Mijn dag", "lange nacht", "Wanneer", "Te kort")


@pytest.fixture(autouse=True)
def _own_list(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"


def told(contact: str = ADDRESS, **choices: Choice) -> Submission:
    said = Told(title="Mijn dag", text="Het was een lange nacht.", contact=contact)
    return sent(told=said, choices={**ALL_YES, **{Purpose[name]: choice for name, choice in choices.items()}})


def ask(row: Submission, form: str = "") -> None:
    reviewing.ask(submission=row, editor=an_editor(), text="Wanneer was dat?", form=form)


def decline(row: Submission) -> None:
    reviewing.decide(submission=row, editor=an_editor(), outcome=Outcome.DECLINE, checklist={}, reason="Te kort.")


def publish(row: Submission) -> None:
    publishing.publish(submission=row, editor=an_editor(), placement=Placement(StoryIndexPage.objects.get()))


def take_off(row: Submission) -> None:
    showing.take_off(submission=row, editor=an_editor(), reason="Te kort.")


def let_lapse(row: Submission) -> None:
    for _twice in range(2):
        retention.lapse_proposals(timezone.now() + timedelta(days=60))


EVENTS: Final[dict[str, tuple[Callable[[Submission], object], Callable[[Submission], object]]]] = {
    "a question": (lambda row: row, ask),
    "a text to answer": (lambda row: row, proposed),
    "no answer in time": (proposed, let_lapse),
    "a refusal": (lambda row: row, decline),
    "its place on the site": (approved, publish),
    "its leaving the site": (published, take_off),
}


def mailed() -> Iterator[str]:
    """To whom mail goes now, with none of the words that were told or said."""
    send_due(timezone.now() + timedelta(minutes=1))
    for message in mail.outbox:
        assert not any(word in f"{message.subject} {message.body}" for word in WORDS)
        yield from message.to
    mail.outbox.clear()


@pytest.mark.parametrize("event", EVENTS)
def test_of_each_event_the_teller_hears_once_without_what_it_is(event: str) -> None:
    before, happens = EVENTS[event]
    row = told()
    before(row)
    row.refresh_from_db()
    list(mailed())
    happens(row)
    assert not Message.objects.exclude(text="", to=[]).exists(), "the outbox holds no address"
    assert list(mailed()) == [ADDRESS]


def test_the_same_form_and_a_second_press_are_no_second_mail() -> None:
    row = told()
    for _twice in range(2):
        ask(row, form="a" * 32)
    assert list(mailed()) == [ADDRESS]
    approved(row)
    list(mailed())
    for _twice in range(2):
        publish(row)
    assert list(mailed()) == [ADDRESS]


def test_what_did_not_happen_is_not_told() -> None:
    row = told()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask(row)
        raise ZeroDivisionError
    assert list(mailed()) == []


@pytest.mark.parametrize("row", [lambda: told(CONTACT=Choice(False)), lambda: told("06-12345678")])
def test_who_gave_no_address_or_no_yes_gets_no_mail(row: Callable[[], Submission]) -> None:
    ask(row())
    assert list(mailed()) == []


@pytest.mark.parametrize("event", EVENTS)
def test_for_who_left_no_way_to_reach_them_nothing_waits_to_be_sent(event: str) -> None:
    before, happens = EVENTS[event]
    row = told("")
    before(row)
    row.refresh_from_db()
    happens(row)
    assert not Message.objects.filter(composer="stories.changed").exists()


def test_a_yes_that_is_taken_back_before_it_is_sent_holds_it_back() -> None:
    row = told()
    ask(row)
    telling.choose_consent(submission=row, choices={Purpose.CONTACT: Choice(False)})
    assert list(mailed()) == []


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (ADDRESS, "krijgt vanzelf een mail dat er iets veranderd is"),
        ("06-12345678", "bij Contact staat geen e-mailadres. Neem zelf contact op."),
        ("", "krijgt hier vanzelf geen bericht van, en ziet het pas met de code"),
    ],
)
def test_editors_know_whether_the_teller_hears_of_it(client: Client, contact: str, said: str) -> None:
    client.force_login(editor())
    assert page(client, told(contact)).count(said) == 3, "at the question, the text and the refusal"
    assert said in form_of(page(client, approved(told(contact))), "plaatsen")
    assert said in form_of(page(client, published(told(contact))[0]), "weghalen")


def form_of(shown: str, name: str) -> str:
    """The form on the page that does this."""
    (form,) = re.findall(rf'<form[^>]*/{name}/".*?</form>', shown, re.DOTALL)
    return str(form)
