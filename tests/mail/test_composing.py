"""Mail that is made when it is sent: or not at all, when there is nothing to tell any more."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.core import mail as sent_mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage

from mail import composing, outbox
from mail.composing import composer
from mail.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _greeting() -> Iterator[None]:
    @composer("test.greeting")
    def greeting(payload: Mapping[str, Any]) -> EmailMessage | None:
        if not payload["name"]:
            return None
        if payload["name"] == "?":
            raise composing.CannotCompose("niet te lezen")
        return EmailMessage("Dag", f"Dag {payload['name']}", to=["iemand@voorbeeld.test"], headers={"X-Test": "1"})

    yield
    del composing._composers["test.greeting"]


def store(name: str, made_by: str = "test.greeting") -> Message:
    outbox.store_to_compose(composer=made_by, subject="Een groet", payload={"name": name})
    return Message.objects.get()


def test_it_is_made_when_it_is_sent_under_its_own_message_id() -> None:
    row = store("Noor")
    assert (row.text, row.to) == ("", [])
    assert outbox.send_due() == 1
    (mail,) = sent_mail.outbox
    assert (mail.body, mail.to) == ("Dag Noor", ["iemand@voorbeeld.test"])
    assert mail.extra_headers == {"X-Test": "1", "Message-ID": row.message_id}


@pytest.mark.parametrize(("name", "made_by"), [("", "test.greeting"), ("Noor", "test.nobody")])
def test_what_has_nothing_to_tell_lapses_and_is_no_failure(name: str, made_by: str) -> None:
    store(name, made_by)
    assert outbox.send_due() == 0
    row = Message.objects.get()
    assert (row.state, row.claimed_until) == (Message.State.LAPSED, None)
    assert outbox.send_due() == 0
    assert sent_mail.outbox == []


@pytest.mark.parametrize("name", ["Noor", ""])
def test_what_it_was_made_of_goes_once_it_is_sent_or_lapsed(name: str) -> None:
    store(name)
    outbox.send_due()
    assert Message.objects.get().payload == {}


def test_what_cannot_be_made_now_is_tried_again_and_holds_up_no_other() -> None:
    store("?")
    outbox.store_to_compose(composer="test.greeting", subject="Een groet", payload={"name": "Noor"})
    assert outbox.send_due() == 1
    assert [mail.body for mail in sent_mail.outbox] == ["Dag Noor"]
    tried = Message.objects.get(payload={"name": "?"})
    assert (tried.state, tried.attempts, tried.claimed_until) == (Message.State.WAITING, 1, None)


def test_what_its_composer_does_not_understand_holds_up_no_other_and_is_given_up_visibly() -> None:
    for payload in ({"naam": "van een uitgave geleden"}, {"name": "Noor"}):
        outbox.store_to_compose(composer="test.greeting", subject="Een groet", payload=payload)
    assert outbox.send_due() == 1
    assert [mail.body for mail in sent_mail.outbox] == ["Dag Noor"]
    for _ in range(outbox.MAX_ATTEMPTS - 1):
        outbox.send_due(Message.objects.get(state=Message.State.WAITING).next_attempt)
    given_up = Message.objects.dead().get()
    assert (given_up.attempts, given_up.last_error.partition(":")[0]) == (outbox.MAX_ATTEMPTS, "KeyError")


def test_what_is_about_something_that_is_gone_is_forgotten() -> None:
    store("Noor")
    outbox.forget(composer="test.greeting", about={"name": "Bram"})
    assert Message.objects.exists()
    outbox.forget(composer="test.greeting", about={"name": "Noor"})
    assert not Message.objects.exists()


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ImproperlyConfigured):
        composer("test.greeting")(lambda payload: None)
