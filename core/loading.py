"""Bringing in what a file of ours says, again and again, without undoing what an editor changed since."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import CommandError
from django.db import DataError, IntegrityError

from core.commands import asking_database

__all__ = ["Facts", "LoadReport", "Loaded", "Values", "bring_in", "fingerprint", "loading"]

Values = Mapping[str, str | int | bool]
OTHER_FORM = (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError, ObjectDoesNotExist)
"""What reading a file ends in that holds something else: a text for a list, no number, a name that isn't there."""


class Facts(Protocol):
    """One thing as a file gives it: `slug` says which one it is."""

    @property
    def slug(self) -> str: ...

    def values(self) -> Values:
        """All that the file sets and an editor may change."""
        ...


class Loaded(Protocol):
    """A row that came from a file; `loaded_fingerprint` is of the values that were last written to it."""

    loaded_fingerprint: str


AnyFacts = TypeVar("AnyFacts", bound=Facts)
AnyLoaded = TypeVar("AnyLoaded", bound=Loaded)


@dataclass
class LoadReport:
    """Slugs by what happened to them; `kept` were changed by an editor and left alone."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    def told(self) -> str:
        """What happened, as a sentence for the terminal."""
        counts = (
            (self.created, "nieuw"),
            (self.updated, "bijgewerkt"),
            (self.kept, "door de redactie veranderd en bewaard"),
            (self.unchanged, "gelijk"),
        )
        happened = ", ".join(f"{len(slugs)} {words}" for slugs, words in counts if slugs)
        return f"{'' if self.created or self.updated else 'niets veranderd: '}{happened}."


def bring_in(
    *,
    facts: Iterable[AnyFacts],
    existing: Mapping[str, AnyLoaded],
    values_of: Callable[[AnyLoaded], Values],
    write: Callable[[AnyLoaded | None, AnyFacts], None],
    gone: Collection[str] = (),
) -> LoadReport:
    """Make what is missing, and bring what nobody touched up to date with the file.

    A row is an editor's as soon as its values differ from what was last written to it: then it stays as it is. What
    is `gone` (slugs) an editor let go: it doesn't come back. `write` makes a row, or changes this one; it keeps the
    fingerprint of the facts' values with it.
    """
    report = LoadReport()
    for wanted in facts:
        row = existing.get(wanted.slug)
        if wanted.slug in gone:
            report.kept.append(wanted.slug)
        elif row is None:
            write(None, wanted)
            report.created.append(wanted.slug)
        elif (there := fingerprint(values_of(row))) == fingerprint(wanted.values()):
            report.unchanged.append(wanted.slug)
        elif there == row.loaded_fingerprint:
            write(row, wanted)
            report.updated.append(wanted.slug)
        else:
            report.kept.append(wanted.slug)
    return report


def fingerprint(values: Values) -> str:
    """A hash (SHA-256, hex) that is the same exactly when the values are."""
    return hashlib.sha256(json.dumps(dict(values), sort_keys=True).encode()).hexdigest()


@contextmanager
def loading(source: Path, *, otherwise: str) -> Iterator[None]:
    """For a command that brings in a file or a folder: what is wrong with it in one line, of which all is left out.

    `otherwise` is said of what has another form than it should.
    """
    with asking_database():
        try:
            yield
        except OSError as error:
            raise CommandError(f"Kan {error.filename or source} niet lezen: {error.strerror}.") from error
        except ValidationError as error:
            raise CommandError(f"Iets in {source} klopt niet: {'; '.join(error.messages)}") from error
        except (IntegrityError, DataError) as error:
            raise CommandError(f"Iets in {source} klopt niet, de database neemt het niet aan: {error}") from error
        except OTHER_FORM as error:
            raise CommandError(f"{otherwise}: {error}") from error
