"""Where a question leads, as far as coalitions go."""

from typing import Any

import pytest
from django.db import connection

from coalitions.models import CoalitionIndexPage
from coalitions.search_facets import TITLES, suggest_coalitions
from search.registry import suggestions

pytestmark = pytest.mark.django_db


def test_an_empty_question_leads_to_who_can_be_asked(django_assert_max_num_queries: Any) -> None:
    overview = CoalitionIndexPage.objects.get()
    with django_assert_max_num_queries(2):  # the second reads where the site begins, which a cache keeps
        doors = suggest_coalitions(" ", 6)
    assert [(door.kind, door.label, door.url) for door in doors] == [("Mensen", "Vraag het een coalitie", overview.url)]
    assert suggest_coalitions in [source.find for source in suggestions()]


def test_a_question_does_not_and_neither_does_an_overview_that_nobody_may_see() -> None:
    assert suggest_coalitions("coalitie", 6) == []
    CoalitionIndexPage.objects.update(live=False)
    assert suggest_coalitions("", 6) == []


@pytest.mark.sqlite_only
def test_for_the_names_of_coalitions_the_other_pages_of_the_site_are_not_gone_through() -> None:
    with connection.cursor() as cursor:
        sql, parameters = TITLES.made()
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        plan = [row[-1] for row in cursor.fetchall()]
    assert "SCAN wagtailcore_page" not in plan, plan
