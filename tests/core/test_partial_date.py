"""Dates as precise as their source."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.partial_date import PartialDate

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "shown", "first_day"),
    [
        ("2021", "2021", date(2021, 1, 1)),
        ("2021-03", "maart 2021", date(2021, 3, 1)),
        ("2021-03-04", "4 maart 2021", date(2021, 3, 4)),
        (" 2024-02-29 ", "29 februari 2024", date(2024, 2, 29)),
        ("1900", "1900", date(1900, 1, 1)),
        ("2100-12-31", "31 december 2100", date(2100, 12, 31)),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_was_given(text: str, shown: str, first_day: date) -> None:
    parsed = PartialDate.parse(text)

    assert str(parsed) == text.strip()
    assert parsed.display() == shown
    assert parsed.sort_key == first_day


@pytest.mark.parametrize(
    "text",
    [
        "", "21", "2021-3", "2021-03-4", "2021-13", "2021-00", "2021-02-29", "2021-04-31", "2021-01-00", "1899", "2101",
        "2021/03/04", "04-03-2021", "2021-03-04T10:00", "maart 2021", "２０２１", "-2021", "2021-", "2021\x00",
        "x" * 9_000,
    ],
)  # fmt: skip
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(geen datum|geen jaar|deze maand|deze dag)"):
        PartialDate.parse(text)


@given(DATES, st.integers(1, 3))
def test_writing_and_reading_give_the_same_date(day: date, precision: int) -> None:
    written = PartialDate(*(day.year, day.month, day.day)[:precision])

    assert PartialDate.parse(str(written)) == written


@given(DATES)
def test_a_full_date_means_its_own_day(day: date) -> None:
    assert PartialDate.of(day).sort_key == day


@given(DATES, DATES)
def test_full_dates_sort_as_days_do(first: date, second: date) -> None:
    assert (PartialDate.of(first) < PartialDate.of(second)) == (first < second)


@given(st.text(max_size=12))
def test_no_text_fails_in_another_way(text: str) -> None:
    try:
        parsed = PartialDate.parse(text)
    except ValueError:
        return
    assert str(parsed) == text.strip()
