"""A text is taken apart at its spaces, and what has a word that is asked is found among the pieces."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from search.analysis.compounds import with_parts
from search.analysis.pieces import LONG, KnownPieces, Lately, pieces, words_of
from search.analysis.tokens import written

TEXTS = st.text(st.sampled_from("abcséI ,.-’'_\n\u00a0\u2028\x1f(孩"), max_size=200)


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


def test_threads_that_share_it_all_find_what_they_brought() -> None:
    known = KnownPieces()
    texts = [frozenset({f"woord{number}", "gezin"}) for number in range(200)]

    def bring(order: int) -> bool:
        for found in texts[::order]:
            known.add(found)
            tokens = {token for piece in found for word in written(piece) for token in with_parts(word)}
            if not known.having(tokens) >= found:
                return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(bring, (1, -1, 1, -1)))
    assert len(known) == 201
