"""Actions of editors on many pages: adding a theme to them, or taking one away."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from stories.asking import PeopleUnasked
from themes.models import Theme

__all__ = ["Outcome", "Touched", "ThemeChange", "change_theme"]


class Outcome(Enum):
    """What became of one page, in the words of the report."""

    CHANGED = "veranderd"
    SAME = "had het al zo"
    NOT_ALLOWED = "mag u niet aanpassen"
    LOCKED = "is vergrendeld"
    SUBMITTED = "wacht op iemands akkoord"
    UNASKED = "mist het antwoord of mensen erin te herkennen zijn; open het verhaal en vul dat in"
    ALIAS = "gaat mee met de pagina waarvan dit een kopie is; verander die"
    BROKEN = "kan zo niet bewaard worden; open de pagina en bewaar die, dan staat er waarom"
    GONE = "bestaat niet meer"


class Touched(NamedTuple):
    """A page whose themes changed: on the site, in the draft beside it, or both."""

    pk: int
    live: bool
    draft: bool


@dataclass
class ThemeChange:
    """A theme that pages get or lose, and what became of those that were done."""

    theme: Theme
    adds: bool
    user: User
    done: dict[Outcome, list[str]] = field(default_factory=dict)
    """Titles by outcome."""
    touched: list[Touched] = field(default_factory=list)
    """What to give back when the change is undone."""

    def note(self, outcome: Outcome, title: str) -> None:
        self.done.setdefault(outcome, []).append(title)


def change_theme(*, change: ThemeChange, model: Any, pk: int, only: Touched | None = None) -> Outcome:
    """Give one page the theme, or take it away, as a version of the page; a draft stays a draft. One transaction.

    `only` undoes an earlier change: what that left alone stays as it is. The index follows by the signals of
    publishing.
    """
    title = ""
    try:
        with transaction.atomic():
            page = model.objects.select_for_update().filter(pk=pk).first()
            title = page.get_admin_display_title() if page else ""
            outcome = _refusal(page, change.user) or _change(page, change, only)
    except PeopleUnasked:
        outcome = Outcome.UNASKED
    except ValidationError:  # its draft may be older than what it has to hold now: another page took its address
        outcome = Outcome.BROKEN
    change.note(outcome, title)
    return outcome


def _refusal(page: Any, user: User) -> Outcome | None:
    if page is None:
        return Outcome.GONE
    may = page.permissions_for_user(user)
    if not may.can_edit() or (page.live and not may.can_publish()):
        return Outcome.NOT_ALLOWED
    if may.page_locked():
        return Outcome.LOCKED
    if page.alias_of_id:
        return Outcome.ALIAS
    # Publishing ends the waiting for an approval, and that is not ours to end.
    return Outcome.SUBMITTED if page.workflow_in_progress else None


def _change(page: Any, change: ThemeChange, only: Touched | None) -> Outcome:
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes or not page.live else None
    # A draft that was published since is what is on the site now.
    on_site = only is None or only.live or (only.draft and draft is None)
    live_changes = bool(page.live and on_site and _apply(page, change))
    draft_changes = draft is not None and (only is None or only.draft) and _apply(draft, change)
    if live_changes:
        published_at = page.last_published_at
        page.save_revision(user=change.user, log_action=True).publish(user=change.user)
        # It tells when its writers last had a word about it: the yearly question to a coalition goes by that, and a
        # theme that an editor gives to a hundred approaches is no answer.
        type(page).objects.filter(pk=page.pk).update(last_published_at=published_at)
    if draft is not None and (live_changes or draft_changes):
        # Last, so that it is what an editor opens: its words are still not on the site.
        draft.save_revision(user=change.user, log_action=True)
    if not (live_changes or draft_changes):
        return Outcome.SAME
    change.touched.append(Touched(page.pk, live_changes, draft_changes))
    return Outcome.CHANGED


def _apply(page: Any, change: ThemeChange) -> bool:
    """Whether it made a difference."""
    has = change.theme in page.themes.all()
    if has == change.adds:
        return False
    (page.themes.add if change.adds else page.themes.remove)(change.theme)
    return True
