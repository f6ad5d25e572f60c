"""All places by the names that people have for them, remembered for a minute: every question is looked through."""

from core.remembered import Remembered
from places.models import FormerMunicipality, Municipality, Region, Succession
from places.naming import MUNICIPALITY, Known, NamedPlace

__all__ = ["connect", "known_places"]


def _read() -> Known:
    """Two queries, some thousand names."""
    found = {
        (MUNICIPALITY, name): NamedPlace(MUNICIPALITY, place.slug, place.name)
        for name, place in Municipality.objects.by_name().items()
    }
    for name, region in Region.objects.by_name():
        found.setdefault((region.layer, name), NamedPlace(region.layer, region.slug, region.name))
    return found


known_places: Remembered[Known] = Remembered(_read)


def connect() -> None:
    """Read them anew after a change of a name."""
    known_places.forget_after(Municipality, FormerMunicipality, Succession, Region)
