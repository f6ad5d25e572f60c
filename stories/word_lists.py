"""The lists of words of ours in stories/data: many on a line, with comments before them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

__all__ = ["words_of"]

DATA: Final = Path(__file__).parent / "data"


def words_of(name: str) -> Iterable[str]:
    """The words of the file with this name."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [word.strip() for line in lines if not line.startswith("#") for word in line.split(",") if word.strip()]
