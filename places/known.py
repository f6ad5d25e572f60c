"""All places by the names that people have for them, remembered for a minute: every question is looked through."""

from collections.abc import Iterable
from operator import attrgetter

from core.remembered import Remembered
from places.models import FormerMunicipality, Municipality, Region, Succession
from places.naming import MUNICIPALITY, Known, NamedPlace, bare_name

__all__ = ["connect", "known_places"]


def _read() -> Known:
    """Two queries, some thousand names."""
    municipalities = {
        name: NamedPlace(MUNICIPALITY, place.slug, place.name) for name, place in Municipality.objects.by_name().items()
    }
    found = {(MUNICIPALITY, name): places for name, places in _by_bare_name(set(municipalities.values())).items()}
    found |= {(MUNICIPALITY, name): (place,) for name, place in municipalities.items()}
    for name, region in Region.objects.by_name():
        found.setdefault((region.layer, name), (NamedPlace(region.layer, region.slug, region.name),))
    return found


def _by_bare_name(places: Iterable[NamedPlace]) -> dict[str, tuple[NamedPlace, ...]]:
    """All that are called so but for what stands behind it in brackets."""
    found: dict[str, tuple[NamedPlace, ...]] = {}
    for place in sorted(places, key=attrgetter("value")):
        name = bare_name(place.label)
        found[name] = (*found.get(name, ()), place)
    return found


known_places: Remembered[Known] = Remembered(_read)


def connect() -> None:
    """Read them anew after a change of a name."""
    known_places.forget_after(Municipality, FormerMunicipality, Succession, Region)
