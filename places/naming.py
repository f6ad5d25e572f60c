"""Which places a name in a question may mean: functions over values, without the database.

"Utrecht" is a municipality and a province, "de provincie Utrecht" the province alone. What else than its own name
leads to a place (Friesland, R'dam, Scheveningen) is read from places/data/more_names.csv.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from places.layers import RegionLayer
from places.reference import MoreName, read_more_names
from places.rules import fold

__all__ = [
    "MUNICIPALITY",
    "Known",
    "NamedPlace",
    "bare_name",
    "is_known_name",
    "leads_to",
    "meant",
    "short_names",
    "town_names",
    "words_of_names",
]

_WORD: Final = re.compile(r"\w+")

MUNICIPALITY: Final = "municipality"
"""The facet of municipalities; that of a layer of regions has the key of the layer."""

_GGD: Final = (RegionLayer.GGD_REGION.value,)
_ZORGKANTOOR: Final = (RegionLayer.ZORGKANTOOR_REGION.value,)
_PROVINCE: Final = (RegionLayer.PROVINCE.value,)

_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "gemeente": (MUNICIPALITY,),
    "stad": (MUNICIPALITY,),
    "provincie": _PROVINCE,
    # Of the layers the GGD regions are those that coalitions work together in.
    "regio": (*_GGD, *_ZORGKANTOOR, *_PROVINCE),
    "ggd": _GGD,
    "ggd-regio": _GGD,
    "zorgkantoor": _ZORGKANTOOR,
    "zorgkantoorregio": _ZORGKANTOOR,
}
"""What is meant by a word before a name, the likeliest first."""

_BEFORE_A_REGION: Final = ("ggd-regio-", "ggd-")
"""What people leave out: "Twente" is what they say of "GGD Twente"."""

_SHORTENED: Final = "t-"
"""The folded beginning of "'t Hogeland" and "'t Gooi"."""


@dataclass(frozen=True)
class NamedPlace:
    """A value of a facet, with its label."""

    facet: str
    value: str
    label: str


Known = Mapping[tuple[str, str], tuple[NamedPlace, ...]]
"""Places by their facet and folded name: several where the name alone doesn't tell them apart."""


def meant(run: str, known: Known) -> tuple[NamedPlace, ...]:
    """What folded words may be the name of, the likeliest first: both the municipality and the province, else of one
    kind."""
    for kind, facets in _KINDS.items():
        if run.startswith(f"{kind}-") and (found := _named(run.removeprefix(f"{kind}-"), facets, known)):
            return _of_one_kind(found)
    both = _named(run, (MUNICIPALITY, *_PROVINCE), known)
    return both or _of_one_kind(_named(run, (*_GGD, *_ZORGKANTOOR), known))


def _of_one_kind(found: tuple[NamedPlace, ...]) -> tuple[NamedPlace, ...]:
    return tuple(place for place in found if place.facet == found[0].facet)


def _named(name: str, facets: Iterable[str], known: Known) -> tuple[NamedPlace, ...]:
    """The places with this name in each of these facets that has one: its own name goes before another one's."""
    if name.startswith(_SHORTENED):
        name = f"het-{name.removeprefix(_SHORTENED)}"
    each = (
        next((known[facet, one] for one in (name, *leads_to(name, facet)) if (facet, one) in known), ())
        for facet in facets
    )
    return tuple(chain.from_iterable(each))


def leads_to(name: str, facet: str) -> tuple[str, ...]:
    """The folded names of the places of a facet for which people say this: of Den Haag for "scheveningen"."""
    return tuple(fold(more.of) for more in _more_names().get(name, ()) if more.facet == facet)


def is_known_name(run: str) -> bool:
    """Whether folded words are a name that leads nowhere, as "Achterhoek" and "Velp" (there are two) do."""
    return any(not more.of for more in _more_names().get(run, ()))


def bare_name(label: str) -> str:
    """The folded name without what stands behind it in brackets: that of "Bergen (NH.)" and of "Bergen (L.)"."""
    return fold(label.partition("(")[0])


def short_names(slug: str) -> tuple[str, ...]:
    """The folded names of a region: its own, and that without "GGD" before it."""
    return tuple(dict.fromkeys((slug, *(slug.removeprefix(start) for start in _BEFORE_A_REGION))))


def town_names(known: Known) -> frozenset[str]:
    """The folded names of municipalities, and of what is named in place of one."""
    more = (name for name, leads in _more_names().items() if any(one.facet == MUNICIPALITY for one in leads))
    return frozenset((*(name for facet, name in known if facet == MUNICIPALITY), *more))


def words_of_names(known: Known) -> Mapping[str, str]:
    """Each word of the names of places as it is written, by its folded letters; of another name with a capital."""
    names = chain((name for _, name in known), _more_names())
    folded = {word: word.capitalize() for name in names for word in name.split("-")}
    return folded | {
        fold(word): word for place in chain.from_iterable(known.values()) for word in _WORD.findall(place.label)
    }


@lru_cache(maxsize=1)
def _more_names() -> Mapping[str, tuple[MoreName, ...]]:
    found: dict[str, tuple[MoreName, ...]] = {}
    for more in read_more_names():
        name = fold(more.name)
        found[name] = (*found.get(name, ()), more)
    return found
