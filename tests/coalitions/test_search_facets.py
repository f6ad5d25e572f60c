"""Where a question leads, as far as coalitions go."""

from typing import Any

import pytest

from coalitions.models import CoalitionIndexPage
from coalitions.search_facets import suggest_coalitions
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
