"""Two editors at once: nobody's text is lost without a word."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.forms import SAVED_MEANWHILE
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of

pytestmark = [pytest.mark.django_db, pytest.mark.every_example]

EMPTY = {"need-count": "0", "what_we_do-count": "0", "results-count": "0"}


class Browser:
    """Somebody with the editor open, as they found the page."""

    def __init__(self, user: User, page: ApproachPage, begun: dict[str, Any] | None = None) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.begun = dict(begun or {})
        if begun is None:
            self.open()

    def open(self) -> None:
        context = self.client.get(self.url).context
        self.begun = self._rows(context) | {
            "loaded_revision_id": str(context["page"].latest_revision_id),
            "loaded_revision_created_at": context["loaded_revision_created_at"],
        }

    def open_new(self, coalition: Page) -> None:
        """The form of a page that isn't there yet."""
        self.url = reverse("wagtailadmin_pages:add", args=["approaches", "approachpage", coalition.pk])
        self.begun = self._rows(self.client.get(self.url).context)

    @staticmethod
    def _rows(context: Any) -> dict[str, str]:
        return {
            f"{formset.prefix}-{name}": str(value)
            for formset in context["form"].formsets.values()
            for name, value in formset.management_form.initial.items()
        }

    def save(self, summary: str, **fields: str) -> HttpResponse:
        sent = {"title": "Eén loket", "slug": "een-loket", "summary": summary, **EMPTY, **self.begun, **fields}
        return self.client.post(self.url, sent)

    def autosave(self, summary: str, **fields: str) -> dict[str, Any]:
        sent = {"title": "Eén loket", "slug": "een-loket", "summary": summary, **EMPTY, **self.begun, **fields}
        answer: dict[str, Any] = self.client.post(self.url, sent, headers={"Accept": "application/json"}).json()
        return answer


@pytest.fixture(scope="module", autouse=True)
def _draft(module_content: None) -> ApproachPage:
    page = ApproachPageFactory(parent=CoalitionPageFactory(), slug="een-loket", live=False)
    page.save_revision()
    return page


@pytest.fixture(scope="module")
def _opened(_draft: ApproachPage) -> list[tuple[User, dict[str, Any]]]:
    """Two coordinators and what their editor says of the page: opening it takes longer than the tests."""
    coalition = _draft.get_parent().specific
    return [(user, Browser(user, _draft).begun) for user in (coordinator_of(coalition), coordinator_of(coalition))]


@pytest.fixture
def page(_draft: ApproachPage, db: None) -> ApproachPage:
    return ApproachPage.objects.get(pk=_draft.pk)


@pytest.fixture
def browsers(page: ApproachPage, _opened: list[tuple[User, dict[str, Any]]]) -> tuple[Browser, Browser]:
    first, second = (Browser(user, page, begun) for user, begun in _opened)
    return first, second


def newest(page: ApproachPage) -> str:
    return str(ApproachPage.objects.get(pk=page.pk).get_latest_revision_as_object().summary)


@pytest.mark.parametrize("fields", [{}, {"action-publish": "1"}, {"action-submit": "1"}])
def test_who_saves_second_is_told_and_keeps_their_text(
    fields: dict[str, str], page: ApproachPage, browsers: tuple[Browser, Browser]
) -> None:
    first, second = browsers
    assert first.save("Van de eerste.").status_code == 302
    response = second.save("Van de tweede.", **fields)
    html = response.content.decode()
    assert response.status_code == 200
    assert SAVED_MEANWHILE in html
    assert "Van de tweede." in html
    assert newest(page) == "Van de eerste."
    assert not ApproachPage.objects.get(pk=page.pk).live


def test_after_being_told_a_second_save_puts_theirs_on_top_and_history_has_both(
    page: ApproachPage, browsers: tuple[Browser, Browser]
) -> None:
    first, second = browsers
    first.save("Van de eerste.")
    answer = second.save("Van de tweede.")
    second.begun["loaded_revision_id"] = str(answer.context["page"].latest_revision_id)
    second.begun["loaded_revision_created_at"] = answer.context["loaded_revision_created_at"]
    assert second.save("Van de tweede.").status_code == 302
    texts = [revision.content["summary"] for revision in page.revisions.order_by("pk")]
    assert texts[-2:] == ["Van de eerste.", "Van de tweede."]


def test_one_who_saves_several_times_is_not_bothered(page: ApproachPage, browsers: tuple[Browser, Browser]) -> None:
    first, _ = browsers
    for number in range(3):
        assert first.save(f"Zin {number}.").status_code == 302
        first.open()
    assert newest(page) == "Zin 2."


