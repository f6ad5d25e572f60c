"""The documents lead to what is there."""

import re
from pathlib import Path

import pytest

from tests.architecture.project import ROOT

PROMISES = set(range(1, 43))
"""By number, as code and tests name them."""
FILE = re.compile(r"\b(?:[a-z_]+/)+[\w.-]+\.(?:py|md|tsv|json|yaml|png)\b")
ROW = re.compile(r"^\| ([\d, ]+) \|", re.MULTILINE)


@pytest.mark.parametrize("document", sorted(ROOT.glob("docs/*.md")), ids=lambda path: path.name)
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    named = FILE.findall(document.read_text(encoding="utf-8"))
    assert {name for name in named if not any((folder / name).exists() for folder in (ROOT, document.parent))} == set()


def test_every_promise_says_what_holds_it() -> None:
    rows = ROW.findall((ROOT / "docs" / "trust.md").read_text(encoding="utf-8"))
    assert {int(number) for row in rows for number in row.split(",")} == PROMISES
