"""What a file says is brought in, and what an editor changed since stays."""

from dataclasses import dataclass

import pytest

from core.loading import LoadReport, Values, bring_in, fingerprint


@dataclass
class Row:
    """A thing in the database."""

    name: str
    loaded_fingerprint: str = ""


@dataclass(frozen=True)
class Told:
    """The same thing in the file."""

    slug: str
    name: str

    def values(self) -> Values:
        return {"name": self.name}


def load(*facts: Told, rows: dict[str, Row], gone: tuple[str, ...] = ()) -> LoadReport:
    def write(row: Row | None, told: Told) -> None:
        rows[told.slug] = Row(told.name, fingerprint(told.values()))

    return bring_in(facts=facts, existing=rows, values_of=lambda row: {"name": row.name}, write=write, gone=gone)


def test_what_is_missing_is_made_and_twice_is_once() -> None:
    rows: dict[str, Row] = {}
    assert load(Told("a", "A"), rows=rows).created == ["a"]
    assert load(Told("a", "A"), rows=rows) == LoadReport(unchanged=["a"])
    assert rows["a"].name == "A"


def test_what_nobody_touched_follows_the_file() -> None:
    rows: dict[str, Row] = {}
    load(Told("a", "A"), rows=rows)
    assert load(Told("a", "B"), rows=rows).updated == ["a"]
    assert rows["a"].name == "B"


def test_what_an_editor_changed_stays() -> None:
    rows: dict[str, Row] = {}
    load(Told("a", "A"), rows=rows)
    rows["a"].name = "Van de redactie"
    assert load(Told("a", "B"), rows=rows).kept == ["a"]
    assert rows["a"].name == "Van de redactie"


def test_what_an_editor_let_go_does_not_come_back() -> None:
    rows: dict[str, Row] = {}
    assert load(Told("a", "A"), rows=rows, gone=("a",)).kept == ["a"]
    assert rows == {}


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (LoadReport(created=["a", "b"], unchanged=["c"]), "2 nieuw, 1 gelijk."),
        (LoadReport(kept=["a"]), "niets veranderd: 1 door de redactie veranderd en bewaard."),
    ],
)
def test_it_says_what_happened(report: LoadReport, words: str) -> None:
    assert report.told() == words


def test_a_fingerprint_depends_on_values_not_on_their_order() -> None:
    assert fingerprint({"name": "Geldzorgen", "position": 1}) == fingerprint({"position": 1, "name": "Geldzorgen"})
    assert fingerprint({"name": "Geldzorgen", "position": 1}) != fingerprint({"name": "Geldzorgen", "position": 2})
