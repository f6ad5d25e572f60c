"""What Django's mail functions send is stored, with the change it tells of."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction

from mail.models import Message
from mail.outbox import Attachment


@pytest.fixture(autouse=True)
def _outbox(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


def test_mail_is_stored_and_not_sent() -> None:
    sent = send_mail("Welkom", "Dag!", "van@voorbeeld.test", ["aan@voorbeeld.test"], html_message="<p>Dag!</p>")
    assert sent == 1
    assert mail.outbox == []
    message = Message.objects.get()
    assert (message.subject, message.text, message.html) == ("Welkom", "Dag!", "<p>Dag!</p>")
    assert (message.sender, message.to) == ("van@voorbeeld.test", ["aan@voorbeeld.test"])
    assert (message.state, message.attempts) == (Message.State.WAITING, 0)


def test_all_who_get_it_and_its_headers_are_kept() -> None:
    EmailMessage(
        "Welkom",
        "Dag!",
        to=["a@v.test"],
        cc=["b@v.test"],
        bcc=["c@v.test"],
        reply_to=["d@v.test"],
        headers={"X-Soort": "1"},
    ).send()
    message = Message.objects.get()
    assert (message.to, message.cc, message.bcc) == (["a@v.test"], ["b@v.test"], ["c@v.test"])
    assert (message.reply_to, message.headers) == (["d@v.test"], {"X-Soort": "1"})
    assert message.recipients == "a@v.test, b@v.test, c@v.test"


def test_mail_of_html_alone_is_kept_as_html() -> None:
    message = EmailMultiAlternatives("Welkom", "<p>Dag!</p>", to=["a@v.test"])
    message.content_subtype = "html"
    message.send()
    assert (Message.objects.get().text, Message.objects.get().html) == ("", "<p>Dag!</p>")


def test_each_message_has_an_id_of_its_own_from_our_domain() -> None:
    for _ in range(2):
        send_mail("Welkom", "Dag!", "Wij <noreply@voorbeeld.test>", ["a@v.test"])
    first, second = Message.objects.values_list("message_id", flat=True)
    assert first != second
    assert first.endswith("@voorbeeld.test>")


def test_a_change_that_is_undone_sends_no_mail() -> None:
    with transaction.atomic():
        send_mail("Welkom", "Dag!", None, ["a@v.test"])
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_mail_to_nobody_is_not_kept() -> None:
    assert EmailMessage("Welkom", "Dag!").send() == 0
    assert not Message.objects.exists()


def test_an_attachment_is_refused_aloud() -> None:
    message = EmailMessage("Welkom", "Dag!", to=["a@v.test"], attachments=[("a.txt", "a", "text/plain")])
    with pytest.raises(Attachment):
        message.send()


def test_a_line_break_in_a_header_is_refused_at_once() -> None:
    with pytest.raises(BadHeaderError):
        send_mail("Welkom\nBcc: iedereen@v.test", "Dag!", None, ["a@v.test"])
    assert not Message.objects.exists()
