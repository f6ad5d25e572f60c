"""What hangs on an approach, for who is about to delete it. Knows no other type of page."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from django.db.models import Count, ManyToManyRel, Q
from wagtail.models import Page

from approaches.models import ApproachPage, BuildingBlock
from core.usage import holders_of_each

__all__ = ["going_along", "hanging_on"]


def going_along(pages: Sequence[Page]) -> list[Page]:
    """These pages and all that stands below them, which is deleted with them."""
    paths = (Q(path__startswith=page.path) for page in pages)
    return list(Page.objects.filter(reduce(or_, paths, Q(pk__in=()))).order_by("path").specific(defer=True))


def hanging_on(pages: Sequence[Page]) -> Mapping[int, tuple[str, ...]]:
    """What hangs on each approach among these pages, by its id: "3 verhalen" that name it, "1 bouwsteen elders" that
    was taken over from it. What is among these pages itself doesn't count; an approach without any is left out.
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
