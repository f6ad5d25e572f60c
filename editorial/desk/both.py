"""What waits for coalitions and editors alike: a decision, whether an approach still holds, a plan that failed, a story
whose last day comes near."""

from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.querysets import is_below_coalition
from core import planned
from editorial.desk.waiting import SHOWN, Entry, Waiting, edit, pages
from stories.keeping.ending import written_ending

__all__ = ["ASK", "TRY_AGAIN", "leaving", "overdue", "to_confirm", "to_decide"]

TRY_AGAIN: Final = (
    "Moest een pagina online? Annuleer eerst de geplande publicatie (knop bovenaan de pagina). Publiceer daarna "
    "opnieuw: dan staat er wat er mis is, vaak een webadres dat al bestaat. Moest een pagina "
    "offline? Zet die zelf offline."
)
"""A page that is planned is locked: until that is taken back nobody can publish it, and nothing says what is wrong."""
ASK: Final = (
    "Vraag uw coördinator om de geplande publicatie te annuleren en de pagina opnieuw te publiceren. Dan staat er wat "
    "er mis is, vaak een webadres dat al bestaat. Moest een pagina offline? Vraag dan om die offline te zetten."
)
"""Of who may not publish: they may not take back a plan either."""
MAY_STAY: Final = (
    "Na die dag wissen wij het verhaal, met alle versies. Mag het langer blijven? Vraag het aan wie erin staat. Verzet "
    "dan de dag in het formulier, en publiceer opnieuw of dien in: een concept alleen is niet genoeg."
)


def overdue(where: Q, *, remark: str = TRY_AGAIN) -> list[Waiting]:
    """Pages that didn't go online or offline at the moment that somebody planned. No panel when there is none."""
    found = planned.overdue(timezone.now()).filter(where).order_by("path")
    heading = "Gepland, maar niet gelukt"
    entries = pages(found)
    return [Waiting("overdue", heading, found.count(), entries, remark=remark)] if entries else []


def leaving(where: Q) -> list[Waiting]:
    """Stories that are erased within a month, each with its last day. No panel when there is none."""
    found = written_ending(timezone.now()).filter(where)
    entries = tuple(edit(page.pk, page.title, f"tot en met {page.consent_until:%d-%m-%Y}") for page in found[:SHOWN])
    heading = "Verhalen die binnenkort worden gewist"
    return [Waiting("leaving", heading, found.count(), entries, remark=MAY_STAY)] if entries else []


def to_decide(user: User, heading: str) -> Waiting:
    states = TaskState.objects.reviewable_by(user).order_by("started_at")
    shown = states.select_related("revision", "workflow_state__requested_by")[:SHOWN]
    return Waiting(
        "decide",
        heading,
        states.count(),
        tuple(
            edit(s.revision.object_id, s.revision.object_str, str(s.workflow_state.requested_by or "")) for s in shown
        ),
    )


def to_confirm(where: Q, heading: str, all_of: str = "") -> Waiting:
    """`all_of`: the question with which the list of editors shows all; coalitions have no such list.

    A coordinator is led to the button. Editors don't confirm for a coalition: they are led to the approach.
    """
    found = ApproachPage.objects.to_confirm(timezone.now()).filter(where).order_by("last_published_at", "path")
    entries = tuple(
        edit(page.pk, page.title, page.marks[-1].short)
        if all_of and is_below_coalition(page.path)
        else Entry(page.title, reverse("approach_confirm", args=[page.pk]), page.marks[-1].short)
        for page in found[:SHOWN]
    )
    url = f"{reverse('editorial_approaches')}?{all_of}" if all_of else ""
    return Waiting("confirm", heading, found.count(), entries, url)
