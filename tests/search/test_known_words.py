"""The words of the index are counted out of either database, and asked by the letter."""

from typing import Any

import pytest

from search.known_words import StoredWords, count_words
from search.models import KnownWord
from search.question.known import Lengths
from search.question.understanding import understand
from search.scheduled import count
from search.vocabulary.rules import Rules
from tests.factories.search import stored_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_to_find")]


def test_each_word_and_part_is_counted_once_per_document() -> None:
    stored_document("Rouw", text="Rouw en rouw.")
    stored_document("Iets anders", text="Schuldhulpverlening.", keywords=("rouw",))
    stored_document("Iets anders")
    stored_document("Nog iets")
    count_words()
    assert StoredWords().shares(["rouw", "schuld", "afwezig"]) == {"rouw": 0.5, "schuld": 0.25}


def test_what_is_gone_is_not_counted_and_nothing_is_left_of_an_empty_index() -> None:
    KnownWord.objects.create(token="vroeger", share=0.5)
    assert count_words() == 0
    assert not KnownWord.objects.exists()


def test_a_share_that_hardly_moved_is_left_as_it_is() -> None:
    stored_document("Rouw")
    stored_document("Iets anders")
    count_words()
    for kept, found in ((0.501, 0.501), (0.6, 0.5)):
        KnownWord.objects.filter(token="rouw").update(share=kept)
        count_words()
        assert StoredWords().shares(["rouw"]) == {"rouw": found}


def test_the_clock_counts() -> None:
    stored_document("Rouw")
    count()
    assert StoredWords().shares(["rouw"]) == {"rouw": 1.0}


def test_words_are_given_by_their_letter_and_length(django_assert_num_queries: Any) -> None:
    KnownWord.objects.bulk_create(KnownWord(token=word, share=0.1) for word in ("rouw", "ruit", "rouwen", "buur", "ra"))
    with django_assert_num_queries(1):
        found = dict(StoredWords().beginning_with({"r": Lengths(3, 5)}))
    assert found == {"rouw": 0.1, "ruit": 0.1}
    with django_assert_num_queries(1):
        found = dict(StoredWords().beginning_with({"r": Lengths(6, 6), "b": Lengths(4, 9), "z": Lengths(1, 9)}))
    assert found == {"rouwen": 0.1, "buur": 0.1}


def test_asking_for_nothing_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert StoredWords().shares([]) == {}
        assert dict(StoredWords().beginning_with({})) == {}


@pytest.mark.parametrize("words", [1, 12, 23])
def test_a_question_costs_as_many_queries_however_many_words_nobody_knows(
    words: int, django_assert_max_num_queries: Any
) -> None:
    KnownWord.objects.bulk_create(KnownWord(token=word, share=0.1) for word in ("schuld", "hulp", "schuldhulp"))
    unknown = " ".join(f"{letter}schuldx" for letter in "abcdefghijklmnopqrstuvw"[:words])
    with django_assert_max_num_queries(5):
        question = understand(f"schuldshulp {unknown}", Rules(), StoredWords())
    assert ("schuldhulp",) in [clause.tokens for clause in question.needs[0].clauses], "it is corrected"
