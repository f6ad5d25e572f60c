"""Files and functions stay readable in one go."""

from statistics import quantiles

import pytest

from tests.architecture.project import APPS, ROOT, functions, modules

CODE = (*APPS, "devtools")
# docs/development.md: what the house style allows at most, and what nearly everything keeps to.
FUNCTION_CEILING, FUNCTION_NORM = 60, 40
FILE_CEILING, FILE_NORM = 500, 400


def test_no_function_is_longer_than_the_ceiling() -> None:
    too_long = [
        f"{f.where} ({f.lines})" for path in modules(*CODE) for f in functions(path) if f.lines > FUNCTION_CEILING
    ]
    assert too_long == []


def test_nineteen_of_twenty_functions_keep_to_the_norm() -> None:
    lengths = [function.lines for path in modules(*CODE) for function in functions(path)]
    assert quantiles(lengths, n=20)[-1] <= FUNCTION_NORM


@pytest.mark.parametrize("folder", [*CODE, "tests"])
def test_no_file_is_longer_than_the_ceiling(folder: str) -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in modules(folder)}
    assert {path: length for path, length in lengths.items() if length > FILE_CEILING} == {}


def test_nineteen_of_twenty_files_keep_to_the_norm() -> None:
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*CODE)]
    assert quantiles(lengths, n=20)[-1] <= FILE_NORM
