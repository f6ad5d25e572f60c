"""Taking over what was told elsewhere, out of a file of lines (JSON) or rows (CSV). The format: docs/import.md.

Nothing of what was told is quoted in a message: these end up in terminals and logs.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TextIO

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from coalitions.models import CoalitionPage
from core.ids import BoundedChoiceField
from exchange.erased import is_erased_story
from exchange.faults import Fault, Notice, Remark, quoted
from exchange.lines import MAX_LINE, RawLine, UnreadableFile, read_lines
from exchange.models import ImportedSubmission
from exchange.summary import Outcome, Summary
from places.models import Municipality, Region, RegionLayer
from stories.keeping.code import code_of, hash_of_code, readable
from stories.keeping.encryption import keyed_hash
from stories.models import Source, Submission
from stories.moderation.entry_forms import EntryForm
from stories.rules import TextRefused, accepted
from stories.services.telling import enter_for_teller

__all__ = ["ImportForm", "SubmissionImport", "records"]

Record = tuple[int, Mapping[str, Any]]
"""Where it begins in the file, and its values by field."""
LONGEST_ID: Final = 200
TICKS: Final = ("sixteen", "with_helper")
OTHERS: Final = ("about_other", "other_agrees")
LISTS: Final = ("feelings", "phases", "questions")
YES, NO = ("ja", "true", "1"), ("nee", "false", "0")


class ImportForm(EntryForm):
    """The questions that an editor answers on the screen, with places by the name or slug that a file has."""

    source = None  # type: ignore[assignment]  # how Django takes a field away
    municipality = BoundedChoiceField(Municipality.objects.all(), to_field_name="name", required=False)
    region = BoundedChoiceField(
        Region.objects.filter(layer=RegionLayer.GGD_REGION), to_field_name="slug", required=False
    )
    coalition = BoundedChoiceField(CoalitionPage.objects.none(), to_field_name="slug", required=False)

    @property
    def came_by(self) -> Source:
        return Source.IMPORT


@dataclass
class SubmissionImport:
    """One run. `tell` is told what is the matter, `give_code` the id and code of each line that is in.

    `erased`: what may not come back (exchange.erased)."""

    editor: User
    tell: Callable[[Remark], None]
    give_code: Callable[[str, str], None]
    erased: frozenset[str]
    dry_run: bool = False
    summary: Summary = field(default_factory=lambda: Summary(dict.fromkeys((Outcome.NEW, Outcome.UNCHANGED), 0)))
    proved: set[str] = field(default_factory=set)
    """What a dry run met: a second line of the same id is what it would be in a real one."""

    def run(self, path: Path) -> None:
        """Take over what is right in a file, each line by itself. Raises UnreadableFile."""
        for record in records(path):
            result = [record] if isinstance(record, Fault) else self._take(*record)
            if isinstance(result, Outcome):
                self.summary.outcomes[result] += 1
                continue
            self.summary.faulty += 1
            for fault in result:
                self.tell(fault)

    def _take(self, line: int, values: Mapping[str, Any]) -> Outcome | list[Fault]:
        if faults := _wrong_kinds(line, values):
            return faults
        external = str(values.get("id") or "").strip()
        if not external or len(external) > LONGEST_ID:
            return [Fault(line, "id", f"ontbreekt, of is langer dan {LONGEST_ID} tekens")]
        # Of the id and our own key: a second time it is the same story, under the same code.
        digest = keyed_hash("import", external)
        form = ImportForm({**_for_form(values), "key": f"import {digest}"})
        if faults := _faults(line, form, values):
            return faults
        code = code_of(form.cleaned_data["key"])
        if digest in self.proved:
            return Outcome.UNCHANGED
        # By the list too: a backup of before the import, put back, doesn't know that it was there.
        known = ImportedSubmission.objects.filter(id_hash=digest).exists()
        if known or is_erased_story(hash_of_code(code), self.erased):
            return self._seen(line, external, code)
        with transaction.atomic():
            enter_for_teller(key=form.cleaned_data["key"], editor=self.editor, entry=form.entry)
            ImportedSubmission.objects.create(id_hash=digest)
            transaction.set_rollback(self.dry_run)  # all of it is tried, also by who only wants to know
        if self.dry_run:
            self.proved.add(digest)
            return Outcome.NEW
        self.give_code(external, readable(code))
        return Outcome.NEW

    def _seen(self, line: int, external: str, code: str) -> Outcome:
        if Submission.objects.filter(code_hash=hash_of_code(code)).exists():
            self.give_code(external, readable(code))
        else:
            self.tell(Notice(line, "id", "was al ingelezen en is sindsdien ingetrokken of gewist; komt niet terug"))
        return Outcome.UNCHANGED


def records(path: Path) -> Iterator[Record | Fault]:
    """The records of a file, one at a time: of rows when its name ends in .csv, else of lines. UnreadableFile."""
    return _rows(path) if path.suffix.lower() == ".csv" else _lines(path)


def _lines(path: Path) -> Iterator[Record | Fault]:
    for line in read_lines(path):
        yield _loaded(line) if isinstance(line, RawLine) else line


def _loaded(line: RawLine) -> Record | Fault:
    try:
        values = json.loads(line.data)
    except (ValueError, RecursionError):
        return Fault(line.number, "", "geen geldige JSON in UTF-8")
    return (line.number, values) if isinstance(values, dict) else Fault(line.number, "", "geen JSON-object")


def _rows(path: Path) -> Iterator[Record | Fault]:
    """With a comma or a semicolon, as the first line has more of; a text may go on over several lines."""
    next(read_lines(path), None)  # refuses what is no text at all
    csv.field_size_limit(MAX_LINE)
    with path.open(encoding="utf-8-sig", newline="") as file:
        number = 0  # of the last line that was read
        try:
            delimiter = max(",;", key=file.readline(MAX_LINE).count)
            file.seek(0)
            reader = csv.reader(_bounded(file), delimiter=delimiter, strict=True)
            names = next(reader, [])
            number = reader.line_num
            for cells in reader:
                begin, number = number + 1, reader.line_num
                if not cells:  # a blank line
                    continue
                if len(cells) != len(names):
                    yield Fault(begin, "", "heeft meer of minder velden dan de eerste regel")
                else:
                    yield begin, dict(zip(names, cells, strict=True))
        except UnicodeDecodeError:
            raise UnreadableFile(f"is vanaf regel {number + 1} geen UTF-8: sla het op als “CSV UTF-8”") from None
        except csv.Error:
            raise UnreadableFile(f"is vanaf regel {number + 1} geen CSV") from None


def _bounded(file: TextIO) -> Iterator[str]:
    """Its lines; none is read that is too long to be one."""
    while line := file.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise UnreadableFile("heeft een regel die te lang is voor een CSV")
        yield line


def _for_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """As a browser would send it: ticks that are off are absent, answers are "ja" or "nee", lists are lists."""
    sent = {name: _answer(value) if _is_answer(name) else value for name, value in values.items()}
    for name in TICKS:
        if _answer(sent.pop(name, "")) == "ja":
            sent[name] = "on"
    for name in LISTS:
        if isinstance(listed := sent.get(name), str):
            sent[name] = [slug.strip() for slug in listed.split(",") if slug.strip()]
    return {"language": "nl", **{name: value for name, value in sent.items() if value is not None}}


def _is_answer(name: str) -> bool:
    """Whether a field is answered with ja or nee, or is a day: then it stays as it is."""
    return name in OTHERS or name.startswith("consent_")


def _wrong_kinds(line: int, values: Mapping[str, Any]) -> list[Fault]:
    """What is no text where JSON may hold anything, and text that no database keeps."""
    found = ((name, _wrong_kind(name, value)) for name, value in values.items() if value is not None)
    return [Fault(line, quoted(name).strip("“”"), said) for name, said in found if said]


def _wrong_kind(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "" if name in TICKS or _is_answer(name) else "moet tekst zijn"
    if isinstance(value, int):
        return "" if name == "id" or ((name in TICKS or _is_answer(name)) and value in (0, 1)) else "moet tekst zijn"
    texts = value if isinstance(value, list) and name in LISTS else [value]
    if not all(isinstance(text, str) for text in texts):
        return "moet een lijst met teksten zijn" if name in LISTS else "moet tekst zijn"
    try:
        for text in texts:
            accepted(text, longest=len(text))
    except TextRefused as refusal:
        return str(refusal)
    return ""


def _answer(value: Any) -> Any:
    text = str(value).strip().lower()
    return "ja" if text in YES else "nee" if text in NO else value


def _faults(line: int, form: ImportForm, values: Mapping[str, Any]) -> list[Fault]:
    known = {*form.fields, "id"}
    faults = [Fault(line, quoted(str(name)), "dit veld kennen we niet") for name in values if name not in known]
    faults += [Fault(line, name, _said(errors)) for name, errors in form.errors.as_data().items()]
    if not faults:
        try:
            form.entry.told.as_changes()
        except TextRefused as error:
            faults.append(Fault(line, "text", str(error)))
    return faults


def _said(errors: Iterable[ValidationError]) -> str:
    """What is wrong, without what stands there: a column that slipped is a story in the log."""
    return " ".join(
        "is geen keuze die we kennen" if error.code == "invalid_choice" else " ".join(error.messages)
        for error in errors
    )
