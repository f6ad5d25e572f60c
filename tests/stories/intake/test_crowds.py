"""Many posts, full disks and dead mail servers: bounded, said, and an honest teller goes on."""

import errno
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from altcha import ChallengeV1, solve_challenge_v1
from django.core.mail import EmailMessage
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.utils import timezone

from core.models import Throttle
from mail import outbox
from mail.models import Message
from stories.intake import robots
from stories.intake.code_views import leave
from stories.intake.start_views import start
from stories.keeping.code import new_key
from stories.models import Submission, SubmissionFile
from tests.factories.files import picture_bytes, upload
from tests.stories.intake.teller import STORY, Teller

OTHERS = "198.51.{}.{}"


def answer_to(asked: dict[str, Any]) -> str:
    """What the script of the page makes of a sum."""
    challenge = ChallengeV1(
        asked["algorithm"], asked["challenge"], asked["maxNumber"], asked["salt"], asked["signature"]
    )
    solution = solve_challenge_v1(challenge, challenge.salt, challenge.algorithm, challenge.max_number, 0)
    fields = {name: asked[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return robots.PayloadV1(**fields, number=solution.number).to_base64()


def post(view: Any, address: str, **fields: Any) -> int:
    """What the view answers to somebody at a network address, without what is around every view: this is done a lot."""
    request = RequestFactory().post("/vertel/", fields, REMOTE_ADDR=address)
    request._dont_enforce_csrf_checks = True  # as the client of a test does
    answer = view(request)
    assert (answer.status_code == 429) is ("Retry-After" in answer)
    return int(answer.status_code)


def begin(address: str) -> int:
    answers = {"role": "ouder", "age": "ja", "keep_draft": "on", "language": "nl", "key": new_key()}
    return post(start, address, **answers)


def test_a_thousand_posts_from_one_address_are_held_up_and_another_goes_on(db: None) -> None:
    assert Counter(begin("198.51.100.1") for _ in range(1_000)) == {302: 60, 429: 940}
    assert (Submission.objects.count(), Message.objects.count()) == (60, 0)
    assert Throttle.objects.count() == 3, "the address twice and all together"
    honest = Teller(REMOTE_ADDR="192.0.2.7")
    assert honest.begin(altcha=answer_to(robots.new_sum()))["Location"] == "/vertel/uw-code/"
    assert honest.tell()["Location"] == "/vertel/stap/betekenis/"


def test_nobody_posts_more_than_three_hundred_times_a_minute(db: None) -> None:
    assert Counter(post(leave, "198.51.100.1") for _ in range(301)) == {302: 300, 429: 1}
    assert post(leave, "198.51.100.2") == 302


def test_a_thousand_posts_from_five_hundred_addresses_fill_a_minute_and_who_does_the_sum_goes_on(db: None) -> None:
    addresses = [OTHERS.format(number // 200, number % 200) for number in range(500)]
    assert Counter(begin(address) for address in addresses * 2) == {302: 60, 429: 940}
    assert (Submission.objects.count(), Message.objects.count()) == (60, 0)
    assert Throttle.objects.count() == 2 * 500 + 1, "each address twice and all together"
    honest = Teller(REMOTE_ADDR="192.0.2.7")
    assert honest.begin(altcha=answer_to(robots.new_sum()))["Location"] == "/vertel/uw-code/"
    assert honest.tell()["Location"] == "/vertel/stap/betekenis/"


def test_a_story_is_not_saved_more_often_than_anybody_types(teller: Teller) -> None:
    teller.begin()
    answers = [teller.post("/vertel/bewaren/", text=f"versie {number}") for number in range(31)]
    assert (answers[29].status_code, answers[30].status_code) == (200, 429)


class TestRobots:
    def test_the_answer_counts_once(self, db: None) -> None:
        answer = answer_to(robots.new_sum())
        assert robots.solved(answer)
        assert not robots.solved(answer)

    @pytest.mark.parametrize("answer", ["", "x", "e30=", "W10=", "bnVsbA==", "é", "A" * 2_000])
    def test_what_is_no_answer_is_none(self, answer: str, db: None) -> None:
        assert not robots.solved(answer)

    def test_an_answer_that_is_too_late_is_none(self, time_machine: Any, db: None) -> None:
        answer = answer_to(robots.new_sum())
        time_machine.move_to(timezone.now() + robots.VALID + timedelta(seconds=1))
        assert not robots.solved(answer)

    def test_a_form_that_a_program_filled_in_stores_nothing(self, teller: Teller) -> None:
        assert teller.begin(website="https://spam.example").status_code == 200
        assert not Submission.objects.exists()

    def test_without_the_sum_a_story_waits_in_the_second_line(self, teller: Teller, time_machine: Any) -> None:
        teller.begin()
        teller.tell()
        teller.consent()
        time_machine.move_to(timezone.now() + timedelta(minutes=1))
        teller.send()
        assert teller.submission.slow

    def test_with_the_sum_it_does_not(self, teller: Teller, time_machine: Any) -> None:
        teller.begin()
        teller.tell()
        teller.consent()
        time_machine.move_to(timezone.now() + timedelta(minutes=1))
        answer = answer_to(robots.new_sum())
        teller.post("/vertel/nakijken/", version=teller.submission.version, altcha=answer)
        assert not teller.submission.slow


class TestMail:
    def test_it_is_sent_once_when_the_server_is_back_and_tells_nothing(
        self, teller: Teller, settings: Any, mailoutbox: Any
    ) -> None:
        row = teller.tell_all()
        teller.post("/vertel/verstuurd/mail/", address="noor@example.org")
        stored = str(Message.objects.values())
        assert "noor" not in stored
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # the discard port: refused at once
        with pytest.raises(OSError):
            outbox.send_due()
        settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
        Message.objects.update(next_attempt=row.sent_at)
        assert [outbox.send_due(), outbox.send_due()] == [1, 0]
        sent = mailoutbox[0]
        assert sent.to == ["noor@example.org"]
        assert not {teller.code(), "verhaal", row.text} & set(f"{sent.subject} {sent.body}".split())
        assert Message.objects.get().payload == {}, "neither the address nor whose it was"

    def test_nobody_fills_mailboxes_with_it(self, teller: Teller) -> None:
        teller.tell_all()
        answers = [teller.post("/vertel/verstuurd/mail/", address=f"a{n}@example.org") for n in range(6)]
        assert [answer.status_code for answer in answers] == [302] * 5 + [429]
        assert Message.objects.count() == 5

    def test_nor_from_many_addresses(self, teller: Teller) -> None:
        teller.tell_all()
        answers = []
        for number in range(210):
            teller.client.defaults["REMOTE_ADDR"] = OTHERS.format(number // 200, number % 200)
            answers.append(teller.post("/vertel/verstuurd/mail/", address=f"a{number}@example.org").status_code)
        assert Counter(answers) == {302: 200, 429: 10}
        assert Message.objects.count() == 200

    def test_not_after_a_withdrawal(self, teller: Teller, mailoutbox: Any) -> None:
        teller.tell_all()
        teller.post("/vertel/verstuurd/mail/", address="noor@example.org")
        teller.post("/vertel/mijn-verhaal/intrekken/", sure="on")
        assert not Message.objects.exists()
        outbox.send_due()
        assert mailoutbox == []

    def test_an_address_under_a_lost_key_holds_up_no_other_mail(
        self, teller: Teller, settings: Any, mailoutbox: Any
    ) -> None:
        settings.STORY_KEYS = ["oud"]
        teller.tell_all()
        teller.post("/vertel/verstuurd/mail/", address="noor@example.org")
        settings.STORY_KEYS = ["nieuw"]
        outbox.store([EmailMessage("Dag", "Tekst", to=["iemand@example.org"])])
        assert outbox.send_due() == 1
        assert [mail.to for mail in mailoutbox] == [["iemand@example.org"]]
        lost = Message.objects.get(composer="stories.receipt")
        assert (lost.state, lost.attempts) == (Message.State.WAITING, 1)
        assert "CannotCompose" in lost.last_error


@contextmanager
def no_room_for(table: str) -> Iterator[None]:
    """The database says what SQLite says when the disk is full, for what is written to one table."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(("UPDATE", "INSERT")) and f'"{table}"' in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


class TestAFullDisk:
    def test_a_text_that_can_not_be_kept_is_still_on_the_page(self, teller: Teller) -> None:
        teller.begin()
        with no_room_for("stories_submission"):
            answer = teller.tell("Veertig minuten werk")
        shown = answer.content.decode()
        assert (answer.status_code, "Veertig minuten werk" in shown, "er is niets bewaard" in shown) == (
            503,
            True,
            True,
        )
        assert teller.submission.text == ""

    def test_a_story_can_not_begin_and_there_is_no_half_of_it(self, teller: Teller) -> None:
        with no_room_for("stories_tellersession"):
            assert teller.begin().status_code == 503
        assert not Submission.objects.exists()

    def test_of_a_picture_there_is_no_file_and_no_row(self, teller: Teller, settings: Any, monkeypatch: Any) -> None:
        teller.begin()

        def full(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        fields = {"picture": upload(picture_bytes()), "people": "niemand"}
        assert teller.post("/vertel/foto/", **fields).status_code == 503
        assert not SubmissionFile.objects.exists()
        assert not any(settings.STORY_FILES_ROOT.rglob("*.*"))

    def test_another_fault_is_not_taken_for_it(self, teller: Teller) -> None:
        teller.begin()

        def broken(*args: Any) -> None:
            raise OperationalError("no such table")

        with connection.execute_wrapper(broken), pytest.raises(OperationalError, match="no such table"):
            teller.get(STORY)


class TestAPicture:
    def test_it_is_kept_with_its_questions_and_can_go(self, teller: Teller) -> None:
        teller.begin()
        fields = {"picture": upload(picture_bytes()), "alt": "Een wieg", "people": "niemand"}
        assert teller.post("/vertel/foto/", **fields)["Location"] == "/vertel/foto/"
        kept = SubmissionFile.objects.get()
        assert (kept.alt, kept.submission) == ("Een wieg", teller.submission)
        teller.post("/vertel/foto/weg/", picture=kept.pk)
        assert not SubmissionFile.objects.exists()

    def test_what_is_no_picture_is_refused_in_words(self, teller: Teller) -> None:
        teller.begin()
        answer = teller.post("/vertel/foto/", picture=upload(b"<svg/>"), people="niemand")
        assert "Dit is geen afbeelding die we kunnen plaatsen." in answer.content.decode()

    def test_a_picture_of_another_story_stays(self, teller: Teller) -> None:
        teller.begin()
        teller.post("/vertel/foto/", picture=upload(picture_bytes()), people="niemand")
        other = Teller()
        other.begin()
        other.post("/vertel/foto/weg/", picture=SubmissionFile.objects.get().pk)
        assert SubmissionFile.objects.exists()


def test_a_story_that_can_not_be_written_on_the_list_of_erasures_stays_and_that_is_said(
    teller: Teller, monkeypatch: Any
) -> None:
    teller.tell_all()

    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("stories.keeping.erasure_log.append", full)
    answer = teller.post("/vertel/mijn-verhaal/intrekken/", sure="on")
    assert (answer.status_code, "niets gewist" in answer.content.decode()) == (503, True)
    assert Submission.objects.exists()


def test_neither_does_one_go_whose_list_takes_no_line_for_another_reason(
    teller: Teller, settings: Any, tmp_path: Path
) -> None:
    teller.tell_all()
    (tmp_path / "bestand").touch()
    settings.ERASURE_LOG = tmp_path / "bestand" / "erasure.log"
    answer = teller.post("/vertel/mijn-verhaal/intrekken/", sure="on")
    assert (answer.status_code, "niets gewist" in answer.content.decode()) == (503, True)
    assert Submission.objects.exists()
