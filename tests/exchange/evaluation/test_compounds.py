"""How the splitting of compounds is scored."""

import pytest

from exchange.evaluation.compounds import CompoundScores, compound_scores

HEAD = "word\tclass\tparts\tok_also"


def scores_of(*rows: str) -> CompoundScores:
    return compound_scores([HEAD, *rows])


def test_a_compound_with_all_its_parts_is_right() -> None:
    scores = scores_of("jeugdzorg\tcompound\tjeugd zorg\t")
    assert (scores.found, scores.missed, scores.extra, scores.wrong) == (2, 0, 0, [])
    assert (scores.precision, scores.recall, scores.f1) == (1.0, 1.0, 1.0)


def test_a_part_that_is_not_found_counts_as_missed() -> None:
    scores = scores_of("jeugdzorg\tcompound\tjeugd zorg tafel\t")
    assert (scores.found, scores.missed, scores.wrong) == (2, 1, ["jeugdzorg"])
    assert scores.recall == pytest.approx(2 / 3)


def test_a_part_that_nobody_asked_for_counts_as_extra_unless_it_does_no_harm() -> None:
    assert scores_of("jeugdzorg\tcompound\tjeugd\t").extra == 1
    assert scores_of("jeugdzorg\tcompound\tjeugd\tzorg").extra == 0


def test_either_form_will_do() -> None:
    assert scores_of("kinderarts\tcompound\tkind/kinderen arts\t").f1 == 1.0


def test_words_are_compared_as_tokens() -> None:
    assert scores_of("ervaringsverhalen\tcompound\tervaringen verhaal\t").f1 == 1.0


def test_a_word_that_must_stay_whole_does() -> None:
    scores = scores_of("armoede\tkeep\tarmoede\t")
    assert (scores.kept, scores.broken, scores.extra) == (1, [], 0)


def test_a_word_that_was_broken_is_named_and_costs_precision() -> None:
    scores = scores_of("jeugdzorg\tkeep\tjeugdzorg\t", "geldzorgen\tcompound\tgeld zorgen\t")
    assert (scores.kept, scores.broken, scores.precision) == (0, ["jeugdzorg"], 0.5)


def test_columns_that_are_not_asked_for_may_be_there_or_lack() -> None:
    lines = ["word\tclass\tsegmentation\tparts\tnote", 'jeugdzorg\tcompound\tjeugd+zorg\tjeugd zorg\t"x']
    assert compound_scores(lines).f1 == 1.0


def test_without_words_nothing_is_scored() -> None:
    assert compound_scores([HEAD]).as_dict() == {
        "compounds": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0, "kept": 0, "broken": [], "wrong": [],
    }  # fmt: skip


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(ValueError, match="jeugdzorg"):
        scores_of("jeugdzorg\tanders\tjeugd\t")


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(KeyError):
        compound_scores(["word\tparts", "jeugdzorg\tjeugd"])
