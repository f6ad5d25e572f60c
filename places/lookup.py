"""Which municipality a text means: the door for imports, forms and queries."""

from places.models import Municipality

__all__ = ["find_municipality"]


def find_municipality(text: str) -> Municipality | None:
    """The municipality with this name, alias, CBS code or former name, else None: see `MunicipalityQuerySet.named`."""
    return Municipality.objects.named(text)
