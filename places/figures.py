"""Which figures of a municipality may be shown: functions over values, without the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from places.indicators import Indicator

__all__ = ["FEWEST", "ShownFigure", "division_notes", "may_be_shown", "persons_behind", "shown"]

FEWEST: Final = 10
"""Fewer people than this behind a figure could be recognised, so it is not shown."""


@dataclass(frozen=True)
class ShownFigure:
    """A figure with all that belongs beside it. `value` is None when too few people stand behind it."""

    kind: Indicator
    year: int
    value: Decimal | None

    @property
    def hidden(self) -> bool:
        return self.value is None

    @property
    def text(self) -> str:
        """The number as a Dutch reader writes it, without zeros at the end: "11,2", "8"."""
        if self.value is None:
            return ""
        number = f"{self.value:.2f}".rstrip("0").rstrip(".")
        return number.replace(".", ",")


def persons_behind(kind: Indicator, value: Decimal, population: int | None) -> int:
    """At least how many people (or households) a rate is about; 0 when the number of inhabitants is unknown."""
    return int(float(value) / kind.per * kind.counted * (population or 0))


def may_be_shown(kind: Indicator, value: Decimal, population: int | None) -> bool:
    """Whether nobody could be recognised by a figure: not when fewer than ten people may stand behind it."""
    return persons_behind(kind, value, population) >= FEWEST


def shown(kind: Indicator, year: int, value: Decimal, population: int | None) -> ShownFigure:
    """A figure as it may be shown: perhaps without its value."""
    return ShownFigure(kind=kind, year=year, value=value if may_be_shown(kind, value, population) else None)


def division_notes(year: int, joined: Iterable[tuple[str, date]]) -> tuple[str, ...]:
    """What of today's municipality the figures of a year leave out: the municipalities that joined it later.

    `joined` gives name and day of each former municipality that went up in it.
    """
    later = [(name, day) for name, day in joined if day > date(year, 1, 1)]
    return tuple(f"Zonder {name}, dat er sinds {day.year} bij hoort." for name, day in later)
