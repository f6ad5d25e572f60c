"""A file that leaves the admin is logged, and no spreadsheet runs what is in it, wherever it is asked for."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Task, Workflow

from accounts.models import User
from core.exporting import XLSX, ExportFormat
from core.models import ExportLog
from tests.factories.coalitions import coordinator_of
from tests.isolation.nest import Nest
from tests.isolation.routes import paths, routes

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

FORMULA = '=HYPERLINK("https://elders.test";"klik")'
STARTS = ("=", "+", "-", "@", "\t", "\r")
WITH_FILES = {
    "wagtailadmin_reports:site_history", "wagtailadmin_reports:aging_pages", "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks", "wagtailadmin_reports:locked_pages", "wagtailredirects:index",
    "editorial_approaches", "editorial_stories",
}  # fmt: skip
"""Some of which it is known that they give a file: a crawl that finds none proves nothing."""
FEW = 2
"""Addresses of each route: a list is one address, and what is about a page gives no files."""


def administrator() -> User:
    return User.objects.create_superuser("beheer@voorbeeld.test", "x", first_name="=1+1", last_name="@SUM(1)")


def poison(nest: Nest) -> None:
    """A formula in every name that a list shows."""
    Page.objects.filter(pk__in=[page.pk for page in nest.pages]).update(title=FORMULA, draft_title=FORMULA)
    for model in (PageLogEntry, ModelLogEntry):
        model.objects.update(label=FORMULA)
    for named in (Workflow, Task):
        named.objects.update(name=FORMULA)
    Redirect.objects.update(redirect_link=FORMULA)
    User.objects.filter(pk=nest.people[0].pk).update(first_name="+31", last_name="-1+1")


def cells(response: Any) -> list[str]:
    """The texts in a file."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"].startswith(XLSX):
        book = load_workbook(BytesIO(content))
        return [
            cell.value for row in book.active for cell in row if cell.data_type in ("s", "f") and not cell.quotePrefix
        ]
    text = content.decode().removeprefix("\ufeff")
    return [cell for separator in ";," for row in csv.reader(StringIO(text), delimiter=separator) for cell in row]


def is_file(response: Any) -> bool:
    kind = response.get("Content-Type", "")
    return kind.startswith(("text/csv", XLSX, "application/vnd."))


def asked(nest: Nest) -> Iterator[tuple[str, str]]:
    """Every route of the admin, with what it is called."""
    for route in routes():
        if route.shape.startswith("admin/"):
            for path in paths(route, nest)[:FEW]:
                yield route.name, path


@pytest.mark.parametrize("kind", ExportFormat)
def test_every_file_of_the_admin_is_logged_and_harmless(kind: ExportFormat, nest: Nest, client: Client) -> None:
    poison(nest)
    client.force_login(administrator())
    client.raise_request_exception = False
    found, unlogged, live = set(), [], []
    for name, path in asked(nest):
        before = ExportLog.objects.count()
        response = client.get(path, {"export": kind})
        if not is_file(response):
            continue
        found.add(name)
        unlogged += [path] if ExportLog.objects.count() == before else []
        live += [(path, cell) for cell in cells(response) if cell and cell.startswith(STARTS)]
    assert (unlogged, live) == ([], [])
    assert found >= WITH_FILES


def test_the_log_says_who_took_what_and_how_it_was_narrowed(client: Client) -> None:
    user = administrator()
    client.force_login(user)
    client.get("/admin/reports/site-history/", {"export": "csv", "label": "belroute", "anders": "x"})
    log = ExportLog.objects.latest("pk")
    assert (log.user, log.kind, log.filters) == (user, "csv", {"label": ["belroute"]})
    assert log.name.startswith("audit-log-")


def test_the_file_is_one_that_a_dutch_excel_reads(client: Client, nest: Nest) -> None:
    client.force_login(administrator())
    response = client.get("/admin/reports/aging-pages/", {"export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0].startswith('\ufeff"Titel";')
    assert len(lines) == ExportLog.objects.latest("pk").rows + 1


def test_a_list_without_columns_for_a_file_gives_none(client: Client, nest: Nest) -> None:
    before = ExportLog.objects.count()  # that of B
    client.force_login(administrator())
    assert client.get(f"/admin/pages/{nest.ours.pk}/", {"export": "csv"}).status_code == 404
    assert ExportLog.objects.count() == before


def test_who_may_not_see_a_report_takes_none_and_leaves_no_row(client: Client, nest: Nest) -> None:
    before = ExportLog.objects.count()  # that of B
    client.force_login(coordinator_of(nest.ours))
    response = client.get("/admin/reports/site-history/", {"export": "csv"})
    assert not is_file(response)
    assert ExportLog.objects.count() == before
