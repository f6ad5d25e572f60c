"""Whether rows wait for the worker, which asks it all the time: the statements are made once.

To make one takes Django twenty times as long as it takes the database to answer it.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal

from django.db import connection
from django.utils import timezone

from search.models import IndexEntry

__all__ = ["waits"]

_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


def waits(step: Literal["build", "push"]) -> bool:
    """Whether there is a row for this step that no worker holds and no back-off keeps waiting."""
    statement, moments = _statement(step, connection.vendor)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(statement, [now] * moments)
        return cursor.fetchone() is not None


@lru_cache(maxsize=4)
def _statement(step: str, vendor: str) -> tuple[str, int]:
    """The statement of the database in use, and how many parameters it has: all of them are the moment of now."""
    rows = IndexEntry.objects.to_build() if step == "build" else IndexEntry.objects.to_push()
    statement, parameters = rows.free(_ANY_MOMENT).order_by().values("pk")[:1].query.sql_with_params()
    return statement, len(parameters)
