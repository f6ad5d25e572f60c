"""What waits for somebody: each a number, the first five with a link, and what to say when nothing waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from accounts.models import User
from accounts.second_factor import without_factor
from approaches.confirmation.recipients import of_nobody
from approaches.marks.states import CheckState, ConfirmationState
from approaches.models import ApproachPage
from coalitions.membership import coalitions_of
from coalitions.models import CoalitionPage
from coalitions.querysets import is_below_coalition
from core.models import ExportLog, JobRun
from editorial.coverage import LAYERS, gaps
from mail.models import Message
from search.api import dead_letters, unanswered
from stories.keeping.ending import soon_over
from stories.models import ErasureNotice
from stories.moderation.queue import ENDING, ends_for, found_on
from stories.responding.reading import unanswered_by

__all__ = ["Entry", "Waiting", "admin_desk", "editors_desk", "own_desk"]

SHOWN: Final = 5
"""What fits on a phone beside the other panels; the link leads to all."""
TO_CONFIRM: Final = f"confirmed={ConfirmationState.OPEN}"
NOTHING: Final = "Niets. Mooi."
WEEK: Final = timedelta(days=7)
INVITE: Final = "Nodig iemand uit in het team van de coalitie, of haal de aanpak weg."
NOT_LOGGED: Final = "Openbare bestanden van het zoeken houden we niet per ontvanger bij."
"""Of who takes along what anybody may read nothing is kept (docs/adr/0019)."""


@dataclass(frozen=True)
class Entry:
    """One thing that waits. `url` is "" for what has no page."""

    label: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Waiting:
    """What waits, of one kind."""

    key: str
    heading: str
    total: int
    entries: tuple[Entry, ...]
    all_url: str = ""
    nothing: str = NOTHING
    remark: str = ""


def own_desk(user: User) -> list[Waiting]:
    """Of who works in coalitions: own drafts, what was submitted, and for a coordinator what waits for their word."""
    led = list(CoalitionPage.objects.of_coordinator(user))
    return [*(_of_leading(user, led) if led else ()), _own_drafts(user), _submitted(user)]


def _of_leading(user: User, led: Sequence[CoalitionPage]) -> Iterable[Waiting]:
    yield _to_decide(user, "Wacht op uw akkoord")
    yield _to_confirm(_below(led), "Klopt dit nog?")
    yield _to_answer(led)


def editors_desk(user: User) -> list[Waiting]:
    """Of editors: what waits for their yes or their check, for a coalition's word, and where something is missing."""
    return [
        *([_told(), *_ending()] if user.has_perm("stories.read_submissions") else []),
        _to_decide(user, "Wacht op een ja van de redactie"),
        _to_check(user),
        _to_confirm(Q(), "Te bevestigen door de coalitie", TO_CONFIRM),
        *_nobody_to_ask(),
        _without_theme(),
        *_taken_back(),
        _unanswered(),
        *_gaps(),
    ]


def admin_desk() -> list[Waiting]:
    """Of who administers the site: what went wrong by itself."""
    dead = Message.objects.dead()
    failing = JobRun.objects.filter(failures__gt=0)
    lost = dead_letters()
    unsafe = without_factor()
    return [
        Waiting(
            "factor",
            "Zonder tweede factor, en die hoort er wel",
            unsafe.count(),
            tuple(Entry(str(user), reverse("wagtailusers_users:edit", args=[user.pk])) for user in unsafe[:SHOWN]),
        ),
        Waiting(
            "mail",
            "E-mail die niet aankwam",
            dead.count(),
            tuple(Entry(message.subject, note=message.last_error) for message in dead[:SHOWN]),
            f"{reverse('mail:index')}?state=dead",
        ),
        Waiting(
            "jobs",
            "Taken die mislukken",
            failing.count(),
            tuple(Entry(job.name, note=job.last_error) for job in failing[:SHOWN]),
            reverse("taken:index"),
        ),
        Waiting(
            "index",
            "Zoekregels die niet lukken",
            len(lost),
            tuple(Entry(key, note=error) for key, error in lost[:SHOWN]),
            reverse("editorial_index"),
        ),
    ]


