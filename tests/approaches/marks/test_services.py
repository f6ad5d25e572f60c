"""Checks are kept with their answers; evidence is quoted whole or not at all."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from approaches.marks.models import Check, CheckOutcome, EvidenceQuote
from approaches.marks.rules import CHECKLIST
from approaches.marks.services import (
    ChecklistUnfinished,
    NotPublished,
    ReasonMissing,
    quote_evidence,
    record_check,
    withdraw_evidence,
)
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import editor
from tests.factories.marks import ALL_YES, checked, published

pytestmark = pytest.mark.django_db

QUOTE = {"level": "Goed onderbouwd", "owner": "NJi", "day": date(2024, 3, 3), "url": "https://voorbeeld.test/x"}


def test_a_check_keeps_who_when_which_version_and_each_answer_as_it_was_asked() -> None:
    page, somebody = published(), editor()
    check = checked(page, user=somebody)
    assert (check.checked_by, check.version, check.outcome) == (somebody, page.versions.get(), CheckOutcome.OK)
    assert check.answers == [{"question": question.text, "yes": True} for question in CHECKLIST]


def test_what_has_to_change_is_kept_with_the_reason() -> None:
    check = checked(published(), CheckOutcome.NEEDS_CHANGE, reason=" Noem de kosten. ")
    assert check.reason == "Noem de kosten."


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_has_to_change(reason: str) -> None:
    with pytest.raises(ReasonMissing):
        checked(published(), CheckOutcome.NEEDS_CHANGE, reason=reason)
    assert not Check.objects.exists()


def test_a_question_without_an_answer_is_no_check() -> None:
    answers = dict.fromkeys(list(ALL_YES)[1:], True)
    with pytest.raises(ChecklistUnfinished):
        checked(published(), answers=answers)


def test_one_no_is_not_in_order() -> None:
    answers = ALL_YES | {CHECKLIST[0].key: False}
    with pytest.raises(ChecklistUnfinished):
        checked(published(), answers=answers)
    assert checked(published(), CheckOutcome.NEEDS_CHANGE, answers=answers).answers[0]["yes"] is False


def test_a_draft_is_not_checked() -> None:
    with pytest.raises(NotPublished):
        record_check(page=ApproachPageFactory(live=False), user=editor(), outcome=CheckOutcome.OK, answers=ALL_YES)


def test_evidence_is_quoted_with_level_owner_day_and_link() -> None:
    page, somebody = published(), editor()
    quote = quote_evidence(page=page, user=somebody, **QUOTE)
    assert (quote.page, quote.quoted_by, str(quote)) == (page, somebody, "Goed onderbouwd volgens NJi")


def test_what_is_quoted_already_is_not_shown_twice() -> None:
    page = published()
    assert quote_evidence(page=page, user=editor(), **QUOTE) == quote_evidence(page=page, user=editor(), **QUOTE)
    assert EvidenceQuote.objects.count() == 1
    quote_evidence(page=page, user=editor(), **(QUOTE | {"owner": "Movisie"}))
    quote_evidence(page=published(), user=editor(), **QUOTE)
    assert EvidenceQuote.objects.count() == 3


@pytest.mark.parametrize(
    "missing", [{"level": " "}, {"owner": ""}, {"day": None}, {"url": ""}, {"url": "javascript:x"}]
)
def test_without_one_of_the_four_it_is_not_quoted(missing: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        quote_evidence(page=published(), user=editor(), **(QUOTE | missing))  # type: ignore[arg-type]
    assert not EvidenceQuote.objects.exists()


def test_the_database_refuses_half_a_quote_too() -> None:
    with pytest.raises(IntegrityError):
        EvidenceQuote.objects.create(page=published(), **(QUOTE | {"owner": ""}))


def test_a_level_that_was_given_up_is_taken_back() -> None:
    quote = quote_evidence(page=published(), user=editor(), **QUOTE)
    withdraw_evidence(quote=quote)
    assert not EvidenceQuote.objects.exists()
