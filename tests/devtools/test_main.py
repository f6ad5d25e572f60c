"""Tests of devtools.__main__: the door that every Python must be able to read."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import __main__ as door

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("version", [(3, 11), (3, 12, 4), (3, 13), (3, 14, 0)])
def test_python_3_11_to_3_14_will_do(version: tuple[int, ...]) -> None:
    assert door.suitable(version)


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6), (3, 10, 14), (3, 15), (4, 0)])
def test_another_python_will_not(version: tuple[int, ...]) -> None:
    assert not door.suitable(version)


def test_a_python_from_years_ago_can_read_the_door() -> None:
    for path in (ROOT / "devtools/__main__.py", ROOT / "devtools/__init__.py"):
        read = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 5))
        # Python 2 knows no annotations.
        for function in (node for node in ast.walk(read) if isinstance(node, ast.FunctionDef)):
            assert function.returns is None
            assert not any(argument.annotation for argument in function.args.args)


def test_without_a_suitable_python_there_is_one_clear_line(tmp_path: Path) -> None:
    # the door as a Python from years ago runs it, on a machine with no other one
    code = "import sys; sys.version_info = (3, 8, 1); from devtools import __main__ as door; door.main()"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env={"PATH": str(tmp_path)}
    )
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "Deze site heeft Python 3.11, 3.12, 3.13 of 3.14 nodig; hier staat 3.8."
        " Installeer een van die versies en probeer het opnieuw."
    ]


def test_another_suitable_python_of_the_machine_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = tmp_path / "python3.12"
    newer.write_text("#!/bin/sh\n")
    newer.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert door.find_python() == str(newer)


def test_a_python_that_is_there_by_name_only_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, name, code in (("shims", "python3.13", 127), ("shims", "python3.11", 127), ("bin", "python3.11", 0)):
        program = tmp_path / folder / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\nexit {code}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'shims'}:{tmp_path / 'bin'}")
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert door.find_python() == str(tmp_path / "bin/python3.11")