def _to_decide(user: User, heading: str) -> Waiting:
    states = TaskState.objects.reviewable_by(user).order_by("started_at")
    shown = states.select_related("revision", "workflow_state__requested_by")[:SHOWN]
    return Waiting(
        "decide",
        heading,
        states.count(),
        tuple(
            _edit(s.revision.object_id, s.revision.object_str, str(s.workflow_state.requested_by or "")) for s in shown
        ),
    )


def _own_drafts(user: User) -> Waiting:
    """Below the own coalitions, last written by this user, and not on the site as it is."""
    below = _below(coalitions_of(user))
    mine = Q(latest_revision__user=user) | Q(latest_revision__isnull=True, owner=user)
    drafts = Page.objects.filter(below, mine, has_unpublished_changes=True).order_by("-latest_revision_created_at")
    return Waiting("drafts", "Mijn concepten", drafts.count(), _pages(drafts), nothing="U hebt geen concepten.")


def _submitted(user: User) -> Waiting:
    states = WorkflowState.objects.filter(requested_by=user, status=WorkflowState.STATUS_IN_PROGRESS)
    shown = states.select_related("current_task_state__revision").order_by("created_at")[:SHOWN]
    revisions = [state.current_task_state.revision for state in shown if state.current_task_state]
    return Waiting(
        "submitted",
        "Ingediend",
        states.count(),
        tuple(_edit(revision.object_id, revision.object_str) for revision in revisions),
        nothing="U hebt niets ingediend dat nog wacht.",
    )


def _below(coalitions: Iterable[CoalitionPage]) -> Q:
    return reduce(or_, (Q(path__startswith=coalition.path) for coalition in coalitions), Q(pk__in=[]))


def _to_check(user: User) -> Waiting:
    """Those of others: nobody checks the work of their own coalition."""
    found = ApproachPage.objects.to_check().exclude(_below(coalitions_of(user))).order_by("last_published_at", "path")
    entries = tuple(
        Entry(page.title, reverse("approach_check", args=[page.pk]), page.marks[0].short) for page in found[:SHOWN]
    )
    url = f"{reverse('editorial_approaches')}?checked={CheckState.NEVER}"
    return Waiting("check", "Nog te controleren", found.count(), entries, url)


def _to_confirm(where: Q, heading: str, all_of: str = "") -> Waiting:
    """`all_of`: the question with which the list of editors shows all; coalitions have no such list.

    A coordinator is led to the button. Editors don't confirm for a coalition: they are led to the approach.
    """
    found = ApproachPage.objects.to_confirm(timezone.now()).filter(where).order_by("last_published_at", "path")
    entries = tuple(
        _edit(page.pk, page.title, page.marks[-1].short)
        if all_of and is_below_coalition(page.path)
        else Entry(page.title, reverse("approach_confirm", args=[page.pk]), page.marks[-1].short)
        for page in found[:SHOWN]
    )
    url = f"{reverse('editorial_approaches')}?{all_of}" if all_of else ""
    return Waiting("confirm", heading, found.count(), entries, url)


def _nobody_to_ask() -> list[Waiting]:
    """Those of which it is time to hear whether they hold, of coalitions that everybody left. No panel without any.

    Editors can't say it for them: they are led to where somebody is invited.
    """
    due = of_nobody(ApproachPage.objects.public().due_for_confirmation(timezone.now()))
    entries = tuple(
        Entry(page.title, reverse("coalitions:team", args=[page.home_slug]), page.home_title)
        for page in due.order_by("last_published_at", "path")[:SHOWN]
    )
    heading = "Klopt dit nog? Er is niemand meer om het te vragen"
    return [Waiting("nobody", heading, due.count(), entries, remark=INVITE)] if entries else []


def _to_answer(led: Sequence[CoalitionPage]) -> Waiting:
    """The stories near somebody's coalitions that these didn't answer; of several coalitions the way to each."""
    found = unanswered_by(led)
    pages = {coalition: reverse("responding:stories", args=[coalition.slug]) for coalition in led[:SHOWN]}
    heading = "Verhalen waarop uw coalitie kan reageren"
    if len(led) > 1:
        ways = tuple(Entry(coalition.title, url) for coalition, url in pages.items())
        return Waiting("answer", heading, found.count(), ways)
    (coalition,) = led
    entries = tuple(
        Entry(story.title, reverse("responding:answer", args=[coalition.slug, story.pk])) for story in found[:SHOWN]
    )
    return Waiting("answer", heading, found.count(), entries, pages[coalition])


