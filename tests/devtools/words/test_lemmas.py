"""Which forms are one word."""

import pytest

from devtools.words.lemmas import OwnLemmas, heads, sort_out
from tests.devtools.words.dictionary import frequency, small

OWN = OwnLemmas(
    irregular=("kind kinderen",),
    strong=("kijken keek keken gekeken",),
    apart=("zorgen", "maatje maatjes"),
)
KNOWN = sort_out(small().forms())
HEADS = heads(KNOWN, OWN, frequency)


@pytest.mark.parametrize(
    ("form", "head"),
    [
        ("gezinnen", "gezin"),
        ("talen", "taal"),
        ("huisje", "huis"),
        ("kwetsbare", "kwetsbaar"),
        ("wijken", "wijk"),
    ],
)
def test_a_form_of_a_noun_or_an_adjective_goes_with_it(form: str, head: str) -> None:
    assert HEADS[form] == head


def test_what_a_linguist_wrote_down_comes_first() -> None:
    assert HEADS["kinderen"] == "kind"
    assert heads(KNOWN, OwnLemmas(), frequency)["kinderen"] == "kinderen"


def test_an_irregular_word_bends_the_same_within_a_compound() -> None:
    known = sort_out(small().forms())
    known.bare |= {"pleegkind", "pleegkinderen"}
    assert heads(known, OWN, frequency)["pleegkinderen"] == "pleegkind"


def test_words_that_stay_apart_do_with_their_forms() -> None:
    assert HEADS["zorgen"] == "zorgen" != HEADS["zorg"]
    assert HEADS["maatjes"] == HEADS["maatje"] == "maatje" != HEADS["maat"]
    assert heads(KNOWN, OwnLemmas(), frequency)["zorgen"] == "zorg"


def test_a_word_with_forms_of_its_own_is_itself() -> None:
    assert HEADS["jongere"] == HEADS["jongeren"] == "jongere" != HEADS["jong"]


def test_a_plural_that_is_listed_by_itself_still_goes_with_its_noun() -> None:
    assert HEADS["wetten"] == "wet"


def test_a_plural_that_the_dictionary_lacks_is_one_if_people_write_it() -> None:
    def written(word: str) -> float:
        return 3.0 if word == "houders" else 0.0

    known = sort_out(form for form in small().forms() if form.text != "houders")
    assert heads(known, OwnLemmas(), written)["houders"] == "houder"
    assert "houders" not in heads(known, OwnLemmas(), lambda word: 0.0)


def test_a_noun_made_of_an_adjective_goes_with_it() -> None:
    assert HEADS["deskundigen"] == HEADS["deskundige"] == "deskundig"
    assert HEADS["kwetsbaren"] == "kwetsbaar"


def test_an_abstract_noun_is_a_word_of_its_own() -> None:
    assert HEADS["deskundigheid"] == HEADS["deskundigheden"] == "deskundigheid"


@pytest.mark.parametrize("form", ["meldt", "meldde", "aanmeldt", "gemeld"])
def test_the_forms_of_a_weak_verb_go_where_its_infinitive_goes(form: str) -> None:
    infinitive = "aanmelden" if form.startswith("aan") else "melden"
    assert HEADS[form] == HEADS[infinitive]


@pytest.mark.parametrize(("form", "verb"), [("keek", "kijken"), ("gekeken", "kijken"), ("bekeken", "bekijken")])
def test_the_forms_of_a_strong_verb_do_too(form: str, verb: str) -> None:
    assert HEADS[form] == HEADS[verb]


def test_of_two_possible_heads_the_more_frequent_one_is_taken() -> None:
    known = sort_out(small().forms())
    known.inflected["passen"] = {"pas", "passe"}
    assert heads(known, OwnLemmas(), lambda word: 5.0 if word == "pas" else 2.0)["passen"] == "pas"
    assert heads(known, OwnLemmas(), lambda word: 5.0 if word == "passe" else 2.0)["passen"] == "passe"


def test_a_participle_goes_as_far_as_its_infinitive_goes() -> None:
    own = OwnLemmas(strong=("kijken keek keken gekeken",), irregular=("kijk kijken",))
    assert heads(KNOWN, own, frequency)["gekeken"] == "kijk"


def test_an_attributive_participle_goes_along() -> None:
    assert HEADS["begeleide"] == HEADS["begeleid"] == HEADS["begeleiden"]


def test_what_leads_to_a_word_that_questions_drop_stays_together_and_is_a_word_of_its_own() -> None:
    known = sort_out(small().forms())
    known.nouns.add("wel")
    known.bare.add("wel")
    known.stems.add("wel")
    known.infinitives.add("wellen")
    known.inflected["welletjes"] = {"wel"}
    found = heads(known, OwnLemmas(), lambda word: {"wel": 6.0, "wellen": 3.0}.get(word, 1.0))
    assert found["wel"] == "wel"
    assert found["wellen"] == found["welletjes"] == "wellen"


def test_a_word_that_questions_drop_is_itself_or_the_verb_that_it_is_a_form_of() -> None:
    own = OwnLemmas(strong=("weten wist wisten geweten",), irregular=("kijken wel",))
    found = heads(KNOWN, own, frequency)
    assert (found["wist"], found["wel"]) == ("weten", "wel")
    assert found["geweten"] != found["weten"], "conscience"


@pytest.mark.parametrize(("often", "head"), [(5.0, "gemeld"), (1.0, "melden")])
def test_a_noun_that_looks_like_a_participle_is_one_only_if_it_is_rarer_than_the_verb(often: float, head: str) -> None:
    known = sort_out(small().forms())
    known.bare.add("gemeld")
    known.nouns.add("gemeld")
    found = heads(known, OwnLemmas(), lambda word: often if word == "gemeld" else 3.0)
    assert found["gemeld"] == found[head]


def test_a_verb_without_a_participle_makes_no_empty_form() -> None:
    assert "" not in heads(KNOWN, OwnLemmas(strong=("zullen zou zouden | zal",)), frequency)


def test_names_are_no_words_here() -> None:
    assert "eindhoven" not in HEADS


def test_the_ligature_is_taken_apart() -> None:
    assert "wijk" in HEADS
