from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.toolbox import InstrumentFactory, SupportOfferFactory
from toolbox.overview import instrument_overview, shown_parts, with_users

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]


def test_what_has_something_to_show_is_told_in_one_query(django_assert_num_queries: Queries) -> None:
    InstrumentFactory(is_listed=False)
    assert shown_parts() == frozenset()
    InstrumentFactory()
    InstrumentFactory()
    with django_assert_num_queries(1):
        assert shown_parts() == {"instruments"}
    SupportOfferFactory()
    assert shown_parts() == {"instruments", "support"}


def test_users_are_the_public_approaches_that_work_with_it() -> None:
    instrument = InstrumentFactory()
    ApproachPageFactory(title="Zichtbaar", instruments=[instrument])
    ApproachPageFactory(title="Concept", live=False, instruments=[instrument])
    overview = instrument_overview(instrument)
    assert [page.title for page in overview["users"]] == ["Zichtbaar"]
    assert overview["users_total"] == 1


def test_an_instrument_that_nobody_works_with_has_no_users() -> None:
    assert instrument_overview(InstrumentFactory())["users"] == []


class TestWithUsers:
    def test_a_coalition_counts_once_and_what_is_national_or_not_public_not_at_all(self) -> None:
        instrument, unused = InstrumentFactory(), InstrumentFactory()
        zaanstad, zeist = CoalitionPageFactory(), CoalitionPageFactory()
        for parent in (zaanstad, zaanstad, zeist):
            ApproachPageFactory(parent=parent, instruments=[instrument])
        ApproachPageFactory(parent=CoalitionPageFactory(), live=False, instruments=[instrument, unused])
        ApproachPageFactory(parent=CoalitionPageFactory(live=False), instruments=[instrument])
        ApproachPageFactory(instruments=[instrument])
        assert [one.coalitions for one in with_users([instrument, unused])] == [2, 0]

    def test_it_asks_as_much_however_many_there_are(self, django_assert_num_queries: Queries) -> None:
        instruments = [InstrumentFactory() for _ in range(5)]
        ApproachPageFactory(parent=CoalitionPageFactory(), instruments=instruments)
        with django_assert_num_queries(1):
            with_users(instruments)
