"""Guessing codes: the same answer and the same work whatever is wrong, and the door stays open to who has the code."""

import hmac
import re
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import Throttle
from stories.intake.limits import POSTS
from stories.keeping.code import code_of, new_key, readable
from stories.models import TellerSession
from stories.services import door
from stories.services.withdrawing import withdraw
from tests.factories.submissions import draft, sent
from tests.stories.intake.teller import Teller

HERE = "127.0.0.1"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
WRONG = ("zomaar", "0" * 24, "een verkeerde", "ingetrokken", "te lang" * 14)


def typed(wrong: str) -> str:
    """A code that opens nothing, for each reason that there may be."""
    key = new_key()
    if wrong == "ingetrokken":
        withdraw(submission=sent(key))
    return readable(code_of(key)) if wrong in ("ingetrokken", "een verkeerde") else wrong


def test_ten_thousand_guesses_are_held_up_and_the_owner_is_let_in(db: None) -> None:
    key = new_key()
    row = sent(key)
    answers = [door.open_with_code(typed=f"{number:024}", client=HERE) for number in range(200)]
    assert Counter(answer.retry_after > 0 for answer in answers) == {False: 10, True: 190}
    Throttle.objects.update(count=9_999)  # the rest is the same: one row that counts on
    assert door.open_with_code(typed="0" * 24, client=HERE).retry_after > 0
    assert Throttle.objects.get().count == 10_000
    assert door.open_with_code(typed=code_of(key), client=HERE).submission == row


def test_the_owner_is_let_in_at_an_address_from_which_everything_is_refused(teller: Teller) -> None:
    teller.tell_all()
    code = teller.code()
    for _ in range(POSTS.limit):
        POSTS.hit(HERE)
    other = Teller()
    assert other.post("/vertel/weg/").status_code == 429
    assert {other.post("/vertel/code/", code=wrong).status_code for wrong in ("fout", "")} == {429}
    assert other.post("/vertel/code/", code=code)["Location"] == "/vertel/mijn-verhaal/"


NOT_TEXT = {"data": b"code=%ED%A0%80", "content_type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("sent", "token"), [({"data": {"code": ""}}, True), (NOT_TEXT, True), ({"data": {"code": "fout"}}, False)]
)
def test_what_is_no_code_at_all_is_held_up_too(db: None, sent: dict[str, Any], token: bool) -> None:
    client = Client(enforce_csrf_checks=not token)
    assert client.post("/vertel/code/", **sent).status_code < 429
    for _ in range(POSTS.limit - 1):
        POSTS.hit(HERE)
    assert client.post("/vertel/code/", **sent).status_code == 429


@pytest.mark.parametrize("earlier", [0, door.WRONG_CODES.limit], ids=["eerste", "na tien"])
def test_whatever_is_wrong_with_a_code_the_answer_is_the_same(db: None, earlier: int) -> None:
    answers = set()
    said = "Even wachten" if earlier else "Met deze code kunnen we niets openen."
    for wrong in WRONG:
        code = typed(wrong)
        door.WRONG_CODES.forget(HERE)
        for _ in range(earlier):
            door.WRONG_CODES.hit(HERE)
        answer = Teller().post("/vertel/code/", code=code)
        assert said in answer.content.decode(), wrong
        answers.add((answer.status_code, TOKEN.sub("", answer.content.decode()).replace(code, "")))
    assert len(answers) == 1
    assert {status for status, _ in answers} == {429 if earlier else 200}


def test_whatever_is_wrong_with_a_code_the_work_is_the_same(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the clock, which says how busy the machine is: what is asked of the database, and how often is hashed."""
    hashed: list[int] = []
    real = hmac.new

    def counted(*args: Any, **kwargs: Any) -> hmac.HMAC:
        hashed.append(1)
        return real(*args, **kwargs)

    work = set()
    for wrong in WRONG:
        code = typed(wrong)
        with monkeypatch.context() as patched, CaptureQueriesContext(connection) as queries:
            patched.setattr(hmac, "new", counted)
            hashed.clear()
            assert door.open_with_code(typed=code, client=HERE).submission is None
        statements = tuple(re.sub(r"'[^']*'|[0-9]+", "?", query["sql"]) for query in queries)
        work.add((len(hashed), statements))
    assert len(work) == 1
    assert next(iter(work))[0] >= 2, "the code and the count"


def test_who_opens_it_a_thousand_times_fills_nothing(db: None) -> None:
    key = new_key()
    draft(key)
    opened = [door.open_with_code(typed=code_of(key), client=HERE).key for _ in range(door.MOST_BROWSERS + 5)]
    assert TellerSession.objects.count() == door.MOST_BROWSERS
    assert door.submission_of(key=opened[-1]) is not None
    assert door.submission_of(key=key) is None, "the oldest is let go; the code opens it again"
