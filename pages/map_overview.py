"""What the national map can show: which municipalities have a coalition, and how far an instrument reaches."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from coalitions.models import CoalitionPage
from places.maps import NationalMap, national_map
from toolbox.models import Coverage, Instrument

__all__ = ["Choice", "choices", "coalition_map", "coverage_map"]

COALITIONS = "Coalities"


@dataclass(frozen=True)
class Choice:
    """One thing that the map can show."""

    label: str
    url: str
    current: bool


def choices(chosen: Instrument | None) -> tuple[Choice, ...]:
    """The coalitions, and each public instrument of which it is known where it is. One query."""
    path = reverse("places:map")
    instruments = Instrument.objects.public().filter(coverage__isnull=False).distinct().order_by("name")
    return (
        Choice(COALITIONS, path, current=chosen is None),
        *(Choice(item.name, f"{path}?instrument={item.slug}", current=item == chosen) for item in instruments),
    )


def coalition_map(today: date) -> NationalMap:
    """Which municipalities take part in a public coalition, with its name. Five queries."""
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


def coverage_map(instrument: Instrument, today: date) -> NationalMap:
    """In which municipalities an instrument is available today, and since when. Five queries."""
    rows = Coverage.objects.public().on(today).filter(instrument=instrument).order_by("since")
    invented = {True: " (verzonnen voorbeeld)", False: ""}
    said = {row.municipality_id: (row.period or "ja") + invented[row.is_example] for row in rows}
    return national_map(said, today, meaning=instrument.name, column="Beschikbaar")
