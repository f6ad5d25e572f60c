"""Which figures may be shown: never one behind which fewer than ten people may stand."""

from datetime import date
from decimal import Decimal

import pytest

from places.figures import division_notes, persons_behind, shown
from places.indicators import INDICATORS, indicator


def test_a_rate_tells_how_many_people_stand_behind_it() -> None:
    assert persons_behind(indicator("geboorten"), Decimal("10"), 45_000) == 450
    assert persons_behind(indicator("laag-inkomen"), Decimal("5"), 1_000) == 17  # 350 households at the least


def test_without_a_number_of_inhabitants_nobody_is_known_to_stand_behind_it() -> None:
    assert persons_behind(indicator("geboorten"), Decimal("10"), None) == 0


@pytest.mark.parametrize(("population", "hidden"), [(1_000, False), (999, True), (None, True)])
def test_a_figure_of_fewer_than_ten_people_is_not_shown(population: int | None, hidden: bool) -> None:
    figure = shown(indicator("geboorten"), 2021, Decimal("10"), population)
    assert figure.hidden is hidden
    assert figure.text == ("" if hidden else "10")


@pytest.mark.parametrize(("value", "text"), [("11.20", "11,2"), ("8.00", "8"), ("24.22", "24,22"), ("100", "100")])
def test_a_number_is_written_as_a_dutch_reader_writes_it(value: str, text: str) -> None:
    assert shown(indicator("bijstand"), 2021, Decimal(value), 100_000).text == text


def test_what_joined_after_the_figures_were_made_is_said_to_be_left_out() -> None:
    joined = [("Weesp", date(2022, 3, 24)), ("Oudshoorn", date(2014, 1, 1)), ("Op de dag", date(2021, 1, 1))]
    assert division_notes(2021, joined) == ("Zonder Weesp, dat er sinds 2022 bij hoort.",)


def test_every_indicator_says_what_it_is_and_where_it_comes_from() -> None:
    assert len({entry.key for entry in INDICATORS}) == len(INDICATORS) == 5
    for entry in INDICATORS:
        assert "CBS" in entry.source and "2021" in entry.note and entry.per in (100, 1000)
