"""Which memberships of municipalities in regions hold on a day, as a condition of a query."""

from datetime import date

from django.db.models import Q

__all__ = ["holding"]


def holding(day: date, prefix: str = "") -> Q:
    """That a membership holds on a day, by the same rule as RegionMembership.holds_on."""
    started = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    lasts = Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": day})
    return started & lasts
