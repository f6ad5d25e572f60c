"""A text is taken apart at its spaces, and what has a word that is asked is found among the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import wanted
from search.analysis import pieces as module
from search.analysis.compounds import with_parts
from search.analysis.pieces import LONG, KnownPieces, Lately, pieces, words_of
from search.analysis.tokens import written
from search.wanted import Wanted

LETTERS, SPACES = "abcséI,.-’'_(孩", " \n\u00a0\u2028\x1f"
TEXTS = st.text(st.sampled_from(LETTERS + SPACES), max_size=200) | st.text(st.sampled_from(LETTERS), min_size=LONG + 1)


@given(TEXTS)
def test_the_words_of_the_pieces_are_the_words_of_the_text(text: str) -> None:
    assert words_of(pieces(text)) == set(written(text))


@given(TEXTS)
def test_no_piece_is_a_whole_text_without_spaces(text: str) -> None:
    longest = max(map(len, written(text)), default=0)
    assert all(len(piece) <= max(LONG, longest) for piece in pieces(text))


def test_a_piece_is_found_by_the_token_of_each_of_its_words_and_by_the_parts_of_those() -> None:
    known = KnownPieces()
    known.add(pieces("Gezinnen (en moeders/vaders), met schuldhulpverlening."))
    assert known.having({"gezin"}) == {"Gezinnen"}
    assert known.having({"vader"}) == {"moeders/vaders),"}
    assert known.having(set(with_parts("schuld"))) == {"schuldhulpverlening."}
    assert known.having({"gezin", "vader", "hond"}) == {"Gezinnen", "moeders/vaders),"}
    assert known.having({"hond"}) == known.having(set()) == frozenset()


def test_however_many_texts_come_by_no_more_is_known_than_there_is_room_for() -> None:
    lately = Lately(most=10)
    known = [lately.met(pieces(f"gezin moeder{number} vader{number}")) for number in range(100)]
    assert max(map(len, known)) <= 10 + 2
    assert all(one.having({"gezin"}) == {"gezin"} for one in known)


def test_what_one_thread_is_still_reading_another_one_reads_too(monkeypatch: pytest.MonkeyPatch) -> None:
    known, found_meanwhile = KnownPieces(), []

    def interrupted(word: str) -> tuple[str, ...]:
        monkeypatch.setattr(module, "with_parts", with_parts)
        known.add(frozenset({"Gezinnen,"}))
        found_meanwhile.append(known.having({"gezin"}))
        return with_parts(word)

    monkeypatch.setattr(module, "with_parts", interrupted)
    known.add(frozenset({"Gezinnen,"}))
    assert found_meanwhile == [{"Gezinnen,"}]
    assert known.having({"gezin"}) == {"Gezinnen,"} and len(known) == 1


def test_a_piece_is_known_only_when_it_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    known, were_known = KnownPieces(), []
    monkeypatch.setattr(module, "with_parts", lambda word: were_known.append(len(known)) or with_parts(word))
    known.add(frozenset({"moeders/vaders"}))
    assert were_known == [0, 0]


def test_a_question_finds_its_words_also_when_what_was_met_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wanted, "LATELY", Lately(most=1))
    asked = Wanted(frozenset({"gezin"}), str.upper)
    texts = ("Een gezin.", "Twee gezinnen!", "Een gezin.", "Geen hond.")
    assert [dict(asked.among(pieces(text))) for text in texts] == [
        {"gezin": "GEZIN"},
        {"gezinnen": "GEZINNEN"},
        {"gezin": "GEZIN"},
        {},
    ]