def test_autosave_over_another_stops(page: ApproachPage, browsers: tuple[Browser, Browser]) -> None:
    first, second = browsers
    first.save("Van de eerste.")
    answer = second.autosave("Van de tweede.")
    assert (answer["success"], answer["error_code"]) == (False, "invalid_revision")
    assert newest(page) == "Van de eerste."


def test_a_version_that_autosave_wrote_over_is_a_newer_one(
    page: ApproachPage, browsers: tuple[Browser, Browser]
) -> None:
    first, second = browsers
    answer = first.autosave("Van de eerste.")
    first.begun["overwrite_revision_id"] = str(answer["revision_id"])
    second.open()
    assert first.autosave("Van de eerste, langer.")["success"]
    assert SAVED_MEANWHILE in second.save("Van de tweede.").content.decode()
    assert newest(page) == "Van de eerste, langer."


@pytest.mark.parametrize("fields", [{}, {"action-submit": "1"}])
def test_a_button_after_some_autosaves_is_no_quarrel_with_oneself(
    fields: dict[str, str], page: ApproachPage, browsers: tuple[Browser, Browser]
) -> None:
    first, _ = browsers
    answer = first.autosave("Half.")
    first.begun |= answer["field_updates"]
    first.begun |= first.autosave("Bijna heel.", overwrite_revision_id=str(answer["revision_id"]))["field_updates"]
    assert first.save("Heel.", **fields).status_code == 302
    assert newest(page) == "Heel."


def test_after_an_autosave_somebody_elses_version_is_told_as_ever(
    page: ApproachPage, browsers: tuple[Browser, Browser]
) -> None:
    first, second = browsers
    second.begun |= second.autosave("Van de tweede.")["field_updates"]
    first.open()
    first.save("Van de eerste.")
    assert SAVED_MEANWHILE in second.save("Van de tweede, langer.").content.decode()


@pytest.mark.parametrize("nonsense", ["x", "9" * 40, "-1"])
def test_nonsense_about_the_version_is_told(
    nonsense: str, page: ApproachPage, browsers: tuple[Browser, Browser]
) -> None:
    first, _ = browsers
    first.begun["loaded_revision_id"] = nonsense
    assert SAVED_MEANWHILE in first.save("Onzin.").content.decode()


def test_without_a_word_of_the_browser_a_save_is_a_save(page: ApproachPage, browsers: tuple[Browser, Browser]) -> None:
    """A script, or a page that has no version yet."""
    first, _ = browsers
    for name in ("loaded_revision_id", "loaded_revision_created_at"):
        first.begun.pop(name)
    assert first.save("Van een script.").status_code == 302


class TestAddress:
    """A draft keeps itself while it is written, whatever its title makes of its address."""

    def address_of(self, page: ApproachPage, **fields: str) -> str:
        first = Browser(coordinator_of(page.get_parent().specific), page)
        saved = first.autosave("Een zin.", **fields)
        assert saved["success"]
        self.told = saved["field_updates"].get("slug")
        return str(ApproachPage.objects.get(pk=page.pk).get_latest_revision_as_object().slug)

    def test_of_another_page_gets_a_number(self, page: ApproachPage) -> None:
        ApproachPageFactory(parent=page.get_parent(), slug="taken")
        assert self.address_of(page, slug="taken") == "taken-1" == self.told

    def test_that_is_free_stays(self, page: ApproachPage) -> None:
        assert self.address_of(page) == "een-loket"
        assert self.told is None, "the form has it"

    def test_of_a_page_that_was_published_is_no_thing_to_change_unasked(self, page: ApproachPage) -> None:
        ApproachPageFactory(parent=page.get_parent(), slug="taken")
        page.get_latest_revision().publish()
        first = Browser(coordinator_of(page.get_parent().specific), page)
        assert first.autosave("Een zin.", slug="taken")["error_code"] == "validation_error"

    def test_of_a_new_page_gets_a_number_too(self, page: ApproachPage) -> None:
        coalition = page.get_parent()
        first = Browser(coordinator_of(coalition.specific), page)
        first.open_new(coalition)
        assert first.autosave("Een zin.")["success"]
        assert coalition.get_children().filter(slug="een-loket-1").exists()


class TestAPlannedMoment:
    def test_that_is_past_is_refused(self, page: ApproachPage) -> None:
        first = Browser(coordinator_of(page.get_parent().specific), page)
        answer = first.save("Een zin.", go_live_at="2020-01-01 09:00")
        assert "Kies een moment in de toekomst." in answer.content.decode()
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().go_live_at is None

    def test_that_stood_there_when_it_passed_hinders_nobody(self, page: ApproachPage) -> None:
        page.go_live_at = datetime(2020, 1, 1, 8, 0, 30, tzinfo=UTC)
        page.save_revision()
        first = Browser(coordinator_of(page.get_parent().specific), page)
        assert first.save("Een zin.", go_live_at="2020-01-01 09:00").status_code == 302
