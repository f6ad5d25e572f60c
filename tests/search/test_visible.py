"""Whether something may be shown is one rule per type, asked cheaply; what is built keeps to the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
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
    assert len(few) == len(many)
    assert visible([]) == frozenset()
