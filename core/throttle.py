"""Throttles: how often something may happen within a window, counted in a small table of our own.

A row is a keyed hash, a count and when its window ends. The key of the hash changes every day and is made of
SECRET_KEY, so neither an address nor whose account it was can be read back from the table, and yesterday's rows
say nothing to who has today's. At midnight all counts begin anew: a limit is at most doubled once a day.

Call `hit` outside a transaction: within one, the count is undone with it, and PostgreSQL lets whoever comes
with the same key wait until it ends. What counts only what was really made wants just that.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.models import Throttle

__all__ = ["Limit", "Verdict", "client_of", "forget", "hit", "prune", "too_many"]

HOUSEHOLD: Final = 64
"""Bits of an IPv6 address that name one connection; the rest is its owner's to choose, and an attacker's."""
UPSERT: Final = """
INSERT INTO core_throttle (key, count, ends) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN core_throttle.ends <= %s THEN 1 ELSE core_throttle.count + 1 END,
    ends = CASE WHEN core_throttle.ends <= %s THEN excluded.ends ELSE core_throttle.ends END
RETURNING count, ends
"""


@dataclass(frozen=True)
class Verdict:
    """Whether it may happen once more; if not, after how many seconds it may."""

    allowed: bool
    retry_after: int = 0


@dataclass(frozen=True)
class Limit:
    """How often something may happen for one key within a window."""

    scope: str
    limit: int
    window: timedelta

    def hit(self, key: str) -> Verdict:
        """Count one, and say whether it is within the limit."""
        return hit(self.scope, key, limit=self.limit, window=self.window)

    def forget(self, key: str) -> None:
        """Begin anew for this key."""
        forget(self.scope, key)


def hit(scope: str, key: str, *, limit: int, window: timedelta, now: datetime | None = None) -> Verdict:
    """Count one for this key in this scope, and say whether it is among the first `limit` of its window.

    The window begins with the first hit. One statement, so that no two processes count the same one.
    """
    now = now or timezone.now()
    seconds = int(now.timestamp())
    ends = seconds + int(window.total_seconds())
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [_hash(scope, key, now), ends, seconds, seconds])
        count, ends = cursor.fetchone()
    return Verdict(True) if count <= limit else Verdict(False, max(1, ends - seconds))


def forget(scope: str, key: str, *, now: datetime | None = None) -> None:
    """Begin anew for this key: whoever proved to be right need not pay for typing errors before."""
    Throttle.objects.filter(key=_hash(scope, key, now or timezone.now())).delete()


def prune(now: datetime | None = None) -> int:
    """Drop the rows whose window is over and say how many."""
    deleted, _ = Throttle.objects.filter(ends__lte=int((now or timezone.now()).timestamp())).delete()
    return deleted


def client_of(request: HttpRequest) -> str:
    """The network address that a request comes from, to count by; the /64 of an IPv6 address.

    Behind a proxy that is what it says in the header named by CLIENT_ADDRESS_HEADER, of a list the last, which
    the proxy itself added. No other header is believed.
    """
    name = settings.CLIENT_ADDRESS_HEADER
    said = request.headers.get(name, "").rpartition(",")[2].strip() if name else ""
    return _network(said) or _network(request.META.get("REMOTE_ADDR", ""))


def too_many(verdict: Verdict) -> HttpResponse:
    """The page that says when to try again (429). It asks the database nothing: a flood is answered with it."""
    page = loader.render_to_string("429.html", {"minutes": ceil(verdict.retry_after / 60)})
    response = HttpResponse(page, status=429)
    response["Retry-After"] = str(verdict.retry_after)
    response["Cache-Control"] = "no-store"
    return response


def _hash(scope: str, key: str, now: datetime) -> str:
    return salted_hmac(f"core.throttle {now.date()}", f"{scope}\0{key}", algorithm="sha256").hexdigest()


def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), HOUSEHOLD), strict=False))
