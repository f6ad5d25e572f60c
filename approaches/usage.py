"""What hangs on an approach, for who is about to delete it. Knows no other type of page."""

from collections.abc import Iterator

from django.db.models import ManyToManyRel
from wagtail.models import Page

from approaches.models import ApproachPage, BuildingBlock
from core.usage import holders

__all__ = ["hanging_on"]


def hanging_on(page: ApproachPage) -> tuple[str, ...]:
    """Pages that name it, and blocks elsewhere that were taken over from it: "3 verhalen", "1 bouwsteen elders"."""
    counts = [(relation.related_model._meta, len(holders(relation, page.pk))) for relation in _relations()]
    found = [(meta.verbose_name, meta.verbose_name_plural, number) for meta, number in counts]
    taken = BuildingBlock.objects.filter(taken_from__page=page).exclude(page=page).count()
    found.append(("bouwsteen elders", "bouwstenen elders", taken))
    return tuple(f"{number} {one if number == 1 else many}" for one, many, number in found if number)


def _relations() -> Iterator[ManyToManyRel]:
    for relation in ApproachPage._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToManyRel) and issubclass(relation.related_model, Page):
            yield relation
