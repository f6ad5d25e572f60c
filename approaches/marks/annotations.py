"""How the marks reach a page, a card and a hit: as columns of the query that reads the approaches. No query more."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model, OuterRef, Subquery
from django.utils import timezone

from approaches.confirmation.models import Confirmation, ConfirmationRequest
from approaches.marks.models import Check, CheckOutcome, EvidenceQuote
from approaches.marks.rules import (
    COALITION,
    OWNER,
    Evidence,
    Facts,
    Mark,
    aged,
    check_current,
    in_brief,
    marks,
    no_answer,
)
from approaches.versions.models import PublishedVersion
from coalitions.querysets import is_below_coalition
from coalitions.tree import shown_day
from core.partial_date import PartialDate

__all__ = ["MARK_COLUMNS", "MarkedMixin", "mark_columns", "quoted"]

# Name of the annotation: where it comes from. Each takes the latest row of its table.
_SOURCES: dict[str, tuple[type[Model], str, str, dict[str, Any]]] = {
    "mark_checked_at": (Check, "checked_at", "-checked_at", {}),
    "mark_check_outcome": (Check, "outcome", "-checked_at", {}),
    "mark_check_version": (Check, "version", "-checked_at", {}),
    "mark_version": (PublishedVersion, "pk", "-number", {}),
    "mark_vouched_at": (PublishedVersion, "vouched_at", "-vouched_at", {"vouched_at__isnull": False}),
    "mark_evidence_level": (EvidenceQuote, "level", "-day", {}),
    "mark_evidence_owner": (EvidenceQuote, "owner", "-day", {}),
    "mark_evidence_day": (EvidenceQuote, "day", "-day", {}),
    "mark_evidence_url": (EvidenceQuote, "url", "-day", {}),
    "mark_confirmed_at": (Confirmation, "confirmed_at", "-confirmed_at", {}),
    "mark_unanswered": (
        ConfirmationRequest,
        "asked_at",
        "-asked_at",
        {"unanswered_at__isnull": False, "answered_at__isnull": True},
    ),
}
MARK_COLUMNS = tuple(_SOURCES)


def mark_columns() -> dict[str, Subquery]:
    """What to annotate approaches with."""
    return {
        name: Subquery(
            model._default_manager.filter(page=OuterRef("pk"), **where).order_by(order, "-pk").values(column)[:1]
        )
        for name, (model, column, order, where) in _SOURCES.items()
    }


class MarkedMixin:
    """An approach with its marks. `with_marks()` on the queryset fills them; without it they cost one query."""

    pk: Any
    path: str

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The three marks of today, with the latest level of evidence."""
        return _of_today(self.mark_facts)

    @cached_property
    def mark_facts(self) -> Facts:
        """What they follow from."""
        return _facts(self._mark_row(), self.keeper)

    @property
    def keeper(self) -> str:
        """Who answers for it, in a reader's words."""
        return COALITION if is_below_coalition(self.path or "") else OWNER

    def marks_in_full(self) -> tuple[Mark, ...]:
        """The marks with every level of evidence that was quoted. One query."""
        quotes: Any = EvidenceQuote.objects.filter(page=self.pk) if self.pk else ()
        evidence = tuple(quoted(quote.level, quote.owner, quote.day, quote.url) for quote in quotes)
        return _of_today(replace(self.mark_facts, evidence=evidence))

    @property
    def marks_shown(self) -> list[dict[str, Any]]:
        """The marks in a few words, as a hit keeps them; they age where they are shown (`marks_short`)."""
        return [in_brief(mark) for mark in marks(self.mark_facts)]

    def _mark_row(self) -> dict[str, Any]:
        if MARK_COLUMNS[0] in self.__dict__:
            return {name: self.__dict__[name] for name in MARK_COLUMNS}
        model: Any = type(self)
        row: dict[str, Any] | None = None
        if self.pk:
            row = model._default_manager.filter(pk=self.pk).with_marks().values(*MARK_COLUMNS).first()
        return row or dict.fromkeys(MARK_COLUMNS)


def quoted(level: str, owner: str, day: date, url: str) -> Evidence:
    """A level of evidence as it is shown."""
    return Evidence(level, owner, PartialDate.of(day).display(), url)


def _of_today(facts: Facts) -> tuple[Mark, ...]:
    today = timezone.localdate()
    return tuple(aged(mark, today) for mark in marks(facts))


def _facts(row: dict[str, Any], keeper: str) -> Facts:
    confirmed_at, unanswered = row["mark_confirmed_at"], row["mark_unanswered"]
    evidence = (
        (
            quoted(
                row["mark_evidence_level"],
                row["mark_evidence_owner"],
                row["mark_evidence_day"],
                row["mark_evidence_url"],
            ),
        )
        if row["mark_evidence_level"]
        else ()
    )
    return Facts(
        checked=shown_day(row["mark_checked_at"]),
        asked_to_change=row["mark_check_outcome"] == CheckOutcome.NEEDS_CHANGE,
        changed_since=not check_current(checked_version=row["mark_check_version"], latest_version=row["mark_version"]),
        evidence=evidence,
        confirmed=shown_day(confirmed_at),
        confirmed_on=timezone.localdate(confirmed_at) if confirmed_at else None,
        no_answer=shown_day(unanswered) if no_answer(unanswered, confirmed_at, row["mark_vouched_at"]) else "",
        keeper=keeper,
    )
