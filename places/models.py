"""Places of the Netherlands: municipalities, the regions they lie in, and the municipalities that are no more.

Facts come from the files in places/data through `manage.py load_places`; nobody types them in here.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from places.fields import MunicipalitiesField
from places.indicators import INDICATORS, Indicator, indicator
from places.layers import RegionLayer
from places.querysets import MunicipalityQuerySet, RegionQuerySet
from places.rules import fold, municipality_code, without_prefix

__all__ = [
    "Boundary",
    "FormerMunicipality",
    "Municipality",
    "MunicipalityFigure",
    "Placed",
    "PlacedMixin",
    "Region",
    "RegionLayer",
    "RegionMembership",
    "Succession",
]

# As Python, SQLite (through Python) and PostgreSQL all read it.
CODE = r"^GM[0-9]{4}\Z"


class Region(models.Model):
    """A province, GGD region or care office region."""

    layer = models.CharField("indeling", max_length=30, choices=RegionLayer)
    name = models.CharField("naam", max_length=100)
    slug = models.SlugField("webnaam", max_length=100)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"
        ordering = ("layer", "name")
        constraints = (
            models.UniqueConstraint(fields=("layer", "slug"), name="places_region_slug_once_per_layer"),
            models.CheckConstraint(condition=Q(layer__in=RegionLayer.values), name="places_region_layer_known"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The address of its page, from "/" on."""
        return reverse("places:region", args=[RegionLayer(self.layer).path, self.slug])

    def in_layer(self, layer: str, day: date) -> "tuple[Region, ...]":
        """What of a layer it counts for on a day: itself, or the regions that it lies in whole."""
        return (self,) if self.layer == layer else self.lies_in(layer, day)

    def lies_in(self, layer: str, day: date) -> "tuple[Region, ...]":
        """The regions of a layer that it lies in whole on a day: all of its municipalities do. Layers do not nest.

        No query when `memberships__municipality__memberships__region` was prefetched.
        """
        members = [membership.municipality for membership in self.memberships.all() if membership.holds_on(day)]
        around = [set(municipality.regions_on(day, layer)) for municipality in members]
        return tuple(sorted(set.intersection(*around), key=lambda region: region.slug)) if around else ()


class Municipality(models.Model):
    """A municipality of today, with its CBS code."""

    code = models.CharField("CBS-code", max_length=6, unique=True, validators=(RegexValidator(CODE),))
    name = models.CharField("naam", max_length=100, unique=True)
    slug = models.SlugField("webnaam", max_length=100, unique=True)
    aliases = models.JSONField("andere namen", default=list, blank=True)
    population = models.PositiveIntegerField("inwoners", null=True, blank=True)
    population_year = models.PositiveSmallIntegerField("jaar van het inwonertal", null=True, blank=True)
    land_area_km2 = models.DecimalField("landoppervlakte (km²)", max_digits=7, decimal_places=2, null=True, blank=True)
    lat = models.FloatField("breedtegraad", null=True, blank=True)
    lon = models.FloatField("lengtegraad", null=True, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    named_before: str
    """Only on what `MunicipalityQuerySet.by_name` reads: a former name that leads there, folded; "" if none."""

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=Q(code__regex=CODE), name="places_municipality_code_shape"),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population_year__isnull=False),
                name="places_population_has_its_year",
            ),
            # The European Netherlands in whole degrees and a half: latitude and longitude can't be swapped.
            models.CheckConstraint(
                # "Is not null" is said: a range over NULL is neither true nor false, and such a row would pass.
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__isnull=False, lon__isnull=False, lat__range=(50.5, 54), lon__range=(3, 7.5)),
                name="places_centre_in_the_netherlands",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def is_called(self, text: str) -> bool:
        """Whether a text is its name, another name or its code of today: no name of before."""
        names = {self.slug, *map(fold, self.aliases)}
        return municipality_code(text) == self.code or without_prefix(fold(text)) in names

    def regions_on(self, day: date, layer: str) -> tuple[Region, ...]:
        """The regions of a layer it lies in on a day; no query when the memberships were prefetched."""
        return tuple(
            membership.region
            for membership in self.memberships.all()
            if membership.region.layer == layer and membership.holds_on(day)
        )


