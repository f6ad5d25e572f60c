"""What a page shows of how an approach stands: its marks, its versions, or that it was taken away."""

from typing import TYPE_CHECKING, Any

from approaches.card import engine
from approaches.retirement.models import Retirement
from approaches.versions.models import PublishedVersion
from coalitions.tree import crumbs, shown_day

if TYPE_CHECKING:
    from approaches.models import ApproachPage

__all__ = ["current_retirement", "retired_context", "standing_context"]


def standing_context(page: "ApproachPage") -> dict[str, Any]:
    """The marks in full and in brief, the address of this version, and whether there is a card."""
    return {
        "marks": page.marks_in_full(),
        "marks_in_brief": page.marks_shown,
        "latest_version": _latest_version(page),
        "has_card": engine.available(),
    }


def current_retirement(page: "ApproachPage") -> Retirement | None:
    """That it was taken away, unless that was undone. One query."""
    return Retirement.objects.filter(page=page.pk, undone_at__isnull=True).first()


def retired_context(page: "ApproachPage", retirement: Retirement) -> dict[str, Any]:
    """What the page that stays behind shows: when and why it went, and the public ones to look further at."""
    successors: Any = retirement.successors.all()
    return {
        "page": page,
        "coalition": page.coalition,
        "retired_on": shown_day(retirement.retired_at),
        "reason": retirement.get_reason_display(),
        "explanation": retirement.explanation,
        "successors": list(successors.public().for_cards().newest_first()),
        "crumbs": crumbs(page),
    }


def _latest_version(page: "ApproachPage") -> PublishedVersion | None:
    """The version that everybody can read at an address of its own; None for a page that not everybody sees."""
    public = type(page).objects.public().filter(pk=page.pk).order_by().values("pk")
    return PublishedVersion.objects.of(page.pk).filter(page__in=public).first() if page.pk else None
