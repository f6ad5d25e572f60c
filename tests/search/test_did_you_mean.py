"""A mistyped question is offered as it was probably meant; never a word that is right."""

from typing import Any

import pytest

from search.did_you_mean import better
from tests.search.telling import document, known, results, rules, understood

WORDS = known(voorlicht=0.1, ouder=0.3, ervaringsdeskund=0.2, ervar=0.3, deskund=0.3)


def offered(text: str, *documents: dict[str, Any], **options: Any) -> str:
    return better(results(understood(text, words=options.pop("words", WORDS), **options), *documents))


def test_the_mistyped_word_is_replaced_and_the_rest_stays_as_it_was_typed() -> None:
    there = document(text="Voorlichting aan ouders.")
    assert offered("Ouders: voorlichtng?", there) == "Ouders: voorlichting?"


def test_of_the_forms_in_the_documents_it_is_the_nearest_and_then_the_most_common() -> None:
    documents = [
        document(text="De voorlichtingen."),
        document(text="Voorlichting."),
        document(text="De voorlichtingen."),
    ]
    assert offered("voorlichtng", *documents) == "voorlichting"


def test_a_compound_without_its_linking_s_is_mistyped_though_it_splits() -> None:
    assert offered("ervaringdeskundige", document("De ervaringsdeskundige")) == "ervaringsdeskundige"


def test_a_word_that_was_spelled_by_ear_is_offered_as_it_is_written() -> None:
    words = known(consultatiebureau=0.1, psychisch=0.1)
    assert offered("consultatieburo", document("Het consultatiebureau"), words=words) == "consultatiebureau"
    assert offered("psychies", document("Psychische klachten"), words=words) == "psychische"


def test_a_word_of_which_the_right_spelling_is_a_synonym_of_its_correction_is_offered_so() -> None:
    money = rules("geldzorg, geldzorgen, geldproblemen")
    there = document("Geldzorgen", text="Over geldproblemen.")
    assert offered("geldzrogen", there, vocabulary=money, words=known(geldzorgen=0.1)) == "geldzorgen"
    assert offered("geldzrogen", document("Geldproblemen"), vocabulary=money) == "", "a synonym is no spelling"


@pytest.mark.parametrize("text", ["voorlichting", "ouders", "ouderenvoorlichting", "nieuwewoorden", "xqz"])
def test_a_word_that_is_known_or_splits_or_has_no_neighbour_is_left_alone(text: str) -> None:
    assert offered(text, document(text="Voorlichting aan ouders.")) == ""


def test_a_word_of_the_vocabulary_is_right_though_no_document_has_it() -> None:
    there, words = document("Rouw"), known(rouw=0.1)
    assert offered("rauw", there, words=words) == "rouw"
    assert offered("rauw", there, words=words, vocabulary=rules("rauw, ruw")) == ""


def test_the_name_of_a_place_is_offered_though_no_document_has_it_and_a_form_in_one_goes_before() -> None:
    assert offered("Den Haagg: ouders?", names={"haag": "Haag"}) == "Den Haag: ouders?"
    assert offered("Voorlichtngen", document(text="Voorlichtingen"), names={"voorlichtigen": "V"}) == "voorlichtingen"
    assert offered("ouders", names={"ouderd": "Ouderd"}) == "", "a word that documents have is right"


def test_a_word_that_came_after_the_counting_is_no_mistake() -> None:
    assert offered("voorlichtng", document("Voorlichtng"), document(text="Voorlichting.")) == ""


def test_without_a_document_that_has_it_nothing_is_offered() -> None:
    assert offered("voorlichtng") == ""
