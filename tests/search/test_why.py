"""A hit says which words of the question it meets, how, and where."""

from typing import Any

from search.meeting import Meeting
from search.question.known import KnownWords
from search.question.model import How, Place
from search.question.understanding import understand
from search.vocabulary.rules import compiled, parse_related, parse_synonyms
from search.why import Why, reasons
from tests.search.telling import document

VOCABULARY = compiled(
    synonyms=parse_synonyms("verloskundige, vroedvrouw\nrondkomen => geldzorgen\nlvb, licht verstandelijke beperking"),
    related=parse_related("schulden -> budgetcoach"),
    names=(),
)


def why(question: str, *, title: str = "", text: str = "", keywords: tuple[str, ...] = ()) -> tuple[Why, ...]:
    source: dict[str, Any] = {"title": title, "summary": "", "sections": [["", text]], "keywords": list(keywords)}
    known = KnownWords({"bibliothek": 0.1, "schuld": 0.01, "hulp": 0.01, "verlen": 0.01})
    return reasons(source, Meeting(understand(question, VOCABULARY, known)))


def test_a_word_itself_is_told_with_its_form_and_its_fields() -> None:
    found = why("ouder", title="Ouders", text="Een ouder en Ouders.", keywords=("ouders",))
    assert found == (Why("ouder", How.WORD, ("ouders", "ouder"), ("title", "keywords", "body")),)


def test_synonyms_meanings_parts_and_corrections_are_told_apart() -> None:
    assert why("verloskundige", text="De vroedvrouw.") == (
        Why("verloskundige", How.SYNONYM, ("vroedvrouw",), ("body",)),
    )
    assert why("rondkomen", text="Geldzorgen.") == (Why("rondkomen", How.MEANING, ("geldzorgen",), ("body",)),)
    assert why("schuld", text="Schuldhulp.") == (Why("schuld", How.PART, ("schuldhulp",), ("body",)),)
    assert why("schuldhulpverlening", text="Een schuld.") == (
        Why("schuldhulpverlening", How.PART, ("schuld",), ("body",)),
    )
    assert why("biblioteek", title="Bibliotheek") == (Why("biblioteek", How.CORRECTION, ("bibliotheek",), ("title",)),)


def test_a_synonym_of_several_words_is_told_whole() -> None:
    assert why("lvb", text="Met een licht verstandelijke beperking.")[0].found == ("licht verstandelijke beperking",)


def test_the_surest_way_is_told_and_where_it_holds() -> None:
    (found,) = why("verloskundige", title="De vroedvrouw", text="Een verloskundige.")
    assert (found.how, found.where) == (How.WORD, ("body",))


def test_related_words_are_no_reason_and_letters_alike_are_the_last_one() -> None:
    assert why("schulden", text="De budgetcoach.") == ()
    assert why("projectmatig", title="De projectie") == (Why("projectmatig", How.GRAM, (), ("title",)),)


def test_a_document_from_the_place_that_is_named_has_that_for_a_reason() -> None:
    zeeland = Place("province", "zeeland", "Zeeland", "zeeland")
    meeting = Meeting(understand("rouw zeeland", VOCABULARY, KnownWords(), (zeeland,)))
    (_, here) = reasons(document("Rouw", province=["zeeland"]), meeting)
    assert here == Why("zeeland", How.PLACE, ("Zeeland",), ())
    with_the_word = document("Rouw", text="In Zeeland.", province=["zeeland"])
    assert reasons(with_the_word, meeting)[1].how == How.WORD


def test_another_form_of_the_name_of_a_place_is_no_reason_for_what_is_from_there() -> None:
    leiden = Place("municipality", "leiden", "Leiden", "leiden")
    meeting = Meeting(understand("leiden", VOCABULARY, KnownWords(), (leiden,)))
    (here,) = reasons(document(text="Zij leidden het gesprek.", municipality=["leiden"]), meeting)
    assert (here.how, here.found) == (How.PLACE, ("Leiden",))
    (elsewhere,) = reasons(document(text="Zij leidden het gesprek."), meeting)
    assert (elsewhere.how, elsewhere.found) == (How.WORD, ("leidden",))


def test_words_that_are_not_met_are_left_out() -> None:
    assert [one.typed for one in why("ouder peuter", text="Een ouder.")] == ["ouder"]


def test_without_a_question_there_is_no_reason() -> None:
    assert why("", title="Ouders") == ()


def test_the_headings_it_stands_under_are_told_unless_it_stands_elsewhere_too() -> None:
    sections = [["", "Vooraf."], ["Kosten", "Een budget."], ["Bereik", "Rouw en budget."]]
    source: dict[str, Any] = {"title": "", "summary": "Kort.", "sections": sections, "keywords": []}

    def under(question: str) -> tuple[str, ...]:
        return reasons(source, Meeting(understand(question, VOCABULARY, KnownWords())))[0].under

    assert (under("budget"), under("rouw"), under("kosten"), under("vooraf"), under("kort")) == (
        ("Kosten", "Bereik"),
        ("Bereik",),
        ("Kosten",),
        (),
        (),
    )


def test_what_stands_between_the_words_of_a_term_is_left_out() -> None:
    assert why("lvb", text="Met een licht (verstandelijke) beperking.")[0].found == ("licht verstandelijke beperking",)


def test_parts_that_stand_in_different_fields_are_a_reason() -> None:
    known = KnownWords(dict.fromkeys(("geld", "zorg"), 0.5))
    source: dict[str, Any] = {"title": "Geld", "summary": "", "sections": [["", "Wij bieden zorg."]], "keywords": []}
    (found,) = reasons(source, Meeting(understand("geldzorg", VOCABULARY, known)))
    assert (found.how, found.found, found.where) == (How.PART, ("geld", "zorg"), ("title", "body"))
