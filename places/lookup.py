"""Which municipality a text means: the door for imports, forms and queries."""

from difflib import get_close_matches

from places.models import Municipality
from places.rules import fold, without_prefix

__all__ = ["find_municipalities", "find_municipality", "similar_names"]


def find_municipality(text: str) -> Municipality | None:
    """The municipality with this name, alias, CBS code or former name, else None: see `MunicipalityQuerySet.named`."""
    return Municipality.objects.named(text)


def find_municipalities(text: str) -> tuple[Municipality, ...]:
    """The same, with all that a former one was divided over: see `MunicipalityQuerySet.all_named`."""
    return Municipality.objects.all_named(text)


def similar_names(text: str) -> list[str]:
    """At most three names that may be meant by one that isn't any: those it is the beginning of, else those like it,
    the likest first."""
    names = {fold(name): name for name in Municipality.objects.values_list("name", flat=True)}
    asked = without_prefix(fold(text))
    found = sorted(slug for slug in names if slug.startswith(f"{asked}-")) or get_close_matches(asked, names)
    return [names[slug] for slug in found[:3]] if asked else []
