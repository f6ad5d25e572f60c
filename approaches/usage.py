"""What hangs on an approach, for who is about to delete it. Knows no other type of page."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Count, ManyToManyRel
from wagtail.models import Page

from approaches.models import ApproachPage, BuildingBlock
from core.usage import holders_of_each

__all__ = ["hanging_on"]


def hanging_on(pages: Sequence[Page]) -> Mapping[int, tuple[str, ...]]:
    """By the id of each approach among these pages pages that name it, and blocks elsewhere that were taken over from
    it: "3 verhalen", "1 bouwsteen elders". What goes along with it doesn't count; nor is an approach named without any.
    """
    together = {page.pk for page in pages}
    pks = [page.pk for page in pages if isinstance(page, ApproachPage)]
    counted = [
        (meta.verbose_name, meta.verbose_name_plural, {pk: len(found - together) for pk, found in held.items()})
        for meta, held in ((each.related_model._meta, holders_of_each(each, pks)) for each in _relations())
    ]
    counted.append(("bouwsteen elders", "bouwstenen elders", _taken_from(pks, together)))
    said = {
        pk: tuple(
            f"{number} {one if number == 1 else many}" for one, many, each in counted if (number := each.get(pk, 0))
        )
        for pk in pks
    }
    return {pk: found for pk, found in said.items() if found}


def _taken_from(pks: Collection[int], together: Collection[int]) -> dict[int, int]:
    blocks = BuildingBlock.objects.filter(taken_from__page__in=pks).exclude(page__in=together).order_by()
    return dict(blocks.values_list("taken_from__page").annotate(number=Count("pk")))


def _relations() -> Iterator[ManyToManyRel]:
    for relation in ApproachPage._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToManyRel) and issubclass(relation.related_model, Page):
            yield relation
