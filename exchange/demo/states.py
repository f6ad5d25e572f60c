"""How an example stands on the site: published, submitted, planned or still being written."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.utils import timezone
from wagtail.models import Comment, Page, PageSubscription, Revision

from accounts.models import User
from exchange.demo.files import BadDemoFile, DemoPage

__all__ = ["State", "ask_about", "save_unpublished", "state_of", "submit"]

# Long enough that whoever shows the demo sees it wait; the worker publishes it then, as it would anybody's.
_SCHEDULED_IN = timedelta(days=28)

QUESTION = "Kunt u in één zin zeggen voor wie dit is? Lezers zien alleen deze zin in de lijst."


class State(StrEnum):
    """The values of `state` in a file."""

    DRAFT = "draft"
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    LIVE = "live"
    CHECKED = "checked"
    DUE = "due"
    STOPPED = "stopped"
    RETIRED = "retired"

    @property
    def is_published(self) -> bool:
        return self not in (State.DRAFT, State.WAITING, State.SCHEDULED)


# What only an approach can be: it has marks and a maturity, a story has neither.
_OF_APPROACHES = (State.CHECKED, State.DUE, State.STOPPED, State.RETIRED)


def state_of(described: DemoPage) -> State:
    """The state that a file asks for; BadDemoFile when there is none of that name, or not for this kind."""
    text = described.values.get("state", State.LIVE)
    if text not in list(State):
        raise BadDemoFile(f"{described.key}: de stand {text!r} bestaat niet")
    state = State(text)
    if state in _OF_APPROACHES and described.kind != "approach":
        raise BadDemoFile(f"{described.key}: de stand {text!r} is er alleen voor aanpakken")
    return state


def save_unpublished(page: Any, parent: Page, *, state: State) -> Revision:
    """Add an unsaved page below a parent that no visitor sees yet; a planned one goes live by itself."""
    page.live = False
    if state == State.SCHEDULED:
        page.go_live_at = timezone.now() + _SCHEDULED_IN
    parent.add_child(instance=page)
    revision: Revision = page.save_revision(log_action=True)
    if state == State.SCHEDULED:
        revision.publish()
    return revision


def submit(page: Any, user: User) -> None:
    """Let a page wait for the yes of whoever may publish it, as if this user had submitted it."""
    if workflow := page.get_workflow():
        workflow.start(page, user)


def ask_about(page: Any, editor: User, writer: User) -> None:
    """Let an editor ask something beside a field, as happens to what waits; who wrote it hears of answers."""
    Comment.objects.create(page=page, user=editor, text=QUESTION, contentpath="summary")
    PageSubscription.objects.get_or_create(page=page, user=writer, defaults={"comment_notifications": True})
