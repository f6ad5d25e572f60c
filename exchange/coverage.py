"""Takes over where instruments are available from a CSV file, one fact a line. The format: docs/import.md.

Which columns there are and what may stand in them is decided here; the model says what can be true together.
"""

import csv
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from exchange.faults import Fault, Notice, Remark, quoted
from exchange.lines import RawLine, UnreadableFile, read_lines
from exchange.summary import Outcome, Summary
from places.lookup import find_municipality
from places.models import Municipality
from toolbox.models import Coverage, Instrument

__all__ = ["load_coverage"]

COLUMNS = ("instrument", "gemeente", "sinds", "tot", "bron")
REQUIRED = ("instrument", "gemeente")
_FIELD_COLUMNS = {"since": "sinds", "until": "tot", "source_url": "bron"}
# A file names 342 municipalities; one with a million different words must not fill the memory.
_REMEMBERED = 2_000


class _Refused(Exception):
    """Why a line can't be taken over: the column and the reason, in Dutch."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        self.faults = faults


def load_coverage(path: Path, *, tell: Callable[[Remark], None], dry_run: bool = False) -> Summary:
    """Take over the lines that are right and tell what is the matter with the others.

    UnreadableFile when it is no text file, or its first line doesn't name the columns.
    """
    lines = read_lines(path)
    columns, delimiter = _header(next(lines, None))
    run = _Run(columns, delimiter, tell)
    with transaction.atomic():
        for line in lines:
            run.take(line)
        transaction.set_rollback(dry_run)
    return run.summary


def _header(line: RawLine | Fault | None) -> tuple[tuple[str, ...], str]:
    """The columns of the file and what stands between them: a comma, or a semicolon as a Dutch Excel writes.

    What the reader of CSV refuses (a text without an end, say) names no columns.
    """
    first = line.data.decode("utf-8", errors="replace") if isinstance(line, RawLine) else ""
    delimiter = max(",;", key=first.count)
    try:
        columns = tuple(name.strip().lower() for name in next(csv.reader([first], delimiter=delimiter), []))
    except csv.Error:
        columns = ()
    if missing := [name for name in REQUIRED if name not in columns]:
        raise UnreadableFile(
            f"mist op de eerste regel de kolom {' en '.join(missing)}; die hoort te zijn: {','.join(COLUMNS)}"
        )
    if unknown := [name for name in columns if name not in COLUMNS]:
        raise UnreadableFile(f"heeft een kolom die we niet kennen: {quoted(unknown[0])}")
    return columns, delimiter


class _Run:
    """One file: what it has looked up so far, and what came of its lines."""

    def __init__(self, columns: tuple[str, ...], delimiter: str, tell: Callable[[Remark], None]) -> None:
        self.columns, self.delimiter, self.tell = columns, delimiter, tell
        self.summary = Summary()
        self.instruments: dict[str, Instrument] = {}
        for instrument in Instrument.objects.all():
            for name in (instrument.slug, instrument.name):
                self.instruments[slugify(name)] = instrument
        self.municipality = lru_cache(maxsize=_REMEMBERED)(find_municipality)

    def take(self, line: RawLine | Fault) -> None:
        try:
            if isinstance(line, Fault):
                raise _Refused((line.field, line.message))
            values = self._values(line)
            instrument, municipality = self._instrument(values["instrument"]), self._place(values["gemeente"])
            outcome = _store(instrument, municipality, values)
        except _Refused as refusal:
            self.summary.faulty += 1
            for column, message in refusal.faults:
                self.tell(Fault(line.line if isinstance(line, Fault) else line.number, column, message))
            return
        self.summary.outcomes[outcome] += 1
        if isinstance(line, RawLine) and not municipality.is_called(values["gemeente"]):
            self.tell(Notice(line.number, "gemeente", f"{quoted(values['gemeente'])} hoort bij {municipality.name}"))

    def _values(self, line: RawLine) -> Mapping[str, str]:
        """The values of a line by column, "" where a column is absent."""
        try:
            cells = next(csv.reader([line.data.decode("utf-8")], delimiter=self.delimiter, strict=True))
        except UnicodeDecodeError:
            raise _Refused(("", "geen geldige UTF-8")) from None
        except csv.Error:
            raise _Refused(("", "de aanhalingstekens kloppen niet")) from None
        if len(cells) != len(self.columns):
            raise _Refused(("", f"heeft {len(cells)} velden; de eerste regel heeft er {len(self.columns)}"))
        return {**dict.fromkeys(COLUMNS, ""), **dict(zip(self.columns, map(str.strip, cells), strict=True))}

    def _instrument(self, text: str) -> Instrument:
        found = self.instruments.get(slugify(text))
        if found is None:
            raise _Refused(("instrument", f"onbekend instrument {quoted(text)}" if text else "ontbreekt"))
        return found

    def _place(self, text: str) -> Municipality:
        found = self.municipality(text)
        if found is None:
            raise _Refused(("gemeente", f"onbekende gemeente {quoted(text)}" if text else "ontbreekt"))
        return found


def _store(instrument: Instrument, municipality: Municipality, values: Mapping[str, str]) -> Outcome:
    """Make the row of a line, or bring the one that it is about up to date."""
    coverage = _existing(instrument, municipality, values)
    before = _shown(coverage) if coverage else None
    coverage = coverage or Coverage(instrument=instrument, municipality=municipality)
    coverage.since, coverage.until, coverage.source_url = values["sinds"], values["tot"], values["bron"]
    coverage.is_example = False
    if before == _shown(coverage):
        return Outcome.UNCHANGED
    try:
        coverage.full_clean()
    except ValidationError as error:
        raise _Refused(*_faults(error)) from None
    coverage.save()
    return Outcome.CHANGED if before else Outcome.NEW


def _existing(instrument: Instrument, municipality: Municipality, values: Mapping[str, str]) -> Coverage | None:
    """The row with the same start; else, for what still holds, the row that still holds: its start is corrected."""
    rows = list(Coverage.objects.filter(instrument=instrument, municipality=municipality))
    same_start = [row for row in rows if row.since == values["sinds"]]
    still_holds = [row for row in rows if not row.until and not values["tot"]]
    return next(iter(same_start or still_holds), None)


def _shown(coverage: Coverage) -> tuple[str, str, str, bool]:
    return coverage.since, coverage.until, coverage.source_url, coverage.is_example


def _faults(error: ValidationError) -> list[tuple[str, str]]:
    """What the model refuses, by column of the file ("" for the line as a whole): the first reason of each."""
    return [(_FIELD_COLUMNS.get(name, ""), messages[0].rstrip(".")) for name, messages in error.message_dict.items()]