class RegionMembership(models.Model):
    """That a municipality lies in a region, from its first day until the first day it no longer does."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="memberships", verbose_name="gemeente")
    region = models.ForeignKey(Region, models.CASCADE, related_name="memberships", verbose_name="regio")
    valid_from = models.DateField("geldig vanaf", null=True, blank=True, help_text="Leeg: onbekend.")
    valid_until = models.DateField(
        "geldig tot", null=True, blank=True, help_text="De eerste dag waarop dit niet meer geldt. Leeg: geldt nog."
    )

    class Meta:
        verbose_name = "ligging in een regio"
        verbose_name_plural = "liggingen in regio's"
        ordering = ("municipality", "region", "valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "region", "valid_from"), name="places_membership_once_per_start"
            ),
            # NULLs are distinct in a unique index, so "start unknown" needs its own rule.
            models.UniqueConstraint(
                fields=("municipality", "region"),
                condition=Q(valid_from__isnull=True),
                name="places_membership_once_without_start",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="places_membership_ends_after_its_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.region}"

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day; an unknown start counts as long ago."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


class MunicipalityFigure(models.Model):
    """One figure of a municipality in a year, as the source gives it; `places.indicators` says how to read it."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="figures", verbose_name="gemeente")
    indicator = models.CharField("wat", max_length=30)
    year = models.PositiveSmallIntegerField("jaar")
    value = models.DecimalField("waarde", max_digits=8, decimal_places=2)

    class Meta:
        verbose_name = "cijfer van een gemeente"
        verbose_name_plural = "cijfers van gemeenten"
        ordering = ("municipality", "indicator", "-year")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "indicator", "year"), name="places_figure_once_per_year"),
            models.CheckConstraint(
                condition=Q(indicator__in=[entry.key for entry in INDICATORS]), name="places_figure_indicator_known"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="places_figure_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.municipality}, {self.kind.label} {self.year}"

    @property
    def kind(self) -> Indicator:
        """What is counted, and how."""
        return indicator(self.indicator)


class Boundary(models.Model):
    """The outline of a municipality on the national map, in units of `places.projection`; see `load_boundaries`."""

    municipality = models.OneToOneField(Municipality, models.CASCADE, related_name="boundary", verbose_name="gemeente")
    path = models.TextField(
        "omtrek", help_text="De d van een SVG-pad: hele getallen, verplaatsingen na het eerste punt."
    )

    class Meta:
        verbose_name = "grens van een gemeente"
        verbose_name_plural = "grenzen van gemeenten"

    def __str__(self) -> str:
        return str(self.municipality)


class FormerMunicipality(models.Model):
    """A municipality that merged, was divided or got another name; it leads to those of today."""

    name = models.CharField("naam", max_length=100, unique=True)
    slug = models.SlugField("webnaam", max_length=100, unique=True)
    code = models.CharField(
        "CBS-code", max_length=6, blank=True, validators=(RegexValidator(CODE),), help_text="Leeg: onbekend."
    )
    merged_on = models.DateField("opgegaan op")
    successors = models.ManyToManyField(
        Municipality, through="Succession", related_name="former_municipalities", verbose_name="nu"
    )

    class Meta:
        verbose_name = "voormalige gemeente"
        verbose_name_plural = "voormalige gemeenten"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("code",), condition=~Q(code=""), name="places_former_code_once"),
        )

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """That a former municipality went up in one of today; position 0 is the main one."""

    former = models.ForeignKey(FormerMunicipality, models.CASCADE, related_name="successions")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="successions")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("former", "position")
        constraints = (
            models.UniqueConstraint(fields=("former", "position"), name="places_succession_one_per_position"),
            models.UniqueConstraint(fields=("former", "municipality"), name="places_succession_once"),
        )

    def __str__(self) -> str:
        return f"{self.former} > {self.municipality}"


class Placed:
    """Something that belongs to municipalities: what the place facets read. A part may borrow its page's."""

    @property
    def municipality_slugs(self) -> tuple[str, ...]:
        """Slugs of its municipalities."""
        raise NotImplementedError

    def region_slugs(self, layer: str) -> tuple[str, ...]:
        """Slugs of the regions of a layer that its municipalities lie in today."""
        raise NotImplementedError


class PlacedMixin(Placed, models.Model):
    """A page with municipalities. Prefetch `place_prefetch`, and none of this runs a query."""

    municipalities = MunicipalitiesField(
        Municipality,
        blank=True,
        verbose_name="gemeenten",
        help_text="Eén gemeente per regel. Een oude naam mag ook: Geldermalsen wordt West Betuwe.",
    )

    place_prefetch: ClassVar[tuple[str, ...]] = ("municipalities__memberships__region",)
    place_panels: ClassVar[list[FieldPanel]] = [FieldPanel("municipalities")]

    class Meta:
        abstract = True

    @property
    def municipality_slugs(self) -> tuple[str, ...]:
        return tuple(municipality.slug for municipality in self.municipalities.all())

    @property
    def municipality_names(self) -> tuple[str, ...]:
        return tuple(municipality.name for municipality in self.municipalities.all())

    def regions_of(self, layer: str) -> tuple[Region, ...]:
        """The regions of a layer that its municipalities lie in today."""
        today = timezone.localdate()
        return tuple(
            dict.fromkeys(
                region for municipality in self.municipalities.all() for region in municipality.regions_on(today, layer)
            )
        )

    def region_slugs(self, layer: str) -> tuple[str, ...]:
        return tuple(region.slug for region in self.regions_of(layer))

    @property
    def place_keywords(self) -> tuple[str, ...]:
        """Names and other names of its municipalities, to be found by."""
        return tuple(_names(self.municipalities.all()))


def _names(municipalities: Iterable[Municipality]) -> Iterable[str]:
    for municipality in municipalities:
        yield municipality.name
        yield from municipality.aliases
