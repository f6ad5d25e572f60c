"""Actions on the reference table: filling it from the files."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction

from places.models import (
    Boundary,
    FormerMunicipality,
    Municipality,
    MunicipalityFigure,
    Region,
    RegionMembership,
    Succession,
)
from places.projection import BadBoundaries
from places.reference import FormerFacts, Reference
from places.rules import fold

M = TypeVar("M", bound=models.Model)
Key = TypeVar("Key", bound=Hashable)
OnStep = Callable[[], None]

# Well under SQLite's limit on variables in a statement, with the nine columns of a municipality.
_BATCH = 500


@dataclass
class Tally:
    """What happened to the rows of one table."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0

    @property
    def changed(self) -> int:
        return self.created + self.updated + self.deleted


@dataclass
class LoadReport:
    """What happened per table, under its Dutch plural; and what stands in the table but no longer in the files."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    unlisted: tuple[str, ...] = ()

    @property
    def changed(self) -> int:
        return sum(tally.changed for tally in self.tallies.values())


@dataclass(frozen=True)
class BoundaryReport:
    """How many outlines were stored, codes that are no municipality, and names of those that have none now."""

    loaded: int
    unknown: tuple[str, ...]
    without: tuple[str, ...]


@transaction.atomic
def load_boundaries(*, outlines: Mapping[str, str]) -> BoundaryReport:
    """Replace all outlines by these, by code of municipality. An empty path is no outline.

    BadBoundaries when none is of a municipality of today: then those that are there stay.
    """
    places = {place.code: place for place in Municipality.objects.all()}
    known = [code for code in outlines if code in places and outlines[code]]
    if not known:
        raise BadBoundaries("geen enkele is van een gemeente van nu, met een code als GM0363")
    Boundary.objects.all().delete()
    rows = [Boundary(municipality=places[code], path=outlines[code]) for code in known]
    Boundary.objects.bulk_create(rows, batch_size=_BATCH)
    return BoundaryReport(
        loaded=len(rows),
        unknown=tuple(sorted(outlines.keys() - places.keys())),
        without=tuple(sorted(places[code].name for code in places.keys() - set(known))),
    )


@transaction.atomic
def load_places(*, reference: Reference, on_step: OnStep = lambda: None) -> LoadReport:
    """Make the tables say what the reference says; `on_step` is called after each of the six tables.

    Only rows that differ are saved, one by one, so that whoever listens hears of each and of nothing else. New
    rows go in bulk: nothing can depend on them yet. A municipality or former one that is not in the reference
    is never deleted (pages may name it): the report lists it. Memberships are as the reference has them.
    """
    report = LoadReport()
    before = set(Municipality.objects.values_list("code", flat=True))
    report.tallies["regio's"] = _load_regions(reference)
    on_step()
    report.tallies["gemeenten"] = _load_municipalities(reference)
    on_step()
    report.tallies["liggingen in regio's"] = _load_memberships(reference, existing_codes=before)
    on_step()
    report.tallies["voormalige gemeenten"] = _load_former(reference)
    on_step()
    report.tallies["opvolgers"] = _load_successions(reference)
    on_step()
    report.tallies["cijfers"] = _load_figures(reference)
    on_step()
    report.unlisted = tuple(sorted(before - {facts.code for facts in reference.municipalities}))
    return report


def _load_regions(reference: Reference) -> Tally:
    wanted = {
        (facts.layer.value, fold(facts.region)): {
            "layer": facts.layer,
            "slug": fold(facts.region),
            "name": facts.region,
        }
        for facts in reference.memberships
    }
    existing = {(region.layer, region.slug): region for region in Region.objects.all()}
    return _save_what_differs(Region, wanted, existing)


def _load_municipalities(reference: Reference) -> Tally:
    wanted = {
        facts.code: {
            "code": facts.code,
            "name": facts.name,
            "slug": fold(facts.name),
            "aliases": list(facts.aliases),
            "population": facts.population,
            "population_year": facts.population_year,
            "land_area_km2": facts.land_area_km2,
            "lat": facts.lat,
            "lon": facts.lon,
        }
        for facts in reference.municipalities
    }
    return _save_what_differs(Municipality, wanted, {item.code: item for item in Municipality.objects.all()})


def _load_memberships(reference: Reference, *, existing_codes: set[str]) -> Tally:
    """Those of municipalities that stood here before are saved one by one: a page may lie in another region now."""
    ids = dict(Municipality.objects.values_list("code", "pk"))
    regions = {(region.layer, region.name): region.pk for region in Region.objects.all()}
    old = {ids[code] for code in existing_codes}
    wanted = {}
    for facts in reference.memberships:
        place, region = ids[facts.code], regions[facts.layer, facts.region]
        wanted[place, region, facts.valid_from] = {
            "municipality_id": place,
            "region_id": region,
            "valid_from": facts.valid_from,
            "valid_until": facts.valid_until,
        }
    listed = {ids[facts.code] for facts in reference.municipalities}
    existing = {
        (item.municipality_id, item.region_id, item.valid_from): item
        for item in RegionMembership.objects.filter(municipality_id__in=listed)
    }
    gone = [existing.pop(key) for key in existing.keys() - wanted.keys()]
    for membership in gone:
        membership.delete()
    tally = _save_what_differs(RegionMembership, wanted, existing, one_by_one=lambda key: key[0] in old)
    tally.deleted = len(gone)
    return tally


def _load_former(reference: Reference) -> Tally:
    wanted = {
        fold(facts.name): {
            "name": facts.name,
            "slug": fold(facts.name),
            "code": facts.code,
            "merged_on": facts.merged_on,
        }
        for facts in reference.former
    }
    return _save_what_differs(
        FormerMunicipality, wanted, {item.slug: item for item in FormerMunicipality.objects.all()}
    )


def _load_successions(reference: Reference) -> Tally:
    ids = dict(Municipality.objects.values_list("name", "pk"))
    former_ids = dict(FormerMunicipality.objects.values_list("slug", "pk"))
    wanted = {former_ids[fold(facts.name)]: _successor_ids(facts, ids) for facts in reference.former}
    existing: dict[int, list[int]] = {pk: [] for pk in wanted}
    for former, municipality in Succession.objects.order_by("former", "position").values_list("former", "municipality"):
        existing.setdefault(former, []).append(municipality)
    differing = {pk: successors for pk, successors in wanted.items() if existing[pk] != successors}
    tally = Tally(unchanged=sum(len(wanted[pk]) for pk in wanted.keys() - differing.keys()))
    if differing:
        tally.deleted, _ = Succession.objects.filter(former__in=differing).delete()
        rows = [
            Succession(former_id=former, municipality_id=municipality, position=position)
            for former, successors in differing.items()
            for position, municipality in enumerate(successors)
        ]
        tally.created = len(Succession.objects.bulk_create(rows, batch_size=_BATCH))
    return tally


def _load_figures(reference: Reference) -> Tally:
    """Figures of municipalities in the reference are as it has them: one that it dropped goes."""
    ids = dict(Municipality.objects.values_list("code", "pk"))
    wanted = {
        (ids[facts.code], facts.indicator, facts.year): {
            "municipality_id": ids[facts.code],
            "indicator": facts.indicator,
            "year": facts.year,
            "value": facts.value,
        }
        for facts in reference.figures
    }
    listed = [ids[facts.code] for facts in reference.municipalities]
    existing = {
        (figure.municipality_id, figure.indicator, figure.year): figure
        for figure in MunicipalityFigure.objects.filter(municipality_id__in=listed)
    }
    gone = [existing.pop(key).pk for key in existing.keys() - wanted.keys()]
    MunicipalityFigure.objects.filter(pk__in=gone).delete()
    tally = _save_what_differs(MunicipalityFigure, wanted, existing)
    tally.deleted = len(gone)
    return tally


def _successor_ids(facts: FormerFacts, ids: Mapping[str, int]) -> list[int]:
    return [ids[name] for name in facts.successors]


def _save_what_differs(
    model: type[M],
    wanted: Mapping[Key, Mapping[str, Any]],
    existing: Mapping[Key, M],
    *,
    one_by_one: Callable[[Key], bool] = lambda key: False,
) -> Tally:
    """Create and update rows of a model; new ones in bulk, except those for which `one_by_one` is true."""
    tally, new = Tally(), []
    for key, values in wanted.items():
        instance = existing.get(key)
        if instance is None:
            tally.created += 1
            if one_by_one(key):
                model._default_manager.create(**values)
            else:
                new.append(model(**values))
        elif changed := [name for name, value in values.items() if getattr(instance, name) != value]:
            for name in changed:
                setattr(instance, name, values[name])
            instance.save(update_fields=changed)
            tally.updated += 1
        else:
            tally.unchanged += 1
    model._default_manager.bulk_create(new, batch_size=_BATCH)
    return tally
