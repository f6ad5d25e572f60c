"""A day begins and ends in Amsterdam."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from core.days import begin_of_day, end_of_day

MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        (datetime(2026, 12, 26, 8, 40, tzinfo=UTC), 24),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), 24),  # half past twelve at night, on the second
        (datetime(2026, 3, 29, 12, tzinfo=UTC), 23),
        (datetime(2026, 10, 25, 12, tzinfo=UTC), 25),
    ],
    ids=["winter", "after midnight", "clock forward", "clock back"],
)
def test_a_day_is_from_its_first_moment_to_its_last(moment: datetime, hours: int) -> None:
    begin, end = begin_of_day(moment), end_of_day(moment)
    assert begin <= moment <= end
    assert end - begin + MOMENT == timedelta(hours=hours)
    day = timezone.localdate(moment)
    assert [timezone.localdate(each) for each in (begin - MOMENT, begin, end, end + MOMENT)] == [
        day - timedelta(days=1), day, day, day + timedelta(days=1),
    ]  # fmt: skip
