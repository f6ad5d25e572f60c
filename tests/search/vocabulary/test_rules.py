"""Lines of the vocabulary become rules by tokens, and a line that says nothing is refused with its number."""

from collections.abc import Callable
from typing import Any

import pytest

from search.analysis.tokens import tokens
from search.vocabulary.rules import BadRule, Rules, compiled, parse_names, parse_related, parse_synonyms


def rules(synonyms: str = "", related: str = "", names: str = "") -> Rules:
    return compiled(synonyms=parse_synonyms(synonyms), related=parse_related(related), names=parse_names(names))


def term(text: str) -> tuple[str, ...]:
    return tuple(tokens(text))


def test_each_term_of_a_group_means_all_the_others() -> None:
    found = rules("bevalling, baring, partus").synonyms
    assert found[term("baring")] == (term("bevalling"), term("partus"))
    assert found[term("bevallingen")] == (term("baring"), term("partus"))


def test_a_term_in_two_groups_means_both() -> None:
    assert rules("a, b\nb, c").synonyms[("b",)] == (("a",), ("c",))


def test_what_a_layman_says_goes_one_way() -> None:
    found = rules("niet rondkomen => geldzorgen, schulden")
    assert found.meanings == {term("niet rondkomen"): (term("geldzorgen"), term("schulden"))}
    assert found.synonyms == {}


def test_related_words_go_both_ways_or_one() -> None:
    found = rules(related="jeugdzorg <-> jeugdhulp\nschuldhulp -> bewindvoering, budgetcoach").related
    assert found[term("jeugdhulp")] == (term("jeugdzorg"),)
    assert found[term("schuldhulp")] == (term("bewindvoering"), term("budgetcoach"))
    assert term("budgetcoach") not in found


def test_names_of_several_words_are_kept_and_single_words_need_no_protection() -> None:
    assert rules(names="Nu Niet Zwanger\nVoorZorg").names == {term("nu niet zwanger")}


def test_a_name_of_one_word_is_kept_when_its_letters_could_be_taken_apart() -> None:
    assert rules(names="BoekStart").names == {term("boekstart")}


def test_forms_of_one_word_are_no_synonyms_of_each_other() -> None:
    assert rules("bevalling, bevallingen, baring").synonyms[term("bevalling")] == (term("baring"),)


def test_remarks_and_empty_lines_say_nothing() -> None:
    assert rules("# een opmerking\n\na, b  # nog een\n").synonyms == {("a",): (("b",),), ("b",): (("a",),)}


def test_the_version_follows_the_content_and_not_the_order_of_lines() -> None:
    assert rules("a, b\nc, d").version == rules("c, d\na, b").version
    assert rules("a, b").version != rules("a => b").version


@pytest.mark.parametrize(
    ("parse", "text", "said"),
    [
        (parse_synonyms, "a, b\nalleen", "regel 2: een groep heeft minstens twee termen, met een komma ertussen"),
        (parse_synonyms, "a =>", "regel 1: aan een van beide kanten staat geen term"),
        (parse_synonyms, "a, ???", "regel 1: “???” heeft geen woord, of meer dan 8"),
        (parse_synonyms, ", ".join("abcdefghij" * 5), "regel 1: 50 termen; hoogstens 40"),
        (parse_related, "a, b", "regel 1: tussen verwante termen staat <-> of ->"),
        (parse_names, "een naam die veel langer is dan een naam ooit wordt", "regel 1: “een naam die veel langer"),
    ],
)
def test_a_line_that_says_nothing_is_refused(parse: Callable[[str], Any], text: str, said: str) -> None:
    with pytest.raises(BadRule) as refused:
        parse(text)
    assert str(refused.value).startswith(said)


def test_what_words_lead_to_is_no_mistyped_word_either() -> None:
    known = rules("gevangenis => detentie\nbaring, partus", related="schulden -> budgetcoach").words
    assert known == set(tokens("gevangenis detentie baring partus schulden budgetcoach"))