def _told() -> Waiting:
    """What people told us and editors have to do something about: who and how urgent, and not a word of it."""
    queue = found_on("")
    urgent = queue.filter(urgent=True).count()
    return Waiting(
        "told",
        f"Verteld aan ons{f', waarvan {urgent} dringend' if urgent else ''}",
        queue.count(),
        tuple(
            Entry(
                f"{'Dringend: ' if row.urgent else ''}{row.get_role_display()}",
                reverse("moderation:case", args=[row.uid]),
                row.get_state_display(),
            )
            for row in queue[:SHOWN]
        ),
        reverse("moderation:queue"),
    )


def _ending() -> list[Waiting]:
    """Stories of which something may no longer be done within a month. No panel when there is none."""
    found: QuerySet[Any] = soon_over(timezone.now())  # with `ends_on` and `ends_for`
    entries = tuple(
        Entry(
            row.get_role_display(),
            reverse("moderation:case", args=[row.uid]),
            f"{ends_for(row.ends_for)} tot en met {row.ends_on:%d-%m-%Y}",
        )
        for row in found[:SHOWN]
    )
    url = f"{reverse('moderation:queue')}?stand={ENDING}"
    heading = "Verhalen waarvan een toestemming afloopt"
    return [Waiting("ending", heading, found.count(), entries, url)] if entries else []


def _taken_back() -> list[Waiting]:
    """Stories that were erased while others had them: who must throw away what, and which approaches lost one.

    Four queries at most; no panel when there is none.
    """
    notices = ErasureNotice.objects.recent(timezone.now())
    if not (shown := list(notices[:SHOWN])):
        return []
    exports = ExportLog.objects.select_related("user").in_bulk([pk for notice in shown for pk in notice.exports])
    approaches = Page.objects.in_bulk([pk for notice in shown for pk in notice.approaches])
    entries = tuple(
        Entry(
            f"Weg sinds {notice.at:%d-%m-%Y}",
            note="; ".join(
                f"{what} {', '.join(names)}"
                for what, names in (
                    ("meegenomen door", [_taken(exports[pk]) for pk in notice.exports if pk in exports]),
                    ("stond bij", [approaches[pk].title for pk in notice.approaches if pk in approaches]),
                )
                if names
            ),
        )
        for notice in shown
    )
    heading = "Ingetrokken verhalen: wie heeft ze nog?"
    return [Waiting("taken-back", heading, notices.count(), entries, remark=NOT_LOGGED)]


def _taken(export: ExportLog) -> str:
    return f"{export.user or 'iemand'} ({export.at:%d-%m-%Y})"


def _without_theme() -> Waiting:
    found = ApproachPage.objects.filter(live=True, themes__isnull=True).order_by("title")
    url = f"{reverse('editorial_approaches')}?without_theme=on&state=live"
    return Waiting("themeless", "Aanpakken zonder thema", found.count(), _pages(found), url)


def _unanswered() -> Waiting:
    """What visitors asked in vain this week, and nobody did something about yet."""
    found = unanswered.waiting(since=timezone.localdate() - WEEK)
    entries = tuple(
        Entry(row["question"], f"{reverse('editorial_why')}?{urlencode({'q': row['question']})}", f"{row['total']}×")
        for row in found[:SHOWN]
    )
    url = f"{reverse('editorial_unanswered')}?week=1"
    return Waiting("unanswered", "Vragen zonder antwoord, deze week", found.count(), entries, url)


def _gaps() -> Iterable[Waiting]:
    layer = LAYERS[0]
    themes, regions = gaps(layer)
    url = f"{reverse('editorial_coverage')}?layer={layer.value}"
    yield Waiting("gap-themes", "Thema’s zonder aanpak", len(themes), tuple(map(Entry, themes[:SHOWN])), url)
    yield Waiting(
        "gap-regions", f"{layer.label}’s zonder aanpak", len(regions), tuple(map(Entry, regions[:SHOWN])), url
    )


def _pages(found: QuerySet[Any]) -> tuple[Entry, ...]:
    return tuple(_edit(page.pk, page.get_admin_display_title()) for page in found[:SHOWN])


def _edit(pk: Any, title: str, note: str = "") -> Entry:
    return Entry(title, reverse("wagtailadmin_pages:edit", args=[pk]), note)
