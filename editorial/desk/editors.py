"""What waits for editors."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from approaches.confirmation.recipients import of_nobody
from approaches.marks.states import ConfirmationState
from approaches.models import ApproachPage
from coalitions.membership import coalitions_of
from coalitions.tree import shown_day
from core.models import ExportLog
from editorial.coverage import LAYERS, gaps
from editorial.desk.both import leaving, overdue, to_confirm, to_decide
from editorial.desk.waiting import SHOWN, Entry, Waiting, below, pages
from editorial.filters import TO_CHECK
from search.api import unanswered
from stories.keeping.ending import soon_over
from stories.models import ErasureNotice
from stories.moderation.queue import ENDING, age, ends_for, found_on

__all__ = ["editors_desk"]


TO_CONFIRM: Final = f"confirmed={ConfirmationState.OPEN}"
WEEK: Final = timedelta(days=7)
INVITE: Final = "Nodig iemand uit in het team van de coalitie, of haal de aanpak weg."
NOT_LOGGED: Final = "Openbare bestanden van het zoeken houden we niet per ontvanger bij."
"""Of who takes along what anybody may read nothing is kept (docs/adr/0019)."""


def editors_desk(user: User) -> list[Waiting]:
    """Of editors: what waits for their yes or their check, for a coalition's word, and where something is missing."""
    return [
        *overdue(Q()),
        *([_told(), *_ending()] if user.has_perm("stories.read_submissions") else []),
        *leaving(Q()),
        to_decide(user, "Wacht op een ja van de redactie"),
        _to_check(user),
        to_confirm(Q(), "Te bevestigen door de coalitie", TO_CONFIRM),
        *_nobody_to_ask(),
        _without_theme(),
        *_taken_back(),
        _unanswered(),
        *_gaps(),
    ]


def _to_check(user: User) -> Waiting:
    """Those of others: nobody checks the work of their own coalition."""
    found = ApproachPage.objects.to_check().exclude(below(coalitions_of(user))).order_by("last_published_at", "path")
    entries = tuple(
        Entry(page.title, reverse("approach_check", args=[page.pk]), page.marks[0].short) for page in found[:SHOWN]
    )
    url = f"{reverse('editorial_approaches')}?checked={TO_CHECK}"
    return Waiting("check", "Nog te controleren", found.count(), entries, url)


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


def _told() -> Waiting:
    """What people told us and editors have to do something about: who and how urgent, and not a word of it."""
    now = timezone.now()
    queue: QuerySet[Any] = found_on("")  # with `is_unread`
    counted = queue.aggregate(
        total=Count("pk"),
        crying=Count("pk", filter=Q(urgent=True)),
        writing=Count("pk", filter=Q(urgent=False, is_unread=True)),
    )
    words = {"crying": "dringend", "writing": "met een nieuw bericht"}
    said = " en ".join(f"{counted[key]} {what}" for key, what in words.items() if counted[key])
    return Waiting(
        "told",
        f"Verteld aan ons{f', waarvan {said}' if said else ''}",
        counted["total"],
        tuple(
            Entry(
                f"{'Dringend: ' if row.urgent else ''}{row.get_role_display()}, {row.where}",
                reverse("moderation:case", args=[row.uid]),
                f"{age(row.sent_at, now)} geleden, {row.get_state_display().lower()}"
                f"{', nieuw bericht' if row.is_unread else ''}",
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
            f"Weg sinds {shown_day(notice.at)}",
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
    return f"{export.user or 'iemand'} ({shown_day(export.at)})"


def _without_theme() -> Waiting:
    found = ApproachPage.objects.filter(live=True, themes__isnull=True).order_by("title")
    url = f"{reverse('editorial_approaches')}?without_theme=on&state=live"
    return Waiting("themeless", "Aanpakken zonder thema", found.count(), pages(found), url)


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
