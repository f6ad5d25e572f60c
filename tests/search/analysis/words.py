"""The collections of words in data/, which were written down before the lists were made."""

from pathlib import Path

_DATA = Path(__file__).parent / "data"


def lines(name: str) -> list[str]:
    return [line for line in (_DATA / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def rows(name: str) -> list[tuple[str, ...]]:
    return [tuple(line.split()) for line in lines(name)]
