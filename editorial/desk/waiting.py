"""One kind of what waits, as the panels show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.urls import reverse

from coalitions.models import CoalitionPage

__all__ = ["SHOWN", "Entry", "Waiting", "below", "edit", "pages"]


SHOWN: Final = 5
"""What fits on a phone beside the other panels; the link leads to all."""
NOTHING: Final = "Niets. Mooi."


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


def below(coalitions: Iterable[CoalitionPage]) -> Q:
    return reduce(or_, (Q(path__startswith=coalition.path) for coalition in coalitions), Q(pk__in=[]))


def pages(found: QuerySet[Any]) -> tuple[Entry, ...]:
    return tuple(edit(page.pk, page.get_admin_display_title()) for page in found[:SHOWN])


def edit(pk: Any, title: str, note: str = "") -> Entry:
    return Entry(title, reverse("wagtailadmin_pages:edit", args=[pk]), note)
