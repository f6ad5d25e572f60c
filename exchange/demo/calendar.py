"""When the examples were "published": days that are past, always the same, and in an order that could be true."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from exchange.demo.files import DemoContent, DemoPage

# Coalitions came with the first years of the programme; what they write came after.
_COALITIONS = (date(2019, 2, 1), date(2021, 3, 31))
_APPROACHES = (date(2021, 1, 1), date(2025, 6, 30))
_STORIES = (date(2021, 6, 1), date(2025, 11, 28))
_PAGES = (date(2023, 1, 9), date(2025, 11, 28))


def moments(content: DemoContent) -> Mapping[str, datetime]:
    """A moment per page, by its key: a coalition before its approaches, an approach before the stories about it."""
    found: dict[str, datetime] = {}
    for page in content.coalitions:
        found[page.key] = _moment(page, *_COALITIONS)
    for page in content.approaches:
        found[page.key] = _moment(page, *_APPROACHES, after=_began(page))
    for page in content.stories:
        about = [found.get(f"approach:{slug}") for slug in page.values.get("approaches", ())]
        after = max((moment.date() for moment in about if moment), default=_STORIES[0])
        found[page.key] = _moment(page, *_STORIES, after=after + timedelta(days=14))
    for page in content.pages:
        found[page.key] = _moment(page, *_PAGES)
    return found


def _began(page: DemoPage) -> date:
    """Nobody writes an approach down in the months in which it begins."""
    return date(page.values.get("started", _APPROACHES[0].year - 1), 10, 1)


def _moment(page: DemoPage, first: date, last: date, *, after: date | None = None) -> datetime:
    """A weekday in office hours between two days, that follows from the key of the page alone."""
    first = max(first, after or first)
    number = int(sha256(page.key.encode()).hexdigest(), 16)
    day = first + timedelta(days=number % max((last - first).days, 1))
    day += timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
    return datetime.combine(day, time(hour=8 + number % 8, minute=number % 60), tzinfo=UTC)
