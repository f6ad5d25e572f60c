"""What was told elsewhere is taken over once, with its consent, and what is wrong is said without a word of it."""

import csv
import json
import stat
import tracemalloc
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.exporting import harmless
from exchange.models import ImportedSubmission
from exchange.submissions import ImportForm
from stories.consent.choosing import answers_of
from stories.keeping.code import hash_of_code, normalised
from stories.models import Purpose, Source, State, Submission
from stories.services import withdrawing
from tests.exchange.lines import BrokenOff
from tests.factories.coalitions import editor as national_editor

pytestmark = pytest.mark.django_db

LINE = {
    "id": "a1", "text": "KANARIE vertelde.", "role": "ouder", "sixteen": True, "placing": "land",
    "consent_lezen": True, "consent_plaatsen": "ja", "consent_coalitie": False, "consent_monitor": "nee",
    "consent_contact": "nee", "consent_day": "2026-03-04", "phases": ["zwangerschap"],
}  # fmt: skip


class Said(NamedTuple):
    out: str
    err: str
    error: str


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"
    return tmp_path


def run(path: Path, codes: str = "codes.csv", **options: Any) -> Said:
    out, err = StringIO(), StringIO()
    email = options.pop("editor", None) or national_editor().email
    if not options.get("dry_run"):
        options["codes"] = str(path.parent / codes)
    try:
        call_command("import_submissions", str(path), editor=email, stdout=out, stderr=err, **options)
    except CommandError as error:
        return Said(out.getvalue(), err.getvalue(), str(error))
    return Said(out.getvalue(), err.getvalue(), "")


def lines(folder: Path, *values: Any) -> Path:
    path = folder / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, values)), encoding="utf-8")
    return path


def test_a_line_waits_with_its_consent_and_its_teller_gets_a_code(folder: Path) -> None:
    assert run(lines(folder, LINE)).out == "1 nieuw, 0 ongewijzigd, 0 fout.\n"
    row = Submission.objects.get()
    assert (row.state, row.source, row.phases) == (State.SENT, Source.IMPORT, ["zwangerschap"])
    given = {purpose for purpose, answer in answers_of(row).items() if answer.given}
    assert given == {Purpose.DRAFT, Purpose.READ, Purpose.PUBLISH}
    codes = folder / "codes.csv"
    assert stat.S_IMODE(codes.stat().st_mode) == 0o600
    assert hash_of_code(normalised(codes.read_text().splitlines()[1].split(",")[1])) == row.code_hash


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+31", "-1", "\t=1", "a,=1"])
def test_no_spreadsheet_runs_what_stands_in_the_list_of_codes(folder: Path, name: str) -> None:
    run(lines(folder, {**LINE, "id": name}))
    rows = csv.reader(StringIO((folder / "codes.csv").read_text(encoding="utf-8"), newline=""))
    given = list(rows)[1][0]
    assert given == harmless(given.replace("'", ""))
    assert not given.startswith(("=", "@", "+", "-", "\t"))


def test_a_second_time_changes_nothing_and_gives_the_same_codes(folder: Path) -> None:
    path = lines(folder, LINE)
    run(path)
    assert run(path, "again.csv").out == "0 nieuw, 1 ongewijzigd, 0 fout.\n"
    assert (folder / "codes.csv").read_text() == (folder / "again.csv").read_text()
    assert Submission.objects.count() == 1


def test_what_was_taken_back_does_not_return(folder: Path) -> None:
    path = lines(folder, LINE)
    run(path)
    withdrawing.withdraw(submission=Submission.objects.get())
    assert "komt niet terug" in run(path, "again.csv").err
    assert not Submission.objects.exists()


def test_nor_after_a_backup_of_before_the_import_was_put_back(folder: Path) -> None:
    path = lines(folder, LINE, {**LINE, "id": "a2"})
    run(path)
    code = next(row["code"] for row in csv.DictReader((folder / "codes.csv").open()) if row["id"] == "a1")
    withdrawing.withdraw(submission=Submission.objects.get(code_hash=hash_of_code(normalised(code))))
    Submission.objects.get().delete()
    ImportedSubmission.objects.all().delete()
    said = run(path, "again.csv")
    assert (said.err.count("komt niet terug"), said.out) == (1, "1 nieuw, 1 ongewijzigd, 0 fout.\n")
    assert [row["id"] for row in csv.DictReader((folder / "again.csv").open())] == ["a2"]


