"""How a command ends when the database doesn't answer: in one clear line."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError

__all__ = ["asking_database"]


@contextmanager
def asking_database(*, returncode: int = 1) -> Iterator[None]:
    """For all that a command asks of the database; `returncode` when 1 says something else of that command."""
    try:
        yield
    except DatabaseError as error:
        said = f"De database werkt niet mee: {error}. Is manage.py migrate gedraaid?"
        raise CommandError(said, returncode=returncode) from error
