"""Which municipalities a search means by "gemeenten zoals de mijne"."""

from collections.abc import Sequence

from django.utils import timezone

from places.likeness import Likeness, nearest
from places.models import Municipality
from search.api import Meaning, Member

__all__ = ["like"]


def like(text: str) -> Meaning | None:
    """The municipality that a name means, with those most like it, the nearest first; None if it means none.

    At most four queries: three to know the name, one for the figures of all.
    """
    here = Municipality.objects.named(text)
    if here is None:
        return None
    alike = _alike(here)
    names = [likeness.profile.name for likeness in alike]
    members = (Member(each.profile.slug, each.profile.name, ", ".join(each.reasons)) for each in alike)
    return Meaning(
        value=here.slug,
        label=here.name,
        told=f"{here.name} en gemeenten die erop lijken: {_listed(names)}." if names else f"Alleen {here.name}.",
        members=(Member(here.slug, here.name), *members),
    )


def _alike(here: Municipality) -> tuple[Likeness, ...]:
    profiles = Municipality.objects.profiles(timezone.localdate())
    mine = next((profile for profile in profiles if profile.slug == here.slug), None)
    return nearest(mine, profiles) if mine else ()


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last