def test_nothing_is_taken_over_when_the_list_of_erasures_is_damaged(folder: Path, settings: Any) -> None:
    settings.ERASURE_LOG.write_text("x" * 100)
    assert run(lines(folder, LINE)).error == "regel 1 van erasure.log is geen regel van de lijst."
    assert not Submission.objects.exists() and not (folder / "codes.csv").exists()


def test_a_dry_run_says_the_same_and_writes_nothing(folder: Path) -> None:
    said = run(lines(folder, LINE, {**LINE, "id": "a2", "role": "buurman"}), dry_run=True)
    assert said.out == "Proef, er is niets geschreven: 1 nieuw, 0 ongewijzigd, 1 fout.\n"
    assert not Submission.objects.exists()
    assert [path.name for path in folder.iterdir()] == ["in.jsonl"]


def test_each_wrong_line_is_named_with_its_field_and_without_its_words(folder: Path) -> None:
    wrong = (
        {**LINE, "id": ""}, {**LINE, "role": "KANARIE"}, {**LINE, "consent_lezen": "nee"}, {**LINE, "sixteen": "nee"},
        {**LINE, "text": ""}, {**LINE, "onbekend": "KANARIE"},
        {**LINE, "placing": "gemeente", "municipality": "KANARIE"}, {**LINE, "text": "KANARIE \ud800"}, [1],
    )  # fmt: skip
    said = run(lines(folder, *wrong))
    places = [message.split(":")[1:3] for message in said.err.splitlines()]
    assert {int(number) for number, _ in places} == set(range(1, 10))
    assert {field.strip() for _, field in places} >= {"id", "role", "consent_lezen", "sixteen", "text", "municipality"}
    assert "KANARIE" not in said.err
    assert said.out == "0 nieuw, 0 ongewijzigd, 9 fout.\n"
    assert not Submission.objects.exists()


HOSTILE = (1, 1.5, 10**25, True, [], ["a", "b"], [None], {"a": 1}, "\ud800", "een\0twee", "x" * 60_000, "een\ntwee")
"""What JSON may hold where a text belongs."""


@pytest.mark.parametrize("name", sorted({*ImportForm().fields, "id"} - {"key"}))
def test_whatever_stands_in_a_field_one_line_stops_no_other_and_the_dry_run_says_the_same(
    folder: Path, name: str
) -> None:
    wrong = [{**LINE, "id": f"b{number}", name: value} for number, value in enumerate(HOSTILE)]
    path = lines(folder, *wrong, {**LINE, "id": "after"})
    proof, real = run(path, dry_run=True), run(path)
    assert proof.err == real.err
    assert proof.out == f"Proef, er is niets geschreven: {real.out}"
    assert all(f"{name.removeprefix('consent_')}: " in message for message in real.err.splitlines())
    taken = Submission.objects.count()
    assert real.out == f"{taken} nieuw, 0 ongewijzigd, {len(HOSTILE) + 1 - taken} fout.\n" and taken >= 1
    assert not any("['a', 'b']" in row.text for row in Submission.objects.all())


@pytest.mark.parametrize("text", ["", " \n ", ["a", "b"], None, 5])
def test_a_line_without_a_story_is_a_fault_of_that_line(folder: Path, text: Any) -> None:
    said = run(lines(folder, {**LINE, "text": text}, {**LINE, "id": "a2"}), dry_run=True)
    assert said.err.split(":")[1:3] == ["1", " text"]
    assert said.out == "Proef, er is niets geschreven: 1 nieuw, 0 ongewijzigd, 1 fout.\n"


def test_a_dry_run_sees_a_second_line_of_the_same_id(folder: Path) -> None:
    path = lines(folder, LINE, LINE)
    assert run(path, dry_run=True).out == f"Proef, er is niets geschreven: {run(path).out}"


def test_a_field_that_we_dont_know_is_named_as_it_can_be_shown(folder: Path) -> None:
    assert "dit veld kennen we niet" in run(lines(folder, {**LINE, "\ud800\n": "x"})).err


def test_what_belongs_to_a_yes_is_not_kept_with_a_no(folder: Path) -> None:
    run(lines(folder, {**LINE, "consent_plaatsen": "nee", "name": "Noor", "contact": "noor@voorbeeld.test"}))
    row = Submission.objects.get()
    assert (row.name, row.contact) == ("", "")


