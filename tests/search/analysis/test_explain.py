"""What the analysis makes of a text, word by word."""

from search.analysis.explain import ExplainedWord, explain
from search.analysis.tokens import token


def test_a_text_is_told_word_by_word() -> None:
    assert explain("Geldzorgen, nu!", lambda _: []) == [
        ExplainedWord("Geldzorgen", "geldzorgen", ("geld", "zorgen"), ()),
        ExplainedWord("nu", "nu", (), ()),
    ]


def test_parts_are_told_as_they_are_written_in_order_and_none_within_another() -> None:
    for word, parts in (
        ("Schuldhulpverlening", ("schuld", "hulp", "verlening")),
        ("jeugdgezondheidszorg", ("jeugd", "gezondheid", "zorg")),
        ("Taalbarrière", ("taal", "barrière")),
        ("schuldenproblematiek", ("schulden", "problematiek")),
        ("verloskundige", ()),
    ):
        (explained,) = explain(word, lambda _: [])
        assert explained.parts == parts


def test_a_name_of_several_words_is_told_as_one() -> None:
    names = {("nu", "niet", "zwanger"), ("niet", "zwanger")}
    told = explain("Over Nu Niet Zwanger, nu", lambda term: ["NNZ"] if len(term) == 3 else [], names)
    assert [(word.word, word.lemma, word.parts, word.synonyms) for word in told] == [
        ("Over", "over", (), ()),
        ("Nu Niet Zwanger", "nu niet zwanger", (), ("NNZ",)),
        ("nu", "nu", (), ()),
    ]


def test_synonyms_are_asked_for_by_lemma() -> None:
    (word,) = explain("bevallingen", lambda term: ["baring"] if term == (token("bevalling"),) else [])
    assert word.synonyms == ("baring",)


def test_a_text_without_words_has_nothing_to_tell() -> None:
    assert explain(" ?! ", lambda _: []) == []
