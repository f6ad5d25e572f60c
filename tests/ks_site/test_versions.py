"""Floors below which a known hole is open; a resolver left to itself goes back years."""

import re

import django
import pytest
import wagtail


@pytest.mark.parametrize(("module", "floor"), [(wagtail, (8, 0, 1)), (django, (5, 2, 19))])
def test_no_version_below_the_safe_floor_is_installed(module: object, floor: tuple[int, int, int]) -> None:
    installed = tuple(int(part) for part in re.findall(r"\d+", module.__version__)[:3])  # type: ignore[attr-defined]
    assert installed >= floor
