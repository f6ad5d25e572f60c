import pytest
from django.http import QueryDict

from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import InstrumentFactory
from toolbox.filters import Filter, chips, filters, narrow, read_choice
from toolbox.models import Instrument

pytestmark = pytest.mark.django_db
PATH = "/instrumenten/"


@pytest.fixture
def instruments() -> list[Instrument]:
    jgz, bereik = ThemeFactory(name="JGZ"), ThemeFactory(name="Bereik")
    return [
        InstrumentFactory(name="A", purposes=["meten"], phases=["zwangerschap"], themes=[jgz]),
        InstrumentFactory(name="B", purposes=["bereiken", "meten"], phases=["0-2-jaar"], themes=[jgz, bereik]),
        InstrumentFactory(name="C", purposes=["bereiken"], phases=[], themes=[]),
    ]


def found(instruments: list[Instrument], query: str) -> str:
    return "".join(item.name for item in narrow(instruments, read_choice(QueryDict(query), instruments)))


def counts(offered: tuple[Filter, ...], key: str) -> dict[str, int]:
    return {option.value: option.count for filter_ in offered for option in filter_.options if filter_.key == key}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "ABC"),
        ("purpose=meten", "AB"),
        ("purpose=meten&purpose=bereiken", "ABC"),
        ("purpose=meten&phase=0-2-jaar", "B"),
        ("theme=jgz&phase=zwangerschap", "A"),
        ("theme=bereik&phase=zwangerschap", ""),
        ("purpose=onbekend&theme=&phase=%00", "ABC"),
    ],
)
def test_values_of_one_filter_add_up_and_filters_narrow_each_other(
    instruments: list[Instrument], query: str, names: str
) -> None:
    assert found(instruments, query) == names


def test_the_counts_of_a_filter_ignore_its_own_choice(instruments: list[Instrument]) -> None:
    offered = filters(instruments, read_choice(QueryDict("purpose=meten"), instruments))
    assert counts(offered, "purpose") == {"bereiken": 2, "meten": 2}
    assert counts(offered, "phase") == {"zwangerschap": 1, "0-2-jaar": 1}
    assert counts(offered, "theme") == {"bereik": 1, "jgz": 2}


def test_only_values_that_lead_somewhere_are_offered_and_a_chosen_one_always(instruments: list[Instrument]) -> None:
    offered = filters(instruments, read_choice(QueryDict("theme=bereik&phase=zwangerschap"), instruments))
    assert counts(offered, "theme") == {"bereik": 0, "jgz": 1}
    assert counts(offered, "phase") == {"zwangerschap": 0, "0-2-jaar": 1}
    assert "purpose" not in [filter_.key for filter_ in offered]
    assert [filter_.label for filter_ in filters(instruments, read_choice(QueryDict(""), instruments))] == [
        "Doel", "Fase", "Thema",
    ]  # fmt: skip


def test_each_choice_can_be_taken_away_by_itself(instruments: list[Instrument]) -> None:
    choice = read_choice(QueryDict("purpose=meten&theme=jgz"), instruments)
    assert [(chip.label, chip.remove_url) for chip in chips(filters(instruments, choice), choice, PATH)] == [
        ("Meten", "/instrumenten/?theme=jgz"),
        ("JGZ", "/instrumenten/?purpose=meten"),
    ]


def test_without_a_choice_there_is_nothing_to_take_away(instruments: list[Instrument]) -> None:
    choice = read_choice(QueryDict(""), instruments)
    assert chips(filters(instruments, choice), choice, PATH) == ()
