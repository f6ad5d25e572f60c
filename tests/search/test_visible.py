"""Whether something may be shown is one rule per type, asked cheaply; what is built keeps to the same."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search import registry
from search.visible import visible
from tests.factories.stories import StoryPageFactory
from tests.factories.toolbox import InstrumentFactory
from tests.search.content import approach, coalition

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("document", registry.document_types(), ids=lambda document: document.key)
def test_what_may_be_shown_is_exactly_what_is_built(document: registry.AnyDocument) -> None:
    parent = coalition()
    approach(parent, "Zichtbaar", blocks=1)
    approach(parent, "Concept", live=False, blocks=1)
    hidden = approach(coalition("Coalitie Goes"), "Achter slot", blocks=1)
    PageViewRestriction.objects.create(page=hidden.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    StoryPageFactory()
    StoryPageFactory(live=False)
    InstrumentFactory()
    InstrumentFactory(is_listed=False)
    shown = set(document.public().values_list("pk", flat=True))
    assert shown == {item.pk for item in document.queryset()}
    assert shown, "zonder iets om te tonen zegt dit niets"


def test_it_tells_hidden_from_public_with_a_fixed_number_of_queries() -> None:
    parent = coalition()
    pages = [approach(parent, f"Aanpak {number}", live=number % 2 == 0) for number in range(10)]
    keys = [f"approach:{page.pk}" for page in pages]
    with CaptureQueriesContext(connection) as few:
        assert visible(keys[:2]) == {keys[0]}
    with CaptureQueriesContext(connection) as many:
        assert visible([*keys, "approach:999999"]) == set(keys[::2])
    assert len(few) == len(many) == 1
    assert visible([]) == frozenset()


def test_nobody_sees_what_is_of_a_type_that_a_release_took_away() -> None:
    page = approach(coalition())
    assert visible(["vroeger:1", f"approach:{page.pk}"]) == {f"approach:{page.pk}"}
    assert visible(["vroeger:1"]) == frozenset()


def test_all_types_together_are_one_query(django_assert_num_queries: Any) -> None:
    page = approach(coalition(), "Aanpak", blocks=1)
    keys = [
        f"approach:{page.pk}",
        f"block:{page.building_blocks.get().pk}",
        f"story:{StoryPageFactory().pk}",
        f"instrument:{InstrumentFactory().pk}",
    ]
    with django_assert_num_queries(1):
        assert visible(keys) == set(keys)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about the plans of SQLite")
@pytest.mark.parametrize("document", registry.document_types(), ids=lambda document: document.key)
def test_however_many_items_there_are_only_those_asked_for_are_read(document: registry.AnyDocument) -> None:
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        visible([f"{document.key}:1", f"{document.key}:2"])
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = [row[-1] for row in cursor.fetchall()]
    # Of view restrictions there are few, and each may hide what lies below it.
    assert not [step for step in plan if step.startswith("SCAN") and "pageviewrestriction" not in step], plan


def test_what_was_just_hidden_is_hidden() -> None:
    page = approach(coalition(), "Aanpak")
    assert visible([f"approach:{page.pk}"])
    page.unpublish()
    assert not visible([f"approach:{page.pk}"])


def test_what_may_be_shown_until_today_is_gone_tomorrow() -> None:
    story = StoryPageFactory(consent_until=date(2026, 3, 1))
    midnight = datetime(2026, 3, 2, tzinfo=timezone.get_current_timezone())
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        assert visible([f"story:{story.pk}"])
    with time_machine.travel(midnight, tick=False):
        assert not visible([f"story:{story.pk}"])
