import pytest

from tests.factories.approaches import ApproachPageFactory
from tests.factories.toolbox import InstrumentFactory, SupportOfferFactory
from toolbox.overview import instrument_overview, shown_parts

pytestmark = pytest.mark.django_db


def test_what_has_something_to_show_is_told_in_one_query(django_assert_num_queries: object) -> None:
    InstrumentFactory(is_listed=False)
    assert shown_parts() == frozenset()
    InstrumentFactory()
    InstrumentFactory()
    with django_assert_num_queries(1):  # type: ignore[operator]
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
