"""Reads of municipalities and regions."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from places.rules import fold, municipality_code, without_prefix

if TYPE_CHECKING:
    from places.models import Municipality, Region  # noqa: F401 (ruff does not read the base class as a type)

__all__ = ["MunicipalityQuerySet", "RegionQuerySet"]


class RegionQuerySet(QuerySet["Region"]):
    """Reads of regions."""

    def labels(self, slugs: Collection[str]) -> Mapping[str, str]:
        """Names by slug, of the regions that exist. Slugs are unique within a layer: filter on that first."""
        return dict(self.filter(slug__in=slugs).values_list("slug", "name"))


class MunicipalityQuerySet(QuerySet["Municipality"]):
    """Reads of municipalities."""

    def labels(self, slugs: Collection[str]) -> Mapping[str, str]:
        """Names by slug, of the municipalities that exist."""
        return dict(self.filter(slug__in=slugs).values_list("slug", "name"))

    def with_regions(self) -> "MunicipalityQuerySet":
        """With all that `Municipality.regions_on` reads."""
        return self.prefetch_related("memberships__region")

    def named(self, text: str) -> "Municipality | None":
        """The municipality with this name, alias or code, now or formerly; None if none, or more than one.

        Case, accents and hyphens don't matter, and "gemeente" before the name may stand there. A former one
        that was divided leads to its main successor. At most three queries.
        """
        folded, code = fold(text), municipality_code(text)
        if not folded:
            return None
        if code:
            return self.filter(code=code).first() or self._formerly(Q(successions__former__code=code))
        name = without_prefix(folded)
        return (
            self.filter(slug=name).first() or self._by_alias(name) or self._formerly(Q(successions__former__slug=name))
        )

    def _by_alias(self, name: str) -> "Municipality | None":
        """Few municipalities have an alias (about thirty): comparing those here spares a table of folded names."""
        matches = [
            municipality
            for municipality in self.exclude(aliases=[])
            if any(fold(alias) == name for alias in municipality.aliases)
        ]
        return matches[0] if len(matches) == 1 else None

    def _formerly(self, former: Q) -> "Municipality | None":
        return self.filter(former, successions__position=0).first()
