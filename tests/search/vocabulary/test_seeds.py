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


def leads_to(text: str, term: str) -> bool:
    """Whether any word of a question is met by a term."""
    needs = understand(text, RULES, KnownWords()).needs
    return any(clause.tokens == tuple(tokens(term)) for need in needs for clause in need.meets)


FROM_ABROAD = """
Polen Poolse Bulgaarse Roemenen Hongaarse Turkije Turkse Marokko Marokkaanse Suriname Antilliaanse Chinese Ghanese Syrië
Syrische Eritrea Eritrese Oekraïne Afghaanse Irakese Iraanse Somalië moslim buitenland
"""


@pytest.mark.parametrize("said", FROM_ABROAD.split())
def test_who_comes_from_another_country_is_found_where_migration_stands(said: str) -> None:
    assert leads_to(f"{said} vrouwen", "migratie")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ze heeft geen plek om te slapen", "dakloos"),
        ("nergens naartoe kunnen met een baby", "maatschappelijke opvang"),
        ("mijn vriend", "partner"),
        ("haar man heeft losse handjes", "partnergeweld"),
        ("eenoudergezinnen", "alleenstaand"),
        ("een miskraam", "verlies van een kind"),
        ("mijn opa", "grootouder"),
        ("opa en oma passen op", "oppassen"),
        ("een dik kind", "overgewicht"),
        ("ik voel niks voor mijn kind", "depressie"),
        ("opnieuw zwanger", "interconceptie"),
        ("we wonen op één kamer", "huisvesting"),
        ("stress over geld", "geldzorgen"),
        ("de zwangerschap houden", "keuzehulp"),
        ("hij komt de deur niet uit", "eenzaamheid"),
        ("angst voor jeugdzorg", "zorgmijding"),
        ("de baby huilt", "excessief huilen"),
        ("mortaliteit", "babysterfte"),
        ("prematuriteit", "vroeggeboorte"),
        ("mensen met een lage SES", "gezondheidsverschillen"),
    ],
)
def test_a_way_of_speaking_leads_to_the_word_of_professionals(said: str, meant: str) -> None:
    assert leads_to(said, meant)


@pytest.mark.parametrize(
    ("said", "else_where"),
    [
        ("een vaste plek in het netwerk", "dakloos"),
        ("een baby die goed slaapt", "dakloos"),
        ("steun van vrienden", "partner"),
        ("pas bevallen", "oppassen"),
        ("moeders die veel huilen na de bevalling", "babysterfte"),
        ("wat doet een verloskundige", "geboortezorg"),
        ("een dikke buik", "overgewicht"),
        ("van je kind houden", "psychische klachten"),
        ("kinderen op weg helpen", "uithuisplaatsing"),
        ("welke verloskundige kiezen", "abortus"),
        ("vechten voor meer budget", "huiselijk geweld"),
        ("neonatale screening", "baby"),
    ],
)
def test_a_word_that_is_of_many_subjects_leads_to_none(said: str, else_where: str) -> None:
    assert not leads_to(said, else_where)
