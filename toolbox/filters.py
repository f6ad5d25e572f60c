"""Narrowing a list of instruments by purpose, phase and theme: values in, values out, without the database.

Several values of one filter are OR, filters among each other AND; the counts of a filter ignore its own choice.
The list is short (tens, not thousands), so it is narrowed here and not by the search.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from themes.models import LifePhase
from toolbox.models import Instrument, Purpose

__all__ = ["Chip", "Choice", "Filter", "chips", "filters", "narrow", "read_choice"]

Choice = Mapping[str, frozenset[str]]
"""The chosen values by key of their filter."""

_VALUES: Mapping[str, Callable[[Instrument], Iterable[str]]] = {
    "purpose": lambda instrument: instrument.purposes,
    "phase": lambda instrument: instrument.phase_slugs,
    "theme": lambda instrument: instrument.theme_slugs,
}
_LABELS = {"purpose": "Doel", "phase": "Fase", "theme": "Thema"}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Filter:
    """One way to narrow the list: only the values that occur in it, or were chosen."""

    key: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address of the list without it."""

    label: str
    filter_label: str
    remove_url: str


def read_choice(parameters: QueryDict, instruments: Sequence[Instrument]) -> Choice:
    """What an address asks for; a value that no instrument has is left out, since nobody can have ticked it."""
    known = {key: {value for item in instruments for value in of(item)} for key, of in _VALUES.items()}
    return {key: frozenset(parameters.getlist(key)) & known[key] for key in _VALUES}


def narrow(instruments: Sequence[Instrument], choice: Choice, but: str = "") -> list[Instrument]:
    """The instruments that have one of the chosen values of every filter, except of the filter `but`."""
    return [item for item in instruments if all(_fits(item, key, choice) for key in _VALUES if key != but)]


def filters(instruments: Sequence[Instrument], choice: Choice) -> tuple[Filter, ...]:
    """The filters of a list, each with how many instruments a value would leave."""
    names = _names(instruments)
    made = []
    for key, values_of in _VALUES.items():
        counts = Counter(value for item in narrow(instruments, choice, but=key) for value in values_of(item))
        options = tuple(
            Option(value, label, counts[value], value in choice[key])
            for value, label in names[key].items()
            if counts[value] or value in choice[key]
        )
        made.append(Filter(key, _LABELS[key], options))
    return tuple(filter_ for filter_ in made if filter_.options)


def chips(found: Iterable[Filter], choice: Choice, path: str) -> tuple[Chip, ...]:
    """What was chosen, each with a way to take it away."""
    return tuple(
        Chip(option.label, filter_.label, _address(path, choice, without=(filter_.key, option.value)))
        for filter_ in found
        for option in filter_.options
        if option.selected
    )


def _fits(instrument: Instrument, key: str, choice: Choice) -> bool:
    return not choice[key] or not choice[key].isdisjoint(_VALUES[key](instrument))


def _names(instruments: Iterable[Instrument]) -> Mapping[str, Mapping[str, str]]:
    """The names of values in the order to show them: purposes and phases as listed, themes by name."""
    themes = {theme.slug: theme.name for item in instruments for theme in item.themes.all()}
    return {
        "purpose": dict(Purpose.choices),
        "phase": dict(LifePhase.choices),
        "theme": dict(sorted(themes.items(), key=lambda pair: pair[1].casefold())),
    }


def _address(path: str, choice: Choice, without: tuple[str, str]) -> str:
    pairs = [(key, value) for key in _VALUES for value in sorted(choice[key]) if (key, value) != without]
    return f"{path}?{urlencode(pairs)}" if pairs else path
