"""A measurement that fails costs only itself."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from devtools.bench import __main__ as bench

TASKS = """import sys
sys.exit(3) if sys.argv[1] == "stock" else print('{"p50": 4}')"""
TURNS = """import sys
for line in sys.stdin:
    print(line.strip() + ".5", flush=True)"""
STOPS = """import sys
print(4, flush=True) if sys.stdin.readline() else None"""


@pytest.fixture(params=[TURNS, STOPS], ids=["answers", "stops"])
def answers_on(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """The program that measures fails at its last task; whether the sites that are asked in turns answer."""
    programs = {"devtools.bench.tasks": TASKS, "devtools.bench.turns": request.param}

    def start(command: list[str], **options: Any) -> Any:
        return real([sys.executable, "-c", programs[command[2]], *command[3:]], **options)

    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", start)
    return request.param == TURNS


def test_what_was_measured_before_it_is_told_and_kept(
    answers_on: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "cijfers.json"
    assert bench.Bench(tmp_path, "http://127.0.0.1:1").run([10], main=10, save=kept) == 1
    figures = json.loads(kept.read_text(encoding="utf-8"))["sizes"]["10"]
    assert figures["embedded"] == {"p50": 4}
    assert figures.get("turns") == ({"p50": 99.5, "p90": 179.5, "p95": 189.5} if answers_on else None)
    said = capsys.readouterr()
    assert "stock bij 10 documenten mislukte" in said.err
    assert ("stopte" in said.err) is not answers_on
    assert "embedded p50" in said.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["5"], "N is minstens 10"),
        (["10", "--sizes", "10,x"], "aantallen van 1 of meer"),
        (["10", "--sizes", "10,10"], "elk één keer"),
    ],
)
def test_sizes_that_can_not_be_measured_are_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.asked(arguments)
    assert said in capsys.readouterr().err


def test_what_can_be_measured_is_what_was_asked_for() -> None:
    assert bench.asked(["100"]).sizes == [10, 100, 1_000]
    assert bench.asked(["5", "--sizes", "5,20"]).sizes == [5, 20]
