"""Whether this process can do its work: checks by name, which the apps that own a part register."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

__all__ = ["Health", "register", "report"]


@dataclass(frozen=True)
class Health:
    """The state of one part; `detail` holds JSON values for who administers the site, nobody else sees it."""

    ok: bool
    detail: Mapping[str, Any] = field(default_factory=dict)


Check = Callable[[], Health]


def check_database() -> Health:
    """Whether the database answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Health(ok=True, detail={"vendor": connection.vendor})


_checks: dict[str, Check] = {"database": check_database}


def register(name: str, check: Check) -> None:
    """Add a check. It answers within its own deadline and raises nothing but database errors.

    ImproperlyConfigured when the name is taken.
    """
    if name in _checks:
        raise ImproperlyConfigured(f"health: de naam {name!r} is al in gebruik")
    _checks[name] = check


def report() -> dict[str, Health]:
    """The state of every part, the database first."""
    return {name: _run(check) for name, check in _checks.items()}


def _run(check: Check) -> Health:
    try:
        return check()
    except DatabaseError as error:
        return Health(ok=False, detail={"error": type(error).__name__})
