"""What the vocabulary of the site leads to, and what it must not lead to."""

import pytest

from search.analysis.tokens import tokens
from search.question.known import KnownWords
from search.question.model import How, Need
from search.question.understanding import understand
from search.vocabulary.entries import compile_entries
from search.vocabulary.seeds import seed_entries

RULES = compile_entries(seed_entries())


def asked(text: str) -> Need:
    (need,) = understand(text, RULES, KnownWords()).needs
    return need


def finds(text: str, term: str) -> bool:
    return any(clause.tokens == tuple(tokens(term)) for clause in asked(text).meets)


@pytest.mark.parametrize("said", ["tienermoeder", "tienermoeders", "tienerouders", "tienerzwangerschap", "tienervader"])
def test_a_parent_who_is_a_teenager_is_found_where_jong_ouderschap_stands(said: str) -> None:
    assert finds(said, "jong ouderschap")


def test_a_word_and_its_plural_that_differ_in_meaning_elsewhere_are_one_here() -> None:
    assert finds("geldzorg", "geldzorgen") and finds("geldzorgen", "geldzorg")


@pytest.mark.parametrize(
    ("said", "broader"),
    [("wethouder", "gemeente"), ("dakloos", "opvang"), ("overgewicht", "leefstijl"), ("huilbaby", "ouderschap")],
)
def test_nothing_comes_down_to_what_is_much_broader_which_adds_to_the_score_at_most(said: str, broader: str) -> None:
    assert not finds(said, broader)
    related = {clause.tokens[0] for clause in asked(said).clauses if clause.how == How.RELATED}
    assert tokens(broader)[0] in related


@pytest.mark.parametrize(
    ("said", "meant"),
    [("krap zitten", "geldzorgen"), ("zit krap", "geldzorgen"), ("vast zitten", "detentie"), ("zit vast", "detentie")],
)
def test_a_verb_that_a_question_may_do_without_still_makes_a_term_in_either_order(said: str, meant: str) -> None:
    assert finds(said, meant)
