"""An example stands on the site as its file asks: published, or not yet."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Comment, GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from accounts.models import User
from approaches.models import ApproachPage
from exchange.demo.clearing import clear_demo
from exchange.demo.files import BadDemoFile, DemoContent
from exchange.demo.loading import load_demo
from exchange.models import DemoObject
from stories.models import StoryPage
from tests.exchange.demo.small import APPROACH, STORY, small_demo
from tests.factories.places import MunicipalityFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _around() -> None:
    ThemeFactory(name="Geldzorgen")
    MunicipalityFactory(name="Zaanstad")


def demo_with(folder: Path, state: str) -> DemoContent:
    """A small demo in which one more story has this state."""
    small_demo(folder)
    text = STORY.replace("ik-nam-op", "nog-niet").replace('coalition = "', f'state = "{state}"\ncoalition = "', 1)
    (folder / "stories" / "nog-niet.toml").write_text(text, encoding="utf-8")
    return small_demo(folder)


def loaded(folder: Path, state: str) -> Any:
    load_demo(content=demo_with(folder, state))
    return StoryPage.objects.get(slug="nog-niet")


@pytest.mark.parametrize("state", ["draft", "waiting", "scheduled"])
def test_what_is_not_published_is_seen_by_no_visitor(tmp_path: Path, state: str) -> None:
    page = loaded(tmp_path, state)
    assert not page.live and page.has_unpublished_changes
    assert page not in StoryPage.objects.public()
    assert page.first_published_at is None and page.revisions.exists()


def test_what_waits_was_submitted_by_a_member(tmp_path: Path, settings: Any) -> None:
    settings.WAGTAIL_WORKFLOW_ENABLED = True
    workflow = Workflow.objects.create(name="Nakijken")
    WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="Nakijken"))
    WorkflowPage.objects.update_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    state = loaded(tmp_path, "waiting").current_workflow_state
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert state.requested_by.email == "coalitielid@voorbeeld.test"


def test_the_editors_ask_something_about_what_waits_and_clearing_takes_it_all(tmp_path: Path) -> None:
    page = loaded(tmp_path, "waiting")
    comment = Comment.objects.get()
    assert (comment.page_id, comment.user.email) == (page.pk, "redactie@voorbeeld.test")
    assert page.subscribers.get().user.email == "coalitielid@voorbeeld.test"
    clear_demo()
    assert not Comment.objects.exists()
    assert not User.objects.filter(pk=comment.user_id).exists()
    assert clear_demo().kept == [] and not WorkflowState.objects.exists()


@pytest.mark.parametrize("state", ["draft", "waiting", "scheduled"])
def test_it_comes_once_and_goes_again(tmp_path: Path, state: str) -> None:
    loaded(tmp_path, state)
    assert load_demo(content=demo_with(tmp_path, state)).made == 0
    assert clear_demo().kept == []
    assert not StoryPage.objects.exists() and not DemoObject.objects.exists()


def test_a_planned_one_goes_live_by_itself_on_its_day(tmp_path: Path) -> None:
    page = loaded(tmp_path, "scheduled")
    assert page.go_live_at is not None and page.go_live_at > timezone.now()
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert not page.live
    with time_machine.travel(page.go_live_at + timedelta(minutes=1)):
        call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ("klaar", "de stand 'klaar' bestaat niet"),
        ("checked", "de stand 'checked' is er alleen voor aanpakken"),
    ],
)
def test_a_state_that_there_is_not_is_named(tmp_path: Path, state: str, message: str) -> None:
    with pytest.raises(BadDemoFile, match=f"story:nog-niet: {message}"):
        load_demo(content=demo_with(tmp_path, state))


def test_a_stopped_approach_is_on_the_site(tmp_path: Path) -> None:
    small_demo(tmp_path)
    stopped = APPROACH.replace('"belroute"', '"voorbij"').replace(
        'maturity = "loopt"', 'maturity = "gestopt"\nstate = "stopped"'
    )
    (tmp_path / "approaches" / "voorbij.toml").write_text(stopped, encoding="utf-8")
    load_demo(content=small_demo(tmp_path))
    assert ApproachPage.objects.public().get(slug="voorbij").maturity == "gestopt"