def test_rows_of_a_spreadsheet_may_hold_several_lines(folder: Path) -> None:
    path = folder / "in.csv"
    names = list(LINE)
    consent = ["ja", "ja", "nee", "nee", "nee", "2026-03-04"]
    cells = ["b1", '"Een;\nen twee"', "ouder", "ja", "land", *consent, "zwangerschap"]
    wrong = ["", *cells[1:]]
    rows = [";".join(row) for row in (names, cells, wrong, ["te", "weinig"], [], [], wrong)]
    path.write_text("\ufeff" + "".join(f"{row}\r\n" for row in rows), encoding="utf-8")
    said = run(path)
    assert said.out == "1 nieuw, 0 ongewijzigd, 3 fout.\n"
    begins = [line.split(" ")[0] for line in said.err.splitlines()]
    assert begins == [f"{path}:4:", f"{path}:6:", f"{path}:9:"], "where a row begins, not a blank line before it"
    assert Submission.objects.get().text == "Een;\nen twee"


def test_a_file_that_cannot_be_read_leaves_no_list_of_codes_in_the_way(folder: Path) -> None:
    path = folder / "in.csv"
    rows = f"{','.join(LINE)}\nb1,Café,ouder\n"  # as what Excel calls CSV is written
    for content, said in ((b"PK\x03\x04", "een zip-, Word- of Excel"), (rows.encode("cp1252"), "geen UTF-8: sla het")):
        path.write_bytes(content)
        assert said in run(path).error
    assert [file.name for file in folder.iterdir()] == ["in.csv"]


def test_a_file_without_a_line_of_content_says_so(folder: Path) -> None:
    path = folder / "in.csv"
    path.write_text(",".join(LINE) + "\n", encoding="utf-8")
    assert run(path).error == f"{path} bevat geen regels met inhoud."


def test_a_csv_that_breaks_off_names_the_row_where_it_does(folder: Path) -> None:
    path = folder / "in.csv"
    path.write_text('id,text\nb1,een\nb2,"twee\ndrie\n', encoding="utf-8")
    assert run(path).error == f"{path} is vanaf regel 3 geen CSV."


@pytest.mark.parametrize(("codes", "said"), [("weg/codes.csv", "Kan {} niet schrijven: "), ("codes.csv", "{} bestaat")])
def test_codes_that_can_have_no_place_stop_it_before_anything_is_taken_over(
    folder: Path, codes: str, said: str
) -> None:
    (folder / "codes.csv").touch()
    assert said.format(folder / codes) in run(lines(folder, LINE), codes).error
    assert not Submission.objects.exists()


def test_broken_off_it_says_how_to_go_on(folder: Path) -> None:
    path = lines(folder, LINE, {**LINE, "id": ""})
    order = {"editor": national_editor().email, "codes": str(folder / "codes.csv")}
    with pytest.raises(CommandError, match="afgebroken. Wat is ingelezen blijft; met een nieuw bestand voor de codes"):
        call_command("import_submissions", str(path), stderr=BrokenOff(), **order)
    assert (folder / "codes.csv").read_text().count("\n") == 2
    assert run(path, "again.csv").out == "0 nieuw, 1 ongewijzigd, 1 fout.\n"
    assert (folder / "codes.csv").read_text() == (folder / "again.csv").read_text()


def test_only_for_the_editors(folder: Path) -> None:
    assert "hoort niet bij de redactie" in run(lines(folder, LINE), editor="wie@voorbeeld.test").error


def csv_of(path: Path, *values: dict[str, Any]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, LINE)
        rows.writeheader()
        rows.writerows({**one, "phases": "zwangerschap"} for one in values)
    return path


def peak(path: Path) -> int:
    """The most memory that a dry run holds at once."""
    tracemalloc.start()
    said = run(path, dry_run=True)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said.out.endswith(" 0 fout.\n")
    return most


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("tidy_memory")
@pytest.mark.parametrize("write", [lambda path, *values: lines(path.parent, *values), csv_of], ids=["jsonl", "csv"])
def test_a_file_of_many_stories_needs_no_more_memory_than_one_of_few(folder: Path, write: Any) -> None:
    # Long texts, and of hardly any words: to look for danger in those takes longer than all the rest.
    told = [{**LINE, "id": f"a{number}", "text": "woord" + " -" * 24_000} for number in range(75)]
    run(write(folder / "in.csv", *told[:5]), dry_run=True)  # what Python and Django keep for good
    few = peak(write(folder / "in.csv", *told[:40]))  # with as much rubbish as there is before Python clears it
    many = peak(write(folder / "in.csv", *told))
    assert many < few + 35 * 24_000, "half of what the texts take: what Python hasn't cleared yet is less"


def test_a_csv_without_an_end_of_line_is_not_read_into_memory(folder: Path) -> None:
    path = folder / "in.csv"
    path.write_text("id,text\n" + "a," * 600_000, encoding="utf-8")
    assert "regel die te lang is" in run(path, dry_run=True).error
