"""How many stories there are by theme, phase and voice, with small numbers left out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from stories.models.choices import Voice
from stories.querysets import StoryQuerySet
from themes.models import LifePhase

__all__ = ["FEWEST", "Pattern", "PatternRow", "pattern", "pattern_of"]

FEWEST = 10
"""A number below this is not shown: it could point at somebody."""

Place = tuple[str, str, str]
"""Name of a theme, slug of a phase, voice."""


@dataclass(frozen=True)
class PatternRow:
    """The stories about one theme in one voice: a number for each phase in its order, None where it is too small."""

    theme: str
    voice: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Pattern:
    """The whole table; themes of which no number can be shown are named apart."""

    phases: tuple[str, ...]
    rows: tuple[PatternRow, ...]
    too_few: tuple[str, ...]
    fewest: int = FEWEST

    @staticmethod
    def heading_of(total: int) -> str:
        """How many there are in all, no finer than the table: else the rest after a number in it is told."""
        tens = total // FEWEST * FEWEST
        return f"{tens} verhalen of meer" if tens else f"Minder dan {FEWEST} verhalen"


def pattern(stories: StoryQuerySet) -> Pattern:
    """The pattern in these stories. One query; its answer grows with the combinations there are, not with stories."""
    rows = (
        stories.order_by()
        .filter(themes__isnull=False)
        .values_list("themes__name", "phases", "voice")
        .annotate(number=Count("pk", distinct=True))
    )
    counted: Counter[Place] = Counter()
    for theme, phases, voice, number in rows:
        for phase in phases:
            counted[theme, phase, voice] += number
    return pattern_of(counted, themes={theme for theme, *_ in rows})


def pattern_of(counted: Counter[Place], themes: Iterable[str]) -> Pattern:
    """The table of these numbers, for all of these themes."""
    rows, too_few = [], []
    for theme in sorted(themes, key=str.casefold):
        shown = [
            PatternRow(theme, voice.label, counts) for voice in Voice if any(counts := _counts(counted, theme, voice))
        ]
        rows += shown
        if not shown:
            too_few.append(theme)
    return Pattern(tuple(phase.label for phase in LifePhase), tuple(rows), tuple(too_few))


def _counts(counted: Counter[Place], theme: str, voice: str) -> tuple[int | None, ...]:
    numbers = (counted[theme, phase, voice] for phase in LifePhase)
    return tuple(number if number >= FEWEST else None for number in numbers)
