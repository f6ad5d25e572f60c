"""Reads of municipalities and regions."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When

from places.figures import may_be_shown
from places.indicators import LOW_INCOME, indicator
from places.layers import RegionLayer
from places.likeness import Profile
from places.naming import MUNICIPALITY, leads_to, short_names
from places.rules import fold, municipality_code, without_prefix

if TYPE_CHECKING:
    from places.models import Municipality, Region

__all__ = ["MunicipalityQuerySet", "RegionQuerySet", "holds_on"]


class RegionQuerySet(QuerySet["Region"]):
    """Reads of regions."""

    def labels(self, slugs: Collection[str]) -> Mapping[str, str]:
        """Names by slug, of the regions that exist. Slugs are unique within a layer: filter on that first."""
        return dict(self.filter(slug__in=slugs).values_list("slug", "name"))

    def lying_in(self, layer: str, slug: str, day: date) -> "RegionQuerySet":
        """Those that lie whole in the region with this slug on a day, itself included: see `Region.lies_in`."""
        memberships: Any = self.model._meta.get_field("memberships").related_model  # that module imports this one
        now = memberships.objects.filter(holds_on(day))
        inside = now.filter(region__layer=layer, region__slug=slug).values("municipality")
        own = now.filter(region=OuterRef("pk"))
        return self.filter(Exists(own), ~Exists(own.exclude(municipality__in=inside)))

    def by_name(self) -> "Iterator[tuple[str, Region]]":
        """(folded name, region) of all, "Twente" as well as "GGD Twente". One query."""
        for region in self:
            yield from ((name, region) for name in short_names(region.slug))


class MunicipalityQuerySet(QuerySet["Municipality", "Municipality"]):
    """Reads of municipalities."""

    def labels(self, slugs: Collection[str]) -> Mapping[str, str]:
        """Names by slug, of the municipalities that exist."""
        return dict(self.filter(slug__in=slugs).values_list("slug", "name"))

    def with_regions(self) -> "MunicipalityQuerySet":
        """With all that `Municipality.regions_on` reads."""
        return self.prefetch_related("memberships__region")

    def lying_in(self, region: "Region", day: date) -> "MunicipalityQuerySet":
        """Those that lie in a region on a day; an unknown start counts as long ago."""
        return self.filter(
            holds_on(day, "memberships__"),
            memberships__region=region,
        ).distinct()

    def profiles(self, day: date) -> "list[Profile]":
        """What municipalities are compared by, as on a day. One query for all of them: values, no objects.

        A figure that may not be shown is unknown here: what is alike, and why, would give it away.
        """
        figures: Any = self.model._meta.get_field("figures").related_model  # that module imports this one
        latest = figures.objects.filter(municipality=OuterRef("pk"), indicator=LOW_INCOME).order_by("-year")
        rows = self.annotate(
            low_income=Subquery(latest.values("value")[:1]),
            ggd_region=_region_name(RegionLayer.GGD_REGION, day),
            province=_region_name(RegionLayer.PROVINCE, day),
        ).values_list("slug", "name", "population", "land_area_km2", "low_income", "ggd_region", "province")
        return [
            Profile(
                slug=slug,
                name=name,
                population=population,
                density=population / float(area) if population and area else None,
                low_income=_if_shown(low_income, population),
                ggd_region=ggd_region or "",
                province=province or "",
            )
            for slug, name, population, area, low_income, ggd_region, province in rows
        ]

    def named(self, text: str) -> "Municipality | None":
        """The municipality with this name, alias or code, now or formerly; None if none, or more than one.

        A former one that was divided leads to its main successor: see `all_named`.
        """
        found = self.all_named(text)
        return found[0] if found else None

    def each_named(self, texts: Iterable[str]) -> "Mapping[str, Municipality]":
        """For each text that names one, the municipality that `named` finds. Three queries, however many texts."""
        asked = {text: municipality_code(text) or without_prefix(fold(text)) for text in texts}
        wanted = {name for name in asked.values() if name}
        called = self._aliased() | self._now(wanted)
        found = {text: called[name] for text, name in asked.items() if name in called}
        rest = wanted - called.keys()
        before = self._before(rest) if rest else {}
        return found | {text: before[name] for text, name in asked.items() if name in before}

    def all_named(self, text: str) -> "tuple[Municipality, ...]":
        """The municipality with this name, alias or code; of a former one all that it went on in, the main one first.

        Case, accents and hyphens don't matter, and "gemeente" before the name may stand there. At most three queries.
        """
        folded, code = fold(text), municipality_code(text)
        if not folded:
            return ()
        if code:
            now = self.filter(code=code).first()
            return (now,) if now else self._formerly(Q(successions__former__code=code))
        name = without_prefix(folded)
        called = self.filter(slug=name).first() or self._aliased().get(name)
        return (called,) if called else self._formerly(Q(successions__former__slug=name))

    def each_similar(self, texts: Iterable[str]) -> Mapping[str, list[str]]:
        """For each text at most three names that may be meant, if it isn't one: those it is the beginning of, else
        those like it, the likest first. One query."""
        names = {fold(name): name for name in self.values_list("name", flat=True)}
        return {text: [names[slug] for slug in _similar(without_prefix(fold(text)), names)] for text in texts}

    def named_like(self, text: str) -> "MunicipalityQuerySet":
        """Those of which a name has this in it: of today, another one, or one of before; those that people mean by it;
        the one with this code, now or formerly. Names are compared as in `all_named`. None for what names nothing.
        """
        name, code = without_prefix(fold(text)), municipality_code(text)
        if not name:
            return self.none()
        aliased = [
            pk
            for pk, aliases in self.exclude(aliases=[]).values_list("pk", "aliases")
            if any(name in fold(alias) for alias in aliases)
        ]
        now = Q(slug__contains=name) | Q(slug__in=leads_to(name, MUNICIPALITY)) | Q(pk__in=aliased)
        before = Q(successions__former__slug__contains=name)
        coded = Q(code=code) | Q(successions__former__code=code) if code else Q()
        return self.filter(now | before | coded).distinct()

    def renamed_like(self, text: str) -> "list[tuple[str, list[str]]]":
        """Each name of before that has this in it, with the names of those of today, the main one first. One query."""
        name = without_prefix(fold(text))
        found: dict[str, list[str]] = {}
        if name:
            rows = self.filter(successions__former__slug__contains=name).order_by("successions__position", "name")
            for former, today in rows.values_list("successions__former__name", "name"):
                found.setdefault(former, []).append(today)
        return sorted(found.items())

    def by_name(self) -> "dict[str, Municipality]":
        """All municipalities by their folded names: of today, another one, or one of before. One query."""
        before = Q(successions__position=0)
        # A municipality comes once per name of before.
        named_before = Case(When(before, then=F("successions__former__slug")), default=Value(""))
        found = list(self.annotate(named_before=named_before))
        by_name: dict[str, Municipality] = {place.slug: place for place in found}
        for place in found:
            for alias in place.aliases:
                by_name.setdefault(fold(alias), place)
        for place in found:
            by_name.setdefault(place.named_before, place)
        return {name: place for name, place in by_name.items() if name}

    def beginning_with(self, text: str) -> "Iterable[tuple[str, str, list[str]]]":
        """Name, slug and other names of at least all of which a name has a word that begins so; of a name of before
        only one that does. One comes once per name of before, and all that have an alias come along: those are few.
        """
        start = fold(text)
        if not start:
            return
        former = "successions__former__slug__"
        before = Q(successions__position=0) & (
            Q(**{f"{former}startswith": start}) | Q(**{f"{former}contains": f"-{start}"})
        )
        named_so = Q(slug__startswith=start) | Q(slug__contains=f"-{start}")
        rows = (
            self.filter(named_so | before | ~Q(aliases=[]))
            .annotate(named_before=Case(When(before, then=F("successions__former__name")), default=Value("")))
            .values_list("name", "slug", "aliases", "named_before")
        )
        for name, slug, aliases, named_before in rows:
            yield name, slug, [*aliases, named_before] if named_before else aliases

    def _now(self, wanted: Collection[str]) -> "dict[str, Municipality]":
        """By folded name of today and by code, of these."""
        found: list[Municipality] = list(self.filter(Q(slug__in=wanted) | Q(code__in=wanted)))
        return {place.code: place for place in found} | {place.slug: place for place in found}

    def _aliased(self) -> "dict[str, Municipality]":
        """By folded alias, but for one that several have. Few municipalities have an alias (about thirty): comparing
        those here spares a table of folded names."""
        named = [(name, place) for place in self.exclude(aliases=[]) for name in set(map(fold, place.aliases))]
        often = Counter(name for name, _ in named)
        return {name: place for name, place in named if often[name] == 1}

    def _before(self, wanted: Set[str]) -> "dict[str, Municipality]":
        """By folded name and code of before, of these: the main successor."""
        former = Q(successions__former__slug__in=wanted) | Q(successions__former__code__in=wanted)
        rows: QuerySet[Any] = self.filter(former).annotate(
            slug_before=F("successions__former__slug"), code_before=F("successions__former__code")
        )
        found: dict[str, Municipality] = {}
        for place in rows.order_by("successions__position"):
            for name in wanted & {place.slug_before, place.code_before}:
                found.setdefault(name, place)
        return found

    def _formerly(self, former: Q) -> "tuple[Municipality, ...]":
        return tuple(self.filter(former).order_by("successions__position"))


def holds_on(day: date, prefix: str = "") -> Q:
    """That a membership holds on a day, by the same rule as RegionMembership.holds_on."""
    started = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    lasts = Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": day})
    return started & lasts


def _if_shown(low_income: Decimal | None, population: int | None) -> float | None:
    if low_income is None or not may_be_shown(indicator(LOW_INCOME), low_income, population):
        return None
    return float(low_income)


def _region_name(layer: RegionLayer, day: date) -> Max:
    return Max("memberships__region__name", filter=Q(memberships__region__layer=layer) & holds_on(day, "memberships__"))


def _similar(asked: str, names: Collection[str]) -> list[str]:
    found = sorted(name for name in names if name.startswith(f"{asked}-")) or get_close_matches(asked, names)
    return found[:3] if asked else []
