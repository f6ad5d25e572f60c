"""Rules about instruments, their coverage and support: functions over values, without the database."""

import re

from core.partial_date import PartialDate

__all__ = ["ends_after_start", "holds_mail_address", "period"]

_MAIL_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def ends_after_start(since: str, until: str) -> bool:
    """Whether a period of two partial dates, either of which may be "", holds on at least one day."""
    if not since or not until:
        return True
    return PartialDate.parse(until).sort_key > PartialDate.parse(since).sort_key


def period(since: str, until: str) -> str:
    """A period as a Dutch reader writes it: "sinds maart 2021", "van 2019 tot mei 2023", "" when nothing is known."""
    first = PartialDate.parse(since).display() if since else ""
    last = PartialDate.parse(until).display() if until else ""
    if first and last:
        return f"van {first} tot {last}"
    return f"sinds {first}" if first else f"tot {last}" if last else ""


def holds_mail_address(text: str) -> bool:
    """Whether a text holds something that looks like the mail address of a person."""
    return _MAIL_ADDRESS.search(text) is not None
