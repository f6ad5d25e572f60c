"""A query that is prepared is the same all day, whatever is in the database, and asks it nothing while it is made."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone

from core.models import ExportLog
from core.prepared import Prepared, marks
from search import registry
from search.visible import rule
from tests.search.content import approach, coalition

pytestmark = pytest.mark.django_db


@pytest.fixture
def _one_of_our_own() -> Iterator[None]:
    before = list(Prepared._all)
    yield
    Prepared._all[:] = before


def test_all_that_is_prepared_knows_no_hour_and_nothing_of_the_content(django_assert_num_queries: Any) -> None:
    for document in registry.document_types():
        rule(document)
    import_module(settings.ROOT_URLCONF)
    every = Prepared.every()
    assert len(every) > len(registry.document_types())
    midnight = datetime(2026, 3, 1, tzinfo=timezone.get_current_timezone())
    with time_machine.travel(midnight, tick=False), django_assert_num_queries(0):
        early = [one.made() for one in every]
    approach(coalition(), "Aanpak", blocks=1)
    with time_machine.travel(midnight + timedelta(hours=23, minutes=59), tick=False):
        assert [one.made() for one in every] == early


@pytest.mark.usefixtures("_one_of_our_own")
def test_it_is_asked_each_time() -> None:
    prepared = Prepared(lambda: ExportLog.objects.filter(name__in=["50%", "b"]).values_list("name"))
    assert prepared.rows() == []
    ExportLog.objects.create(name="50%", rows=1)
    assert prepared.rows() == [("50%",)]


@pytest.mark.usefixtures("_one_of_our_own")
def test_some_of_its_rows_can_be_asked_by_values_that_stay_values() -> None:
    prepared = Prepared(lambda: ExportLog.objects.filter(rows__gt=0).values_list("name", "rows"))
    names = ["a", "b", "c' OR 1 = 1"]
    ExportLog.objects.bulk_create([ExportLog(name=name, rows=rows) for rows, name in enumerate(names)])
    assert prepared.rows_where(f"name IN {marks(names[:2])}", names[:2]) == [("b", 1)]
    assert prepared.rows_where("name = %s", [names[2]]) == [(names[2], 2)]


@pytest.mark.usefixtures("_one_of_our_own")
def test_it_is_made_once_a_day() -> None:
    made = []

    def make() -> Any:
        made.append(timezone.localdate())
        return ExportLog.objects.filter(at__date__lte=made[-1]).values_list("name")

    prepared = Prepared(make)
    midnight = datetime(2026, 3, 1, tzinfo=timezone.get_current_timezone())
    for hours in (0, 12, 24):
        with time_machine.travel(midnight + timedelta(hours=hours), tick=False):
            prepared.rows()
    assert [day.day for day in made] == [1, 2]


@pytest.mark.usefixtures("_one_of_our_own")
def test_it_is_made_anew_for_another_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """As that of an evaluation, in which a type of content has another id."""
    prepared = Prepared(lambda: ExportLog.objects.values_list("name"))
    before = prepared.statement()
    monkeypatch.setitem(connection.settings_dict, "NAME", "een-andere")
    assert prepared.statement() is not before
