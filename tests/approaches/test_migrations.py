"""Pitfalls that were told before they had pairs: all of them are still there, and there is a way back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Revision

from approaches.models import ApproachPage, BuildingBlock
from tests.factories.approaches import ApproachPageFactory, block

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite_only]

BEFORE = [("approaches", "0002_whole_approach")]


@pytest.fixture
def before() -> Iterator[Any]:
    """The database as it was, with one page of two blocks, a revision that says the same, and one without blocks."""
    page = ApproachPageFactory(
        title="Met bouwstenen",
        building_blocks=[
            block("Intake", pitfalls=[("Te laat", "Bel zelf"), ("Te druk",), ("", "Gewoon beginnen")]),
            block("Nazorg"),
        ],
    )
    page.save_revision()
    ApproachPageFactory(title="Zonder").save_revision()
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    yield executor.migrate(BEFORE).apps
    executor = MigrationExecutor(connection)
    executor.migrate(latest)


def revision(title: str = "Met bouwstenen") -> Revision:
    return Revision.objects.get(content_type__model="approachpage", content__title=title)


def forward() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_the_way_back_keeps_every_word_and_forward_pairs_them_again(before: Any) -> None:
    blocks = before.get_model("approaches", "BuildingBlock").objects
    told = {found.title: (found.pitfall, found.answer) for found in blocks.all()}
    assert told == {"Intake": ("Te laat\n\nTe druk", "Bel zelf\n\nGewoon beginnen"), "Nazorg": ("", "")}
    in_revision = revision().content["building_blocks"]
    assert {(found["pitfall"], found["answer"]) for found in in_revision} == set(told.values())
    assert not any("pitfalls" in found for found in in_revision)

    without = revision("Zonder").content
    blocks.filter(title="Nazorg").update(answer="Kom terug")
    forward()

    pairs = {found.title: found.pitfall_pairs for found in BuildingBlock.objects.all()}
    assert pairs == {
        "Intake": (("Te laat\n\nTe druk", "Bel zelf\n\nGewoon beginnen"),),
        "Nazorg": (("", "Kom terug"),),
    }
    draft = ApproachPage.objects.get(title="Met bouwstenen").get_latest_revision_as_object()
    assert [found.pitfall_pairs for found in draft.building_blocks.all()] == [pairs["Intake"], ()]
    assert without["building_blocks"] == []
    assert revision("Zonder").content == without
