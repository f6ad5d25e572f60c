"""The lists are there, are read once and lazily, and tell when they changed."""

import subprocess
import sys

import pytest

from search.analysis import lists, version


def test_the_lists_are_of_the_size_that_they_are_meant_to_have() -> None:
    assert 20_000 < len(lists.lemmas()) < 40_000
    assert len(lists.splitter().first) > 10_000
    assert len(lists.splitter().last) > 20_000


def test_they_are_read_once() -> None:
    assert lists.lemmas() is lists.lemmas()
    assert lists.splitter() is lists.splitter()


def test_importing_the_analysis_reads_no_file() -> None:
    code = (
        "from search.analysis import compounds, explain, lists, tokens, version\n"
        "assert not lists.lemmas.cache_info().currsize and not lists.splitter.cache_info().currsize\n"
        "assert not lists.digest.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_another_list_is_another_analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    now = version.analysis_version()
    monkeypatch.setattr(lists, "FILES", (lists.LEMMAS,))
    lists.digest.cache_clear()
    version.analysis_version.cache_clear()
    try:
        assert version.analysis_version() != now
    finally:
        monkeypatch.undo()
        lists.digest.cache_clear()
        version.analysis_version.cache_clear()
    assert version.analysis_version() == now
