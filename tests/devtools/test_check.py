"""Tests of devtools.check."""

from pathlib import Path

import pytest

from devtools.check import CHECKS, SETS, Step, main, run

GOOD = Step("goed", ("python", "-c", "pass"))
BAD = Step("fout", ("python", "-c", "raise SystemExit(3)"))


def test_a_tool_that_is_not_satisfied_fails_the_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(SETS, "check", (BAD, GOOD))
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "Niet goed: fout." in said
    assert "== goed" in said, "the tools after a failing one still run"


def test_when_all_are_satisfied_each_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(SETS, "check", (GOOD,))
    assert main(["check"]) == 0
    assert "Alles goed: goed." in capsys.readouterr().out


def test_a_tool_does_not_see_the_database_of_the_developer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://real")
    code = f"import os; assert os.environ['DATABASE_URL'] == 'sqlite:///{tmp_path}/db.sqlite3'"
    assert run(Step("x", ("python", "-c", code)), str(tmp_path))


def test_the_check_holds_every_tool_that_the_house_style_names() -> None:
    commands = " ".join(" ".join(step.command) for step in CHECKS)
    for tool in ("ruff check", "ruff format --check", "mypy", "djlint", "lint-imports", "makemigrations --check"):
        assert tool in commands
    assert "check --deploy --fail-level WARNING" in commands
