"""How often one network address may search: wide enough for a town hall, too tight for who takes the site along.

Somebody who ticks one filter after the other asks twenty times a minute, and behind one address may be a department
of thirty; a program that asks for everything it can think of comes to settings.SEARCHES_PER_MINUTE within one.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache, wraps
from threading import Lock
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.throttle import Limit, client_of, too_many

__all__ = ["Recent", "recent", "throttled", "throttled_while_typing"]

UNCOUNTED: Final = 60
"""So many per process and minute are counted in memory alone: a search then writes nothing, and waits for no import
that holds the database. Only who asks more is counted for all processes together, as core/throttle.py does."""
ASKED_PER_SEARCH: Final = 5
"""While a question is typed, offers are asked for as often at most: at each rest between its letters."""
MINUTE: Final = timedelta(minutes=1)

View = Callable[[HttpRequest], HttpResponseBase]


def throttled(view: View) -> View:
    """The view, which searches; who asked too much gets 429 with when to try again."""
    return _limited(view, "search", 1)


def throttled_while_typing(view: View) -> View:
    """The view, which is asked while somebody types: counted apart, so that it never costs anybody a search."""
    return _limited(view, "suggestions", ASKED_PER_SEARCH)


def _limited(view: View, scope: str, per_search: int) -> View:
    @wraps(view)
    def counted(request: HttpRequest) -> HttpResponseBase:
        client = client_of(request)
        if recent().count(client, scope) <= UNCOUNTED * per_search:
            return view(request)
        verdict = Limit(scope, settings.SEARCHES_PER_MINUTE * per_search, MINUTE).hit(client)
        return view(request) if verdict.allowed else too_many(verdict)

    return counted


class Recent:
    """How often each address asked this process in the running minute; forgotten when that is over."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ends = 0.0
        self._counts: dict[tuple[str, str], int] = {}

    def count(self, client: str, scope: str = "search") -> int:
        """Count one more, and say how many there are."""
        now = time.time()
        with self._lock:
            if now >= self._ends:
                self._ends, self._counts = now + MINUTE.total_seconds(), {}
            self._counts[scope, client] = self._counts.get((scope, client), 0) + 1
            return self._counts[scope, client]


@lru_cache(maxsize=1)
def recent() -> Recent:
    """That of this process."""
    return Recent()
