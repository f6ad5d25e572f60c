"""Editors see what waits, and it goes away by itself after ninety days."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from search.models import AskedInVain, HandledQuestion
from search.unanswered.models import Handling
from search.unanswered.reading import Unanswered, described, erase, handle, prune, waiting
from tests.factories.coalitions import editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(db: None) -> User:
    return editor(email="redactie@voorbeeld.test")


def asked(question: str, count: int = 1, ago: int = 0, **more: Any) -> AskedInVain:
    day = timezone.localdate() - timedelta(days=ago)
    return AskedInVain.objects.create(question=question, count=count, day=day, **more)


def questions(**options: Any) -> list[str]:
    return [row["question"] for row in waiting(**options)]


def test_a_question_is_added_up_over_its_days_and_the_most_asked_comes_first() -> None:
    asked("breiclub", 2, ago=9, partial=1)
    asked("breiclub", 3, ago=2, partial=4, corrected="breien")
    asked("yoga", 4)
    first, second = described(waiting())
    last = timezone.localdate() - timedelta(days=2)
    assert first == Unanswered("breiclub", 5, last, partial=4, corrected="breien")
    assert (second.question, second.count) == ("yoga", 4)


def test_the_list_takes_two_queries_however_long_it_is(django_assert_num_queries: Any) -> None:
    for number in range(30):
        asked(f"vraag {number}")
    with django_assert_num_queries(2):
        assert len(described(waiting())) == 30


def test_what_was_dismissed_stays_away_and_what_got_a_synonym_comes_back_when_asked_again(user: User) -> None:
    asked("weg", ago=1)
    asked("breiclub", ago=1)
    handle(question="weg", how=Handling.DISMISSED, user=user)
    handle(question="breiclub", how=Handling.SYNONYM, user=user)
    assert questions() == []
    assert set(questions(all_of_them=True)) == {"weg", "breiclub"}
    HandledQuestion.objects.update(day=timezone.localdate() - timedelta(days=1))
    asked("weg")
    asked("breiclub")
    (again,) = described(waiting())
    assert (again.question, again.handled, again.again) == ("breiclub", "Woordenlijst aangevuld", True)


def test_it_can_be_searched_and_narrowed_to_a_week() -> None:
    asked("breiclub almelo", ago=10)
    asked("yoga")
    assert questions(containing="BREI") == ["breiclub almelo"]
    assert questions(since=timezone.localdate() - timedelta(days=6)) == ["yoga"]


def test_after_ninety_days_a_question_is_gone_with_what_was_done_about_it(user: User) -> None:
    asked("oud", ago=90)
    asked("jong", ago=89)
    for question in ("oud", "jong"):
        handle(question=question, how=Handling.CALL, user=user)
    assert prune() == 1
    assert questions(all_of_them=True) == ["jong"]
    assert [row.question for row in HandledQuestion.objects.all()] == ["jong"]
    assert prune() == 0, "twice is as once"


def test_the_clock_is_the_one_that_is_given() -> None:
    asked("jong")
    assert prune(date.today() + timedelta(days=120)) == 1


def test_a_question_with_a_name_in_it_is_erased_at_once(user: User) -> None:
    asked("jan de vries")
    asked("jan de vries", ago=3)
    handle(question="jan de vries", how=Handling.DISMISSED, user=user)
    erase(question="jan de vries")
    assert not AskedInVain.objects.exists()
    assert not HandledQuestion.objects.exists()
