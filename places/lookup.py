"""Which municipality a text means: the door for imports, forms and queries."""

from places.models import Municipality

__all__ = ["find_municipalities", "find_municipality", "similar_names"]


def find_municipality(text: str) -> Municipality | None:
    """The municipality with this name, alias, CBS code or former name, else None: see `MunicipalityQuerySet.named`."""
    return Municipality.objects.named(text)


def find_municipalities(text: str) -> tuple[Municipality, ...]:
    """The same, with all that a former one was divided over: see `MunicipalityQuerySet.all_named`."""
    return Municipality.objects.all_named(text)


def similar_names(text: str) -> list[str]:
    """At most three names that may be meant by one that isn't any: see `MunicipalityQuerySet.each_similar`."""
    return Municipality.objects.each_similar([text])[text]
