"""Approaches and building blocks for tests."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

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


def block(title: str = "Intake", *, pitfalls: Iterable[Sequence[str]] = (), **fields: Any) -> BuildingBlock:
    """An unsaved building block, for `building_blocks=[...]`; pitfalls as (pitfall, answer) or (pitfall,)."""
    return BuildingBlock(title=title, pitfalls=pairs(*pitfalls), **fields)


def pairs(*pitfalls: Sequence[str]) -> str:
    """The stored stream of these pitfalls."""
    values = [dict(zip(("pitfall", "answer"), (*pair, ""), strict=False)) for pair in pitfalls]
    return json.dumps([{"type": "pair", "value": value} for value in values])
