"""For one document as for the engine: which words of a question it meets in full."""

from search.question.known import KnownWords
from search.question.model import Place
from search.there import READ
from tests.growing import grows_with_length_only, spellings
from tests.search.telling import document, known, missing, rules, understood

COMMON = {"kram": 0.5, "kraam": 0.5, "hulp": 0.5}


def test_words_that_are_nowhere_are_named_as_they_were_typed() -> None:
    assert missing(document("Ouders"), understood("Vaders en OUDERS")) == ("Vaders",)


def test_a_synonym_is_as_good_as_the_word_and_of_several_words_only_whole() -> None:
    asked = understood("lvb", vocabulary=rules("lvb, licht verstandelijke beperking"))
    assert missing(document(text="Een licht verstandelijke beperking."), asked) == ()
    assert missing(document(text="Licht eten met een beperking."), asked) == ("lvb",)


def test_a_part_of_a_word_is_not_the_word_and_all_its_parts_are() -> None:
    asked = understood("schuldhulp", words=known(schuld=0.01, hulp=0.01))
    assert missing(document(text="Hulp."), asked) == ("schuldhulp",)
    assert missing(document("Hulp", text="Schulden."), asked) == ()


def test_a_word_that_is_part_of_a_compound_there_is_met() -> None:
    assert missing(document(text="Schuldhulpverlening."), understood("schuld")) == ()


def test_the_name_of_a_place_is_met_by_what_is_from_there() -> None:
    places = (Place("municipality", "noord-holland", "Noord-Holland", "noord-holland"),)
    asked = understood("rouw in Noord-Holland", places=places)
    assert missing(document("Rouw", municipality=["noord-holland"]), asked) == ()
    assert missing(document("Rouw", municipality=["leiden"]), asked) == ("Noord", "Holland")
    assert missing(document("Rouw boven Holland, in noord"), asked) == ()


def test_a_word_that_names_a_place_is_not_met_by_another_form_of_it() -> None:
    asked = understood("rouw leiden", places=(Place("municipality", "leiden", "Leiden", "leiden"),))
    assert missing(document("Rouw in Leiden"), asked) == ()
    assert missing(document("Rouw", municipality=["leiden"]), asked) == ()
    assert missing(document("Rouw", text="Zij leidden het gesprek."), asked) == ("leiden",)


def test_what_words_come_down_to_is_not_met_within_a_longer_word() -> None:
    asked = understood("dakloos", vocabulary=rules("dakloos => opvang"))
    assert missing(document(text="Kinderopvang."), asked) == ("dakloos",)
    assert missing(document(text="Opvang."), asked) == ()


def test_what_stands_far_down_in_a_book_is_there() -> None:
    assert missing(document(text="woord " * (READ // 5) + "rouw"), understood("rouw", words=KnownWords())) == ()


def test_of_a_word_in_thousands_of_spellings_a_text_is_read_once() -> None:
    word = "kinderopvangtoeslag"
    asked = understood("dakloos xyzzy", vocabulary=rules("dakloos, kinderopvangtoeslag aanvragen"))

    def look(text: str) -> tuple[str, ...]:
        return missing(document(text=f"aanvragen {spellings(word, len(text) // len(word))}"), asked)

    assert look(word * 10_000) == ("dakloos", "xyzzy"), "and now the words are known"
    assert grows_with_length_only(look, word, length=len(word) * 1_000, floor=0.005)
