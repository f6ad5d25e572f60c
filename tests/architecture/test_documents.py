"""The documents lead to what is there, and so do the comments that name a document or a test."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.project import APPS, ROOT, modules

PROMISES = set(range(1, 43))
"""By number, as code and tests name them."""
FILE = re.compile(r"\b(?:[a-z_]+/)+[\w.-]+\.(?:py|md|tsv|json|yaml|png)\b")
OURS = re.compile(r"\b(?:docs|tests)/[\w/.-]+\.(?:md|py)\b")
ROW = re.compile(r"^\| ([\d, ]+) \|", re.MULTILINE)
DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
CODE = [*modules(*APPS, "devtools"), *sorted(ROOT.glob("static/css/*.css")), *sorted(ROOT.glob("static/js/*.js"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    named = FILE.findall(document.read_text(encoding="utf-8"))
    assert {name for name in named if not any((folder / name).exists() for folder in (ROOT, document.parent))} == set()


def test_every_document_or_test_that_code_names_is_there() -> None:
    named = {(name, path.name) for path in CODE for name in OURS.findall(path.read_text(encoding="utf-8"))}
    assert named
    assert {(name, where) for name, where in named if not (ROOT / name).exists()} == set()


def test_the_readme_tells_of_every_command_and_of_no_other() -> None:
    ours = {name for name, app in get_commands().items() if app in APPS}
    told = set(re.findall(r"manage\.py (\w+)", README))
    assert told and told - ours == set()
    # The report is what `make evaluate` runs.
    assert ours - set(re.findall(r"\w+", README)) == {"evaluation_report"}


def test_every_promise_says_what_holds_it() -> None:
    rows = ROW.findall((ROOT / "docs" / "trust.md").read_text(encoding="utf-8"))
    assert {int(number) for row in rows for number in row.split(",")} == PROMISES
