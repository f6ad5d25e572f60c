"""Real pages for the tests of outbox, index and engines."""

from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from approaches.models import ApproachPage, BuildingBlock
from coalitions.models import CoalitionIndexPage, CoalitionPage
from search.models import IndexEntry


def coalition(title: str = "Coalitie Zaanstad") -> CoalitionPage:
    index = CoalitionIndexPage.objects.get()
    return index.add_child(instance=CoalitionPage(title=title, slug=slugify(title)))


def approach(
    parent: Page, title: str = "Warme belroute", *, live: bool = True, blocks: int = 0, **fields: Any
) -> ApproachPage:
    """An approach below a coalition, with so many building blocks."""
    page = ApproachPage(title=title, slug=slugify(title), live=live, **{"summary": "In het kort.", **fields})
    page.building_blocks = [BuildingBlock(title=f"Bouwsteen {number}") for number in range(1, blocks + 1)]
    return parent.add_child(instance=page)


def row(type_key: str, pk: int) -> IndexEntry:
    return IndexEntry.objects.get(type=type_key, object_id=pk)
