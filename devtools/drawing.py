"""Says whether this machine has what a PDF is drawn with."""

from ctypes.util import find_library

__all__ = ["LIBRARIES", "missing_libraries"]

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")


def missing_libraries() -> list[str]:
    """The names of the libraries that are not there."""
    return [f"lib{name}" for name in LIBRARIES if find_library(name) is None]
