"""Which municipalities are alike: functions over values, without the database.

Four things count: the number of inhabitants and how close together they live (both as a ratio: 20,000 is to
40,000 as 200,000 to 400,000), the share of households with a low income, and the region. Each is measured in
units of how much municipalities differ in it; a figure that one of the two lacks is left out, and said.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["NEAREST", "Likeness", "Profile", "nearest"]

NEAREST: Final = 6
"""Two rows of three: enough to choose from, few enough to read."""
REGION_WEIGHT: Final = 0.5
"""A neighbour works with the same partners, but a municipality far away may look more like this one."""
CLOSE: Final = 0.5
"""In units of spread: how near two municipalities must be for it to be called a reason."""


@dataclass(frozen=True)
class Profile:
    """What may be told of one municipality. `low_income` is a percentage of households; None is unknown or hidden."""

    slug: str
    name: str
    population: int | None
    density: float | None
    low_income: float | None
    ggd_region: str
    province: str


@dataclass(frozen=True)
class Likeness:
    """A municipality that is like another one: why, and which figures could not be compared."""

    profile: Profile
    distance: float
    reasons: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class _Feature:
    """One number to compare by; `of` gives it on the scale of comparison, None when it is unknown."""

    name: str
    of: Callable[[Profile], float | None]
    reason: Callable[[Profile], str]


def _log(value: float | None) -> float | None:
    return math.log(value) if value else None


_FEATURES: Final = (
    _Feature("inwoners", lambda p: _log(p.population), lambda p: f"{_thousands(p.population)} inwoners"),
    _Feature("dichtheid", lambda p: _log(p.density), lambda p: f"{_thousands(p.density)} inwoners per km²"),
    _Feature(
        "laag inkomen",
        lambda p: p.low_income,
        lambda p: f"{_decimal(p.low_income)} % van de huishoudens heeft een laag inkomen",
    ),
)


def nearest(here: Profile, others: Iterable[Profile], *, size: int = NEAREST) -> tuple[Likeness, ...]:
    """The municipalities most like `here`, the nearest first; those that can't be compared at all are left out."""
    candidates = [profile for profile in others if profile.slug != here.slug]
    spreads = [_spread([feature.of(profile) for profile in (here, *candidates)]) for feature in _FEATURES]
    found = [likeness for profile in candidates if (likeness := _likeness(here, profile, spreads))]
    return tuple(sorted(found, key=lambda likeness: (likeness.distance, likeness.profile.name))[:size])


def _likeness(here: Profile, there: Profile, spreads: Sequence[float]) -> Likeness | None:
    """None when the two share no figure at all."""
    gaps: list[tuple[float, _Feature]] = []
    left_out: list[str] = []
    for feature, spread in zip(_FEATURES, spreads, strict=True):
        one, other = feature.of(here), feature.of(there)
        if one is None or other is None:
            left_out.append(feature.name)
        else:
            gaps.append((abs(one - other) / spread, feature))
    if not gaps:
        return None
    region_gap, region_reason = _region(here, there)
    total = sum(gap**2 for gap, _ in gaps) + REGION_WEIGHT * region_gap**2
    close = sorted((gap, place) for place, (gap, _) in enumerate(gaps) if gap <= CLOSE)
    # The nearest thing is a reason even when nothing is near.
    order = [place for _, place in close] or [min(range(len(gaps)), key=lambda place: gaps[place][0])]
    reasons = [gaps[place][1].reason(there) for place in order]
    return Likeness(
        profile=there,
        # Rounded, so that half as many and twice as many inhabitants are equally far whatever the last bit says.
        distance=round(math.sqrt(total / (len(gaps) + REGION_WEIGHT)), 9),
        reasons=tuple([*reasons, region_reason] if region_reason else reasons),
        left_out=tuple(left_out),
    )


def _region(here: Profile, there: Profile) -> tuple[float, str]:
    """How far apart in regions (0 to 1), and the reason if there is one."""
    if here.ggd_region and here.ggd_region == there.ggd_region:
        return 0, f"dezelfde GGD-regio ({there.ggd_region})"
    if here.province and here.province == there.province:
        return 0.5, f"dezelfde provincie ({there.province})"
    return 1, ""


def _spread(values: Iterable[float | None]) -> float:
    """The standard deviation of what is known; 1 when all are the same, so that nothing is divided by zero."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return 1
    mean = sum(known) / len(known)
    return math.sqrt(sum((value - mean) ** 2 for value in known) / len(known)) or 1


def _thousands(value: float | None) -> str:
    """A number with a point between the thousands, as in 12.300."""
    return f"{round(value or 0):,}".replace(",", ".")


def _decimal(value: float | None) -> str:
    return f"{value or 0:.1f}".replace(".", ",")
