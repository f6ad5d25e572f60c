"""A hit says in one line what the marks don't show: on what it was found, where, and what it lacks."""

from typing import Any

import pytest

from search.question.model import Place, Question
from search.telling import Told, listed, named, tell
from tests.search.telling import LEIDEN, document, known, results, rules, understood


def told(question: Question | str, source: dict[str, Any], *, full: int = 1) -> Told:
    asked = understood(question) if isinstance(question, str) else question
    found = results(asked, source, full=full)
    (hit,) = found.hits
    return tell(hit, asked, named(found.facets))


def line(question: Question | str, source: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(", ".join(reason.found), reason.asked, reason.where) for reason in told(question, source).reasons]


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("rouw", document("Rouw")),
        ("Rouwen", document(text="Over rouw.")),
        ("zwanger", document("Zwangerschap")),
        ("schuld", document(text="Bij schuldhulpverlening.")),
        ("", document()),
    ],
)
def test_what_is_plain_to_see_is_not_told(question: str, source: dict[str, Any]) -> None:
    assert told(question, source) == Told("", ())


def test_a_synonym_is_told_with_what_was_typed() -> None:
    asked = understood("geldzorgen", vocabulary=rules("geldzorgen, financiële problemen"))
    there = document("Financiële problemen", heading="Kosten", text="Financiële problemen.")
    assert line(asked, there) == [("financiële problemen", "u zocht geldzorgen", "in titel en onder ‘Kosten’")]


def test_a_corrected_word_is_told_as_one() -> None:
    asked = understood("voorlichtng", words=known(voorlicht=0.1))
    assert line(asked, document(text="Voorlichting.")) == [("voorlichting", "u typte voorlichtng", "in tekst")]


def test_words_that_no_mark_shows_are_told_together() -> None:
    there = document(keywords=["Schulden", "Armoede"], theme=["schulden", "armoede"])
    assert line("schulden armoede", there) == [("schulden, armoede", "", "bij ‘Theme’")]


def test_of_keywords_that_readers_don_t_see_no_place_is_told() -> None:
    there = document(text="Rouw.", keywords=["Schulden", "Rouw", "Armoede en meer"], theme=["armoede-en-meer"])
    assert line("schulden", there) == [("schulden", "", "")]
    asked = understood("verlies", vocabulary=rules("verlies, rouw"))
    assert line(asked, document(summary="Kort.", text="Rouw.", keywords=["Rouw"])) == [
        ("rouw", "u zocht verlies", "in tekst")
    ]


def test_a_word_that_names_the_facet_itself_is_no_reason() -> None:
    there = document(keywords=["Theme schulden", "Armoede"], theme=["theme schulden"])
    assert line("theme", there) == []
    assert line("theme armoede", there) == [("armoede", "", "")]


def test_of_a_word_one_form_is_told() -> None:
    there = document(text=f"Kort. {'a ' * 200}", keywords=["Ervaringsdeskundigen", "Ouderraad", "Ervaringsdeskundige"])
    asked = understood("betrek", vocabulary=rules("betrek, ervaringsdeskundige, ouderraad"))
    assert line(asked, there) == [("ervaringsdeskundigen, ouderraad", "u zocht betrek", "")]
    known_parts = understood("schuldhulp", words=known(schuld=0.01, hulp=0.01))
    assert told(known_parts, document(text="Schulden en schuld."), full=0).lacking == (
        "Met een deel van uw woord: schulden"
    )


def test_many_headings_are_simply_the_text() -> None:
    source = {**document(keywords=["x"]), "sections": [[heading, f"{'a ' * 200} rouw"] for heading in "ABC"]}
    source["sections"].insert(0, ["", "verlies"])
    assert line("rouw", {**source, "summary": "Verlies."})[:1] in ([], [("rouw", "", "in tekst")])


def test_a_hit_says_which_words_it_lacks() -> None:
    assert told("huisbezoek tablet", document("Huisbezoek"), full=0).lacking == "Zonder ‘tablet’"
    assert told("auto fiets bus rouw", document("Rouw"), full=0).lacking == "Zonder ‘auto’, ‘fiets’ en ‘bus’"


def test_of_many_lacking_words_only_the_number_is_told() -> None:
    assert told("rouw fiets tablet winkel kast", document("Rouw"), full=0).lacking == "Met 1 van uw 5 woorden"


def test_of_a_single_word_a_part_may_be_all_there_is() -> None:
    asked = understood("schuldhulp", words=known(schuld=0.01, hulp=0.01))
    assert told(asked, document(text="Schulden."), full=0).lacking == "Met een deel van uw woord: schulden"


def test_who_is_from_a_place_need_not_have_its_name() -> None:
    asked = understood("huisbezoek in Leiden", places=(LEIDEN,))
    assert told(asked, document("Huisbezoek", municipality=["leiden"]), full=0).lacking == ""
    assert told(asked, document("Huisbezoek"), full=0).lacking == "Zonder ‘Leiden’"
    assert told(asked, document("Huisbezoek", keywords=["Leiden"], municipality=["leiden"])).reasons == ()


def test_who_is_found_by_being_from_a_place_is_told_to_be() -> None:
    asked = understood("rouw in Zeeland", places=(Place("province", "zeeland", "Zeeland", "zeeland"),))
    assert told(asked, document("Rouw", province=["zeeland"])) == Told("", (), "Uit Zeeland")
    assert told(asked, document("Rouw", keywords=["Zeeland"], province=["zeeland"])).origin == ""


def test_another_form_of_a_word_is_no_part_of_the_name_of_a_place() -> None:
    asked = understood("Leiden", places=(LEIDEN,))
    assert told(asked, document(text="Zij leidden het gesprek."), full=0).lacking == "Zonder ‘Leiden’"


def test_letters_alike_are_no_reason() -> None:
    assert told("abcdefgh rouw", document("Abcdefxy en rouw"), full=0) == Told("Zonder ‘abcdefgh’", ())


def test_markup_in_a_form_is_compared_as_text() -> None:
    assert told("o’reilly", document("O’Reilly &amp; rouw")).reasons == ()


def test_a_list_is_said_as_people_do() -> None:
    assert [listed(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a en b", "a, b en c"]
