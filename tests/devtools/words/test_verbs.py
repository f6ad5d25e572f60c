"""The forms of Dutch verbs follow from spelling, or from the table of the strong ones."""

import pytest

from devtools.words.verbs import participles, strong, with_en


@pytest.mark.parametrize(
    ("stem", "word"),
    [
        ("werk", "werken"), ("leer", "leren"), ("stop", "stoppen"), ("leef", "leven"), ("lees", "lezen"),
        ("begeleid", "begeleiden"), ("doe", "doen"), ("wet", "wetten"), ("reis", "reizen"), ("teken", "tekenen"),
    ],
)  # fmt: skip
def test_a_word_takes_en_as_it_is_spelled(stem: str, word: str) -> None:
    assert word in with_en(stem)


@pytest.mark.parametrize(
    ("stem", "participle"),
    [("werk", "gewerkt"), ("leer", "geleerd"), ("opvoed", "opgevoed"), ("begeleid", "begeleid"), ("praat", "gepraat")],
)
def test_a_weak_participle_is_among_the_candidates(stem: str, participle: str) -> None:
    assert participle in participles(stem)


def test_a_strong_verb_has_the_forms_of_its_line() -> None:
    (verb,) = strong(["lezen las lazen gelezen | leest"], known=())
    assert verb.forms() == ("las", "lazen", "gelezen")
    assert verb.present == ("leest",)


def test_a_known_verb_with_a_prefix_bends_along() -> None:
    table = ["wijzen wees wezen gewezen"]
    known = {"verwijzen", "doorverwijzen", "aanwijzen"}
    forms = {verb.infinitive: verb.forms() for verb in strong(table, known)}
    assert forms["aanwijzen"] == ("aanwees", "aanwezen", "aangewezen")
    assert forms["verwijzen"] == ("verwees", "verwezen", "verwezen")
    assert forms["doorverwijzen"][-1] == "doorverwezen"


def test_a_verb_that_nobody_knows_is_not_made_up() -> None:
    assert {verb.infinitive for verb in strong(["kijken keek keken gekeken"], known={"bekijken"})} == {
        "kijken",
        "bekijken",
    }


def test_a_verb_without_a_participle_has_none() -> None:
    (verb,) = strong(["zullen zou zouden | zal"], known=())
    assert verb.forms() == ("zou", "zouden")
