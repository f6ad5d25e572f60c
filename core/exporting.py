"""Tables that leave the site: CSV and XLSX that no spreadsheet runs, with a log of who took what.

Whoever calls has checked that this user may see these rows. Rows are read and written one by one, so that a long
table takes no more memory than a short one.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import Final

from django.db import models
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core.models import ExportLog
from core.text import writable

__all__ = ["Cell", "ExportFormat", "Table", "as_csv", "export", "harmless"]

Cell = str | int | float | date | datetime | None

SEPARATOR: Final = ";"
"""What a Dutch Excel splits at when a CSV file is opened with a double click."""
BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel reads é as two characters."""
LONGEST_CELL: Final = 32_767
"""Characters; Excel calls a file with more in one cell damaged."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# A formula begins with one of these, also after the spaces that some programs trim and in the wide forms that some
# read alike (OWASP, CSV injection). A program that splits at another separator starts a cell in the middle of ours.
_FORMULA: Final = re.compile(r"(^|[,;|\t\r\n])([ \xa0]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
_FIRST_CONTROL: Final = re.compile(r"^[\t\r\n]")


class ExportFormat(models.TextChoices):
    """The kinds of file."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX (Excel)"


@dataclass(frozen=True)
class Table:
    """What leaves the site: `name` is that of the file without its extension, `total` how many rows there are."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    total: int


def harmless(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet would take for a formula."""
    marked = _FORMULA.sub(r"\1\2'", text)
    return f"'{marked}" if _FIRST_CONTROL.match(marked) else marked


def export(
    *, user: models.Model, table: Table, kind: ExportFormat, filters: Mapping[str, Sequence[str]]
) -> StreamingHttpResponse:
    """Log that this user takes this table, narrowed by these filters, and answer with the file."""
    ExportLog.objects.create(
        user_id=user.pk,
        name=table.name,
        kind=kind,
        rows=table.total,
        filters={key: list(values) for key, values in filters.items()},
    )
    if kind == ExportFormat.XLSX:
        return FileResponse(_workbook(table), as_attachment=True, filename=f"{table.name}.xlsx", content_type=XLSX)
    return as_csv(table)


def as_csv(table: Table) -> StreamingHttpResponse:
    """The table as a CSV file, streamed and not logged: for what anybody may read anyway."""
    response = StreamingHttpResponse(_lines(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return response


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(table: Table) -> Iterator[str]:
    # All cells in quotes: a separator in a text then splits nothing.
    writer = csv.writer(_Line(), delimiter=SEPARATOR, quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK
    yield writer.writerow([harmless(writable(column)) for column in table.columns])
    for row in table.rows:
        yield writer.writerow([_as_text(cell) for cell in row])


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(writable(cell)) if isinstance(cell, str) else str(cell)


def _workbook(table: Table) -> "TemporaryFile[bytes]":  # type: ignore[valid-type]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name[:31])  # the longest name that Excel accepts
    sheet.append([_cell(sheet, column) for column in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet: object, value: Cell) -> WriteOnlyCell:
    if isinstance(value, datetime):
        value = timezone.make_naive(value)  # a sheet knows no time zones
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = writable(value)[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # openpyxl makes a formula of "=1+1", and an error of "#N/A"
    # So that it stays text when somebody edits the cell.
    cell.quotePrefix = harmless(text) != text
    return cell
