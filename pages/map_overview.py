"""What the national map can show: which municipalities have a coalition, and how far an instrument reaches."""

from datetime import date

from coalitions.models import CoalitionPage
from places.maps import NationalMap, national_map

__all__ = ["coalition_map"]


def coalition_map(today: date) -> NationalMap:
    """Which municipalities take part in a public coalition, with its name. Four queries."""
    rows = (
        CoalitionPage.objects.public()
        .filter(municipalities__isnull=False)
        .order_by("title")
        .values_list("municipalities", "title")
    )
    said: dict[int, str] = {}
    for pk, title in rows:
        said[pk] = f"{said[pk]}, {title}" if pk in said else title
    return national_map(said, today, meaning="een coalitie op deze site", column="Coalitie")
