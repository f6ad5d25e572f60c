"""The files that Wagtail's own lists and reports give: made and logged as ours are.

Wagtail writes cells as they are and keeps no log. All its lists answer `?export=` by one method, which core.apps
replaces by `as_table`: so a list that an upgrade or a new viewset brings is included.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone

from core.exporting import Cell, ExportFormat, Table, export
from core.text import scrub

__all__ = ["as_table"]

LONGEST_FILTER: Final = 200
"""Characters of what was asked that the log keeps: more than any filter of a list needs."""


def as_table(view: Any, queryset: Any, spreadsheet_format: str) -> HttpResponseBase:
    """The answer of a list of Wagtail (a SpreadsheetExportMixin) to `?export=`. Http404 when it has no columns."""
    if not view.list_export:
        raise Http404
    table = Table(
        name=view.get_filename(),
        columns=[view.get_heading(queryset, name) for name in view.list_export],
        rows=_rows(view, queryset),
        total=queryset.count() if isinstance(queryset, QuerySet) else len(queryset),
    )
    return export(user=view.request.user, table=table, kind=ExportFormat(spreadsheet_format), filters=_asked(view))


def _rows(view: Any, items: Iterable[Any]) -> Iterator[Sequence[Cell]]:
    for item in items:
        # As for a CSV file in both: for XLSX Wagtail takes moments out of their time zone, which ours does itself.
        values = view.to_row_dict(item).items()
        yield [_cell(view.preprocess_field_value(name, value, view.FORMAT_CSV)) for name, value in values]


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime) and timezone.is_naive(value):
        return timezone.make_aware(value)
    if value is None or isinstance(value, str | int | float | date):
        return str(value) if isinstance(value, bool) else value
    return str(value)


def _asked(view: Any) -> dict[str, list[str]]:
    """What the list was narrowed by: parameters that it knows only."""
    known = {*(view.filters.filters if view.filters else ()), view.search_kwarg}
    asked = view.request.GET
    return {name: [scrub(value)[:LONGEST_FILTER] for value in asked.getlist(name)] for name in asked if name in known}
