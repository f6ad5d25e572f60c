"""Reads of instruments, their coverage and support offers."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from toolbox.models import Coverage, Instrument, SupportOffer  # noqa: F401 (read as the base classes' type)

__all__ = ["CoverageQuerySet", "InstrumentQuerySet", "SupportOfferQuerySet"]


class InstrumentQuerySet(QuerySet["Instrument", "Instrument"]):
    """Reads of instruments."""

    def public(self) -> Self:
        """Those that anybody may see."""
        return self.filter(is_listed=True)


class CoverageQuerySet(QuerySet["Coverage", "Coverage"]):
    """Reads of where an instrument is available."""

    def public(self) -> Self:
        """That of instruments that anybody may see."""
        return self.filter(instrument__is_listed=True)

    def on(self, day: date) -> Self:
        """What holds on a day; an unknown start counts as long ago.

        Partial dates of digits in a fixed width sort as text the way they follow each other, in any collation.
        """
        return self.filter(Q(since="") | Q(since__lte=day.isoformat()), Q(until="") | Q(until__gt=day.isoformat()))


class SupportOfferQuerySet(QuerySet["SupportOffer", "SupportOffer"]):
    """Reads of support offers."""

    def public(self) -> Self:
        """Those that anybody may see."""
        return self.filter(is_listed=True)
