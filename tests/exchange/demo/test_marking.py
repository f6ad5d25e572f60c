"""Examples carry the marks that their files name, given by the services that people's clicks call."""

from pathlib import Path

import pytest

from approaches.confirmation.models import ConfirmationRequest
from approaches.confirmation.rules import LINK_VALID, PATIENCE, REMINDERS
from approaches.marks.models import Check
from approaches.marks.rules import Mark
from approaches.models import ApproachPage
from approaches.retirement.models import Retirement
from exchange.demo.clearing import clear_demo
from exchange.demo.loading import load_demo
from tests.exchange.demo.small import APPROACH, small_demo
from tests.factories.places import MunicipalityFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _around() -> None:
    ThemeFactory(name="Geldzorgen")
    MunicipalityFactory(name="Zaanstad")


def loaded(folder: Path, lines: str) -> ApproachPage:
    """A small demo in which one more approach has these lines in its file."""
    small_demo(folder)
    text = APPROACH.replace('"belroute"', '"tweede"').replace("themes = ", f"{lines}\nthemes = ", 1)
    (folder / "approaches" / "tweede.toml").write_text(text, encoding="utf-8")
    load_demo(content=small_demo(folder))
    page: ApproachPage = ApproachPage.objects.get(slug="tweede")
    return page


def mark(page: ApproachPage, key: str) -> Mark:
    return next(mark for mark in page.marks if mark.key == key)


def test_a_checked_one_was_checked_by_the_editor_after_it_was_published(tmp_path: Path) -> None:
    page = loaded(tmp_path, 'state = "checked"')
    check = Check.objects.get()
    assert check.page == page and check.checked_by is not None
    assert check.checked_by.email == "redactie@voorbeeld.test"
    assert page.first_published_at is not None and check.checked_at > page.first_published_at
    assert not mark(page, "gecontroleerd").is_open  # of the version that stands there now
    assert mark(page, "bevestigd").is_open


def test_a_coalition_confirms_after_it_published_whatever_day_the_file_says(tmp_path: Path) -> None:
    page = loaded(tmp_path, "confirmed = 2019-01-01")
    confirmation = page.confirmations.get()
    assert page.first_published_at is not None and confirmation.confirmed_at > page.first_published_at
    assert mark(page, "bevestigd").text.startswith("Bevestigd door de coalitie op ")
    assert mark(page, "gecontroleerd").is_open


def test_one_that_is_due_was_asked_and_reminded_and_says_that_nobody_answered(tmp_path: Path) -> None:
    page = loaded(tmp_path, 'state = "due"')
    request = ConfirmationRequest.objects.get()
    assert request.is_open and request.reminders == REMINDERS
    assert request.unanswered_at is not None
    assert request.unanswered_at - request.last_sent_at >= PATIENCE
    assert request.expires_at - request.asked_at == LINK_VALID
    assert mark(page, "bevestigd").text.startswith("De coalitie reageerde niet")


def test_a_retired_one_is_in_no_list_and_leads_to_its_successor(tmp_path: Path) -> None:
    page = loaded(
        tmp_path,
        'state = "retired"\nretired_reason = "samengevoegd"\nretired_explanation = "Samen verder."\n'
        'successors = ["belroute"]',
    )
    assert page.live and page not in ApproachPage.objects.public()
    retirement = Retirement.objects.get()
    assert (retirement.page, retirement.explanation) == (page, "Samen verder.")
    assert [successor.slug for successor in retirement.successors.all()] == ["belroute"]


def test_a_plain_one_has_no_mark_but_that_nothing_is_known(tmp_path: Path) -> None:
    page = loaded(tmp_path, "")
    assert all(mark.is_open for mark in page.marks)


def test_marks_are_given_once_and_go_with_the_example(tmp_path: Path) -> None:
    loaded(tmp_path, 'state = "checked"\nconfirmed = 2025-10-14')
    loaded(tmp_path, 'state = "checked"\nconfirmed = 2025-10-14')
    assert Check.objects.count() == 1
    assert clear_demo().kept == []
    assert not Check.objects.exists() and not ConfirmationRequest.objects.exists()


def test_a_draft_is_checked_by_nobody(tmp_path: Path) -> None:
    loaded(tmp_path, 'state = "draft"\nconfirmed = 2025-10-14')
    assert not Check.objects.exists() and not ConfirmationRequest.objects.exists()
