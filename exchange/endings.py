"""How the commands that read or write a file end when they can't go on: one clear line for the same trouble."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.db import DatabaseError

from core.commands import asking_database
from exchange.lines import UnreadableFile
from search.api import SearchUnavailable
from stories.keeping.erasure_log import DamagedList

__all__ = ["measuring", "reading", "reading_erasures", "writing"]


@contextmanager
def reading(file: str, *, after_ctrl_c: str) -> Iterator[None]:
    """For an import as a whole; `after_ctrl_c` says what is left of one that was broken off, and what to do."""
    try:
        with asking_database():
            yield
    except UnreadableFile as error:
        raise CommandError(f"{file} {error}.") from None
    except KeyboardInterrupt:
        raise CommandError(f"{file}: afgebroken. {after_ctrl_c}", returncode=130) from None


@contextmanager
def reading_erasures() -> Iterator[None]:
    """While nobody can say what was erased, nothing comes in."""
    try:
        yield
    except DamagedList as error:
        raise CommandError(f"{error}.") from None
    except OSError as error:
        raise CommandError(f"Kan de lijst van wat gewist is ({error.filename}) niet lezen: {error.strerror}") from error


@contextmanager
def measuring() -> Iterator[None]:
    """For a measurement of the search, in a database of its own."""
    try:
        yield
    except SearchUnavailable as error:
        raise CommandError(f"De zoekmachine antwoordt niet: {error}.", returncode=2) from None
    except DatabaseError as error:
        raise CommandError(f"De database werkt niet mee: {error}") from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """For each moment at which a file is written: what the system has against it."""
    try:
        yield
    except OSError as error:
        raise CommandError(f"Kan {path} niet schrijven: {error.strerror}.") from error
