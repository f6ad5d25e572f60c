"""The lists that are made are the lists that are read."""

from pathlib import Path

import pytest

from devtools.words.build import Lists, build, encode, write
from devtools.words.lemmas import OwnLemmas
from devtools.words.parts import OwnParts
from search.analysis import lists
from tests.devtools.words.dictionary import frequency, small

MADE = build(
    small(),
    frequency,
    own_lemmas=OwnLemmas(irregular=("kind kinderen",), apart=("zorgen",)),
    own_parts=OwnParts(parts=frozenset({"netwerk"})),
    place_names=("taalhuis",),
)


@pytest.fixture
def read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lists:
    write(MADE, tmp_path)
    monkeypatch.setattr(lists, "FOLDER", tmp_path)
    return Lists(lists.lemmas.__wrapped__(), lists.splitter.__wrapped__())


def test_what_is_written_is_what_is_read(read_back: Lists) -> None:
    assert read_back == MADE


def test_the_lists_repair_the_stemmer_where_it_fails() -> None:
    assert MADE.lemmas["gezinnen"] == "gezin"
    assert MADE.lemmas["kinderen"] == "kind"
    assert MADE.lemmas["zorgen"] == "zorgen"


def test_the_splitter_keeps_names_of_places_whole() -> None:
    assert MADE.splitter.split("taalhuis") == ()
    assert MADE.splitter.split("taalzorg") == ("taal", "zorg")


def test_the_same_lists_make_the_same_files(tmp_path: Path) -> None:
    write(MADE, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write(MADE, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert set(before) == set(lists.FILES) == set(encode(MADE))
