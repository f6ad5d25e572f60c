"""A measurement that fails costs only itself."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from devtools.bench import __main__ as bench


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that measures a thing fails at the last one."""
    program = "import sys; sys.exit(3) if sys.argv[1] == 'stock' else print('{\"p50\": 4}')"

    def run(command: list[str], **options: Any) -> Any:
        return real([sys.executable, "-c", program, *command[3:]], **options)

    real = bench.subprocess.run
    monkeypatch.setattr(bench.subprocess, "run", run)


def test_what_was_measured_before_it_is_told_and_kept(
    failing: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "cijfers.json"
    assert bench.Bench(tmp_path, "http://127.0.0.1:1").run([10], main=10, save=kept) == 1
    assert json.loads(kept.read_text(encoding="utf-8"))["sizes"]["10"]["embedded"] == {"p50": 4}
    said = capsys.readouterr()
    assert "stock bij 10 documenten mislukte" in said.err
    assert "embedded p50" in said.out
