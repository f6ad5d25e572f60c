"""Parameters of an address that stand for several values of one facet, as "gemeenten zoals Zaanstad" does.

Their owners register what a value means; search/spelling_out.py spells it out before an engine is asked.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from search.facets import Labels


def no_names(texts: Collection[str]) -> Mapping[str, str]:
    """For a shorthand of which `meaning` alone tells the names."""
    return {}


@dataclass(frozen=True)
class Member:
    """One value of the facet that is meant: its slug, its name, and why it is one ("" when that speaks for itself)."""

    value: str
    label: str
    reason: str = ""


@dataclass(frozen=True)
class Meaning:
    """What a text stands for. `value` is how addresses keep it, `label` its name, `told` says it in a sentence."""

    value: str
    label: str
    told: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Shorthand:
    """A parameter `key` for several values of `facet`.

    `label` stands before a value ("Gemeenten zoals" Zaanstad), `prompt` above the field where one types it, `hint`
    under that. `meaning(text)` is None for what nobody knows; it takes a fixed number of queries. `completions`: key of
    the kind of pages whose names are offered in that field ("" for none). `names`: what texts are called that stand as
    addresses keep them, in one query for all; `meaning` tells the others.
    """

    key: str
    facet: str
    label: str
    prompt: str
    hint: str
    meaning: Callable[[str], Meaning | None]
    completions: str = ""
    names: Labels = no_names


@dataclass(frozen=True)
class Meant:
    """A shorthand that was used, and what it stands for now."""

    shorthand: Shorthand
    meaning: Meaning
