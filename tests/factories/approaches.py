"""Approaches and building blocks for tests."""

import factory

from approaches.models import ApproachPage, BuildingBlock
from coalitions.models import NationalPage
from tests.factories.pages import PageFactory


class ApproachPageFactory(PageFactory):
    """A national approach, unless `parent` is a coalition. `building_blocks=[block(...), ...]` gives it blocks."""

    class Meta:
        model = ApproachPage

    title = factory.Sequence(lambda number: f"Aanpak {number}")
    parent = factory.LazyFunction(lambda: NationalPage.objects.get())


def block(title: str = "Intake", **fields: str) -> BuildingBlock:
    """An unsaved building block, for `building_blocks=[...]`."""
    return BuildingBlock(title=title, **fields)
