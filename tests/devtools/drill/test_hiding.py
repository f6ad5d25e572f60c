"""What the drill takes away in peace shows whether a worker sends withdrawals."""

import pytest
from django.db.models import F

from devtools.drill import hiding
from search.indexer.build import build_due
from search.indexer.check import Report, check
from search.models import IndexEntry
from tests.factories.search import push_everything
from tests.search.content import approach, coalition

pytestmark = [pytest.mark.django_db, pytest.mark.opensearch, pytest.mark.usefixtures("engine_index")]

HIDDEN = 3
"""The coalition, its approach and the block of that."""


@pytest.fixture
def documents() -> int:
    """A coalition with an approach and a block, beside the site's own pages, all in the engine; how many there are."""
    approach(coalition(), blocks=1)
    build_due()
    push_everything()
    found = check(deep=True)
    assert found.clean
    return found.documents


def test_what_is_hidden_leaves_the_engine_when_the_worker_sends_it(documents: int) -> None:
    hiding.main()
    build_due()
    push_everything()
    assert check(deep=True) == Report(documents=documents - HIDDEN)


def test_a_worker_that_only_notes_that_it_sent_them_is_seen(documents: int) -> None:
    hiding.main()
    build_due()
    IndexEntry.objects.update(indexed_version=F("document_version"))
    push_everything()
    assert check(deep=True) == Report(documents=documents - HIDDEN, extra=HIDDEN)
