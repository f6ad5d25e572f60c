"""What waits for who works in coalitions."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.urls import reverse
from wagtail.models import Page, WorkflowState

from accounts.models import User
from coalitions.membership import coalitions_of
from coalitions.models import CoalitionPage
from editorial.desk.both import ASK, TRY_AGAIN, leaving, overdue, to_confirm, to_decide
from editorial.desk.waiting import SHOWN, Entry, Waiting, below, edit, pages
from stories.responding.reading import unanswered_by

__all__ = ["own_desk"]


def own_desk(user: User) -> list[Waiting]:
    """Of who works in coalitions: plans that failed, stories that go soon, own drafts, what was submitted, and for a
    coordinator what waits for their word."""
    led = list(CoalitionPage.objects.of_coordinator(user))
    written_for = coalitions_of(user)
    failed = overdue(below(written_for), remark=TRY_AGAIN if set(written_for) <= set(led) else ASK)
    leads = _of_leading(user, led) if led else ()
    return [*failed, *leaving(below(written_for)), *leads, _own_drafts(user), _submitted(user)]


def _of_leading(user: User, led: Sequence[CoalitionPage]) -> Iterable[Waiting]:
    yield to_decide(user, "Wacht op uw akkoord")
    yield to_confirm(below(led), "Klopt dit nog?")
    yield _to_answer(led)


def _own_drafts(user: User) -> Waiting:
    """Below the own coalitions, last written by this user, and not on the site as it is."""
    mine = Q(latest_revision__user=user) | Q(latest_revision__isnull=True, owner=user)
    drafts = Page.objects.filter(below(coalitions_of(user)), mine, has_unpublished_changes=True)
    drafts = drafts.order_by("-latest_revision_created_at")
    return Waiting("drafts", "Mijn concepten", drafts.count(), pages(drafts), nothing="U hebt geen concepten.")


def _submitted(user: User) -> Waiting:
    states = WorkflowState.objects.filter(requested_by=user, status=WorkflowState.STATUS_IN_PROGRESS)
    shown = states.select_related("current_task_state__revision").order_by("created_at")[:SHOWN]
    revisions = [state.current_task_state.revision for state in shown if state.current_task_state]
    return Waiting(
        "submitted",
        "Ingediend",
        states.count(),
        tuple(edit(revision.object_id, revision.object_str) for revision in revisions),
        nothing="U hebt niets ingediend dat nog wacht.",
    )


def _to_answer(led: Sequence[CoalitionPage]) -> Waiting:
    """The stories near somebody's coalitions that these didn't answer; of several coalitions the way to each that has
    any. One query, and one per coalition where there are several."""
    found = unanswered_by(led)
    if len(led) > 1:
        numbers = ((coalition, unanswered_by([coalition]).count()) for coalition in led)
        ways = tuple(
            Entry(coalition.title, _stories_of(coalition), str(number)) for coalition, number in numbers if number
        )
        return Waiting("answer", "Verhalen waarop een van uw coalities kan reageren", found.count(), ways)
    (coalition,) = led
    entries = tuple(
        Entry(story.title, reverse("responding:answer", args=[coalition.slug, story.pk])) for story in found[:SHOWN]
    )
    heading = "Verhalen waarop uw coalitie kan reageren"
    return Waiting("answer", heading, found.count(), entries, _stories_of(coalition))


def _stories_of(coalition: CoalitionPage) -> str:
    return reverse("responding:stories", args=[coalition.slug])
