"""Each message is sent once, again when the server was down, and given up visibly."""

import smtplib
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command

from core import jobs
from mail import outbox
from mail.models import Message
from tests.factories.logs import logged
from tests.mail.transport import Server

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)


@pytest.fixture
def server(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    """The mail server, and nothing in the outbox."""
    settings.MAIL_TRANSPORT = "tests.mail.transport.Server"
    monkeypatch.setattr(Server, "taken", [])
    monkeypatch.setattr(Server, "on_open", None)
    monkeypatch.setattr(Server, "on_send", None)
    return Server


def waiting(**values: Any) -> Message:
    """A message that is due."""
    number = Message.objects.count()
    defaults = {
        "message_id": f"<{number}@voorbeeld.test>",
        "sender": "wij@voorbeeld.test",
        "to": ["aan@voorbeeld.test"],
        "subject": f"Bericht {number}",
        "text": "Dag!",
        "created": NOW,
        "next_attempt": NOW,
    }
    return Message.objects.create(**{**defaults, **values})


def fail(error: Exception) -> Any:
    def raise_it(*args: Any) -> None:
        raise error

    return staticmethod(raise_it)


class TestSending:
    def test_sends_each_message_once(self, server: type[Server]) -> None:
        waiting(), waiting()
        assert outbox.send_due(NOW) == 2
        assert outbox.send_due(NOW) == 0
        assert [message.subject for message in server.taken] == ["Bericht 0", "Bericht 1"]
        assert {message.state for message in Message.objects.all()} == {Message.State.SENT}

    def test_sends_what_was_stored(self, server: type[Server]) -> None:
        waiting(cc=["b@v.test"], bcc=["c@v.test"], reply_to=["d@v.test"], headers={"X-Soort": "1"}, html="<p>Dag!</p>")
        outbox.send_due(NOW)
        (message,) = server.taken
        assert (message.to, message.cc, message.bcc) == (["aan@voorbeeld.test"], ["b@v.test"], ["c@v.test"])
        whole = message.message()
        assert (whole["Message-ID"], whole["X-Soort"]) == ("<0@voorbeeld.test>", "1")
        assert whole["Reply-To"] == "d@v.test"
        assert [part.get_content_type() for part in whole.get_payload()] == ["text/plain", "text/html"]

    def test_sends_html_alone_as_html(self, server: type[Server]) -> None:
        waiting(text="", html="<p>Dag!</p>")
        outbox.send_due(NOW)
        assert server.taken[0].message().get_content_type() == "text/html"

    def test_waits_for_its_time(self, server: type[Server]) -> None:
        waiting(next_attempt=NOW + timedelta(seconds=1))
        assert outbox.send_due(NOW) == 0

    def test_asks_one_question_when_nothing_waits(self, server: type[Server], django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            outbox.send_due(NOW)

    def test_is_a_job(self, server: type[Server]) -> None:
        waiting()
        assert jobs.run("send_mail") is jobs.Outcome.DONE
        assert len(server.taken) == 1


class TestTwoWorkers:
    def test_leave_a_message_to_who_has_it(self, server: type[Server]) -> None:
        waiting(claimed_until=NOW + timedelta(minutes=1))
        assert outbox.send_due(NOW) == 0
        assert server.taken == []

    def test_send_no_message_twice_when_they_meet(self, server: type[Server], monkeypatch: pytest.MonkeyPatch) -> None:
        waiting()
        inner: list[int] = []
        monkeypatch.setattr(Server, "on_send", staticmethod(lambda message: inner.append(outbox.send_due(NOW))))
        assert outbox.send_due(NOW) == 1
        assert inner == [0]
        assert len(server.taken) == 1

    def test_follow_up_what_a_killed_one_left_under_the_same_id(self, server: type[Server]) -> None:
        waiting(claimed_until=NOW, attempts=1)
        assert outbox.send_due(NOW) == 1
        assert server.taken[0].message()["Message-ID"] == "<0@voorbeeld.test>"


class TestFailing:
    def test_a_server_that_is_down_is_tried_again_later(
        self, server: type[Server], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waiting(), waiting()
        monkeypatch.setattr(Server, "on_open", fail(ConnectionRefusedError("mail.intern weigert")))
        with pytest.raises(ConnectionRefusedError):
            outbox.send_due(NOW)
        for message in Message.objects.all():
            assert (message.state, message.attempts) == (Message.State.WAITING, 1)
            assert message.next_attempt == NOW + timedelta(minutes=1)
            assert message.claimed_until is None
            assert message.last_error.startswith("ConnectionRefusedError")
        monkeypatch.setattr(Server, "on_open", None)
        assert outbox.send_due(NOW + timedelta(minutes=1)) == 2

    def test_a_server_that_goes_away_ends_the_run(self, server: type[Server], monkeypatch: pytest.MonkeyPatch) -> None:
        waiting(), waiting(), waiting()

        def gone(message: EmailMessage) -> None:
            if message.subject == "Bericht 1":
                raise smtplib.SMTPServerDisconnected

        monkeypatch.setattr(Server, "on_send", staticmethod(gone))
        with pytest.raises(smtplib.SMTPServerDisconnected):
            outbox.send_due(NOW)
        states = dict(Message.objects.values_list("subject", "state"))
        assert states == {"Bericht 0": "sent", "Bericht 1": "waiting", "Bericht 2": "waiting"}

    def test_a_message_at_which_the_server_goes_away_holds_up_no_other_mail(
        self, server: type[Server], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waiting(), waiting()

        def gone(message: EmailMessage) -> None:
            if message.subject == "Bericht 0":
                raise smtplib.SMTPServerDisconnected

        monkeypatch.setattr(Server, "on_send", staticmethod(gone))
        for minutes in (0, 1):
            with pytest.raises(smtplib.SMTPServerDisconnected):
                outbox.send_due(NOW + timedelta(minutes=minutes))
        attempts = {message.subject: (message.state, message.attempts) for message in Message.objects.all()}
        assert attempts == {"Bericht 0": ("waiting", 2), "Bericht 1": ("sent", 1)}

    def test_a_server_that_is_down_takes_no_message_from_another_worker(
        self, server: type[Server], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        message = waiting()
        lease = NOW + timedelta(minutes=5)

        def taken_and_down() -> None:
            Message.objects.filter(pk=message.pk).update(claimed_until=lease)
            raise ConnectionRefusedError

        monkeypatch.setattr(Server, "on_open", staticmethod(taken_and_down))
        with pytest.raises(ConnectionRefusedError):
            outbox.send_due(NOW)
        message.refresh_from_db()
        assert (message.claimed_until, message.attempts) == (lease, 0)

    def test_a_refused_address_holds_up_no_other_mail(
        self, server: type[Server], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waiting(to=["weg@voorbeeld.test"]), waiting()

        def refuse(message: EmailMessage) -> None:
            if "weg@voorbeeld.test" in message.to:
                raise smtplib.SMTPRecipientsRefused({"weg@voorbeeld.test": (550, b"weg@voorbeeld.test onbekend")})

        monkeypatch.setattr(Server, "on_send", staticmethod(refuse))
        with logged() as lines:
            assert outbox.send_due(NOW) == 1
        refused = Message.objects.get(subject="Bericht 0")
        assert refused.last_error.startswith("SMTPRecipientsRefused")
        assert "weg@" not in refused.last_error + lines.text

    def test_the_code_of_the_server_is_kept(self, server: type[Server], monkeypatch: pytest.MonkeyPatch) -> None:
        waiting()
        monkeypatch.setattr(Server, "on_send", fail(smtplib.SMTPDataError(554, b"geweigerd: aan@voorbeeld.test")))
        outbox.send_due(NOW)
        assert Message.objects.get().last_error.startswith("SMTPDataError 554")
        assert "aan@" not in Message.objects.get().last_error

    def test_attempts_go_on_for_a_day_and_end_in_giving_up(
        self, server: type[Server], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waiting()
        monkeypatch.setattr(Server, "on_send", fail(smtplib.SMTPDataError(451, b"later")))
        now = NOW
        for _ in range(outbox.MAX_ATTEMPTS):
            outbox.send_due(now)
            now = Message.objects.get().next_attempt
        message = Message.objects.get()
        assert (message.state, message.attempts) == (Message.State.DEAD, outbox.MAX_ATTEMPTS)
        assert message.finished is not None
        assert timedelta(hours=18) < message.finished - NOW < timedelta(hours=30)
        assert outbox.send_due(now + timedelta(days=9)) == 0


class TestDeadLetters:
    def call(self, *args: str) -> str:
        out = StringIO()
        call_command("dead_letters", *args, stdout=out, stderr=StringIO())
        return out.getvalue()

    def test_are_listed(self, server: type[Server]) -> None:
        waiting(state=Message.State.DEAD, attempts=12, last_error="SMTPDataError 554"), waiting()
        (line,) = self.call().splitlines()
        assert "12 pogingen\taan@voorbeeld.test\tSMTPDataError 554" in line

    @pytest.mark.parametrize("arguments", [[], ["--retry"]])
    def test_that_there_are_none_is_said(self, server: type[Server], arguments: list[str]) -> None:
        waiting()
        said = StringIO()
        call_command("dead_letters", *arguments, stderr=said)
        assert said.getvalue() == "Er is geen post opgegeven.\n"

    def test_get_a_new_round_when_asked(self, server: type[Server]) -> None:
        waiting(state=Message.State.DEAD, attempts=12, finished=NOW, claimed_until=None)
        self.call("--retry")
        assert outbox.send_due() == 1
        assert self.call() == ""


class TestPruning:
    @pytest.mark.parametrize("state", [Message.State.SENT, Message.State.DEAD])
    def test_forgets_text_and_addresses_after_thirty_days(self, db: None, state: str) -> None:
        waiting(state=state, finished=NOW, html="<p>Dag!</p>", cc=["b@v.test"], headers={"X-Voor": "b@v.test"})
        assert outbox.prune(NOW + timedelta(days=29)) == 0
        assert outbox.prune(NOW + timedelta(days=30)) == 1
        message = Message.objects.get()
        assert (message.subject, message.text, message.html, message.sender, message.recipients) == ("",) * 5
        assert message.headers == {}

    def test_what_was_given_up_can_not_be_sent_again_afterwards(self, db: None) -> None:
        waiting(state=Message.State.DEAD, finished=NOW)
        outbox.prune(NOW + timedelta(days=30))
        assert not Message.objects.dead().exists()
        assert outbox.retry([Message.objects.get().pk]) == 0
        assert outbox.send_due() == 0

    def test_twice_is_as_once(self, db: None) -> None:
        waiting(state=Message.State.SENT, finished=NOW)
        assert outbox.prune(NOW + timedelta(days=30)) == 1
        assert outbox.prune(NOW + timedelta(days=31)) == 0

    def test_leaves_what_waits_alone(self, db: None) -> None:
        waiting()
        assert outbox.prune(NOW + timedelta(days=90)) == 0
        assert Message.objects.get().text == "Dag!"
