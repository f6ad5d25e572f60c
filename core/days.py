"""When a day begins and ends in Amsterdam: what is promised "tot en met" a day holds until its end. Knows no model."""

from datetime import UTC, datetime, time

from django.utils import timezone

__all__ = ["begin_of_day", "end_of_day"]


def begin_of_day(moment: datetime) -> datetime:
    """The first moment of the day of a moment. In UTC, where a day added or taken off is always 24 hours."""
    return _on_its_day(moment, time.min)


def end_of_day(moment: datetime) -> datetime:
    """The last moment of the day of a moment, in UTC: for a deadline that is shown as a day."""
    return _on_its_day(moment, time.max)


def _on_its_day(moment: datetime, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(moment), at)).astimezone(UTC)
