"""What the analysis makes of a text, word by word."""

from search.analysis.explain import ExplainedWord, explain
from search.analysis.tokens import token


def test_a_text_is_told_word_by_word() -> None:
    assert explain("Geldzorgen, nu!", lambda _: []) == [
        ExplainedWord("Geldzorgen", "geldzorgen", ("geld", "zorgen"), ()),
        ExplainedWord("nu", "nu", (), ()),
    ]


def test_synonyms_are_asked_for_by_lemma() -> None:
    (word,) = explain("bevallingen", lambda lemma: ["baring"] if lemma == token("bevalling") else [])
    assert word.synonyms == ("baring",)


def test_a_text_without_words_has_nothing_to_tell() -> None:
    assert explain(" ?! ", lambda _: []) == []
