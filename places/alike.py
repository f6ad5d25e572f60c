"""Which municipalities a search means by "gemeenten zoals de mijne"."""

from collections.abc import Iterator

from django.utils import timezone

from places.likeness import nearest
from places.models import Municipality
from search.api import Meaning, Member

__all__ = ["like"]


def like(text: str) -> Meaning | None:
    """The municipality that a name means, with those most like it, the nearest first; None if it means none.

    At most four queries: three to know the name, one for the figures of all.
    """
    here = Municipality.objects.named(text)
    return Meaning(here.slug, here.name, tuple(_members(here))) if here else None


def _members(here: Municipality) -> Iterator[Member]:
    yield Member(here.slug, here.name)
    profiles = Municipality.objects.profiles(timezone.localdate())
    mine = next((profile for profile in profiles if profile.slug == here.slug), None)
    if mine is None:
        return
    for likeness in nearest(mine, profiles):
        yield Member(likeness.profile.slug, likeness.profile.name, ", ".join(likeness.reasons))
