"""Dates as precise as their source: a year, a month or a day."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year (1900-2100), with a month and a day where the source gives them."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2021", "2021-03" or "2021-03-14"; ValueError on anything else, or on a day that isn't there."""
        match = _SHAPE.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"geen datum als JJJJ, JJJJ-MM of JJJJ-MM-DD: {_quoted(text)}")
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None or not 1900 <= year <= 2100:
            raise ValueError(f"geen jaar tussen 1900 en 2100: {_quoted(text)}")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"deze maand bestaat niet: {_quoted(text)}")
        try:
            date(year, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise ValueError(f"deze dag bestaat niet: {_quoted(text)}") from None
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> Self:
        """The full date of a day or moment."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def display(self) -> str:
        """As a Dutch reader writes it: "14 maart 2021", "maart 2021" or "2021"."""
        month = MONTHS[self.month - 1] if self.month else None
        return " ".join(str(part) for part in (self.day, month, self.year) if part is not None)

    @property
    def sort_key(self) -> date:
        """The first day that the date may mean."""
        return date(self.year, self.month or 1, self.day or 1)


def _quoted(text: str) -> str:
    """The beginning of it, safe to print on one line: what can't be printed is escaped."""
    return f"“{repr(text[:40])[1:-1]}”"
