"""Found words are marked, everything else is escaped, and the passage says most about the question."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import PASSAGE, mark, passage
from search.meeting import Meeting
from search.question.known import KnownWords
from search.question.model import Question
from search.question.understanding import understand
from search.vocabulary.entries import compile_entries
from search.vocabulary.seeds import seed_entries

RULES = compile_entries(seed_entries())
"""What the site begins with."""
FILLER = "Dit gaat over iets anders. " * 40


def meeting(query: str) -> Meeting:
    return Meeting(understand(query, RULES, KnownWords()))


def source(text: str = "", summary: str = "") -> dict[str, object]:
    return {"title": "", "keywords": [], "summary": summary, "sections": [["", text]] if text else []}


def test_every_form_of_a_found_word_is_marked() -> None:
    assert mark("Ouder en ouders", meeting("ouder")) == "<mark>Ouder</mark> en <mark>ouders</mark>"


def test_markup_in_the_text_is_escaped() -> None:
    assert (
        mark('<img src=x onerror="rouw">', meeting("rouw")) == "&lt;img src=x onerror=&quot;<mark>rouw</mark>&quot;&gt;"
    )


# Letters, spaces and markup: unescape() itself changes control characters.
@given(st.text("aeno <>&\"'rwu", max_size=300), st.sampled_from(["rouw", "naar een", ""]))
def test_without_the_marks_the_text_is_the_text(text: str, query: str) -> None:
    marked = mark(text, meeting(query))
    bare = marked.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert unescape(bare).split() == text.split()


def test_the_passage_holds_the_words_together_rather_than_the_first_of_them() -> None:
    text = f"Geldzorgen zijn er veel. {FILLER} Zwangerschap en geldzorgen gaan samen. {FILLER}"
    assert "Zwangerschap</mark> en <mark>geldzorgen" in passage(source(text), meeting("geldzorgen zwangerschap"))


def test_the_summary_is_shown_when_it_says_as_much() -> None:
    shown = passage(source(f"Rouw. {FILLER}", summary="Over rouw in de kraamtijd."), meeting("rouw"))
    assert shown == "Over <mark>rouw</mark> in de kraamtijd."


def test_a_summary_with_the_parts_of_a_word_goes_behind_a_text_with_the_word() -> None:
    known = KnownWords({"lez": 0.5, "tafel": 0.5, "leestafel": 0.1})
    asked = Meeting(understand("leestafel", RULES, known))
    assert (
        passage(source("Zes ouders zitten aan de leestafel.", summary="Een tafel, en boeken om te lezen."), asked)
        == "Zes ouders zitten aan de <mark>leestafel</mark>."
    )


def test_headings_are_no_part_of_a_passage_and_marks_stay_in_their_place() -> None:
    told = {**source(summary="Kort."), "sections": [["Rouw", "Eerst\nniets."], ["Over rouw", "Dan:\n\nis er rouw."]]}
    assert passage(told, meeting("rouw")) == "Dan: is er <mark>rouw</mark>."


def test_lists_are_kept_apart_from_what_stands_beside_them() -> None:
    lists = [["Wat", "Zij zagen rouw."], ["Voor wie", "Rouw; Jong ouderschap"], ["Wie betaalt", "GALA: uren"]]
    shown = passage({**source(), "sections": lists}, meeting("rouw"))
    assert shown == "Zij zagen <mark>rouw</mark>. <mark>Rouw</mark>; Jong ouderschap · GALA: uren"


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["Rouw bij ouders", "Warme overdracht", "Budgetcoach"], "{} bij ouders · Warme overdracht · Budgetcoach"),
        (["Er helpen:", "rouw,", "Jong ouderschap"], "Er helpen: {}, Jong ouderschap"),
        (["Zij zei “kom.”", "Bij rouw (altijd).", "Ook later"], "Zij zei “kom.” Bij {} (altijd). Ook later"),
    ],
)
def test_items_of_a_list_and_paragraphs_are_kept_apart_where_nothing_else_does(lines: list[str], shown: str) -> None:
    (word,) = (word for line in lines for word in ("Rouw", "rouw") if word in line)
    assert passage(source("\n".join(lines)), meeting("rouw")) == shown.format(f"<mark>{word}</mark>")
    assert passage(source("\r\n\r\n ".join(lines)), meeting("rouw")) == shown.format(f"<mark>{word}</mark>")


def test_words_that_are_found_as_one_over_two_lines_are_marked_on_the_first() -> None:
    assert passage(source("Na postnatale\ndepressie"), meeting("ppd")) == "Na <mark>postnatale</mark> · depressie"


def test_a_name_of_a_list_in_lines_stands_behind_the_summary_by_itself() -> None:
    told = source("Warme overdracht van huis uit\nRouw bij ouders\nBudgetcoach", summary="Kort.")
    assert passage(told, meeting("rouw")) == "Kort. · <mark>Rouw</mark> bij ouders · Budgetcoach"


def test_a_passage_that_begins_far_in_begins_with_its_list() -> None:
    lists = [["Wat", FILLER], ["Voor wie", "Alleenstaand; Rouw"], ["Wie betaalt", "GALA: uren"]]
    shown = passage({**source(), "sections": lists}, meeting("gala"))
    assert shown == "<mark>GALA</mark>: uren"


def test_names_of_a_list_stand_behind_the_summary_since_alone_they_say_too_little() -> None:
    lists = [["Wat", "Er is meer."], ["Voor wie", "Alleenstaand; Rouw; Jong ouderschap"], ["Wie betaalt", "GALA"]]
    told = {**source(summary="Wij wandelen samen."), "sections": lists}
    assert passage(told, meeting("rouw")) == "Wij wandelen samen. · <mark>Rouw</mark>; Jong ouderschap"
    assert passage(told, meeting("gala")) == "Wij wandelen samen. · <mark>GALA</mark>"
    without_stops = f"{'iets anders ' * 20}en rouw"
    assert passage(source(without_stops, "Kort."), meeting("rouw")) == "Kort. · … <mark>rouw</mark>"
    assert passage(source("Rouw in de wijk", "Kort."), meeting("rouw")) == "Kort. · <mark>Rouw</mark> in de wijk"


def test_the_text_is_shown_when_the_summary_lacks_the_word() -> None:
    shown = passage(source("Er is rouw.", summary="Iets anders."), meeting("rouw"))
    assert shown == "Er is <mark>rouw</mark>."


def test_without_a_question_the_summary_is_shown_or_the_beginning() -> None:
    assert passage(source("De tekst.", summary="Kort."), Meeting(Question())) == "Kort."
    assert passage(source("De tekst."), Meeting(Question())) == "De tekst."
    assert passage(source(), Meeting(Question())) == ""


def test_a_passage_is_short_and_says_where_it_was_cut() -> None:
    shown = passage(source(f"{FILLER} rouw {FILLER}"), meeting("rouw"))
    assert "<mark>rouw</mark>" in shown
    assert shown.endswith("\N{NO-BREAK SPACE}…"), "which never stands alone on a line"
    assert len(shown) < PASSAGE + 40


def test_what_is_met_otherwise_is_marked_too() -> None:
    assert mark("De vroedvrouw", meeting("verloskundige")) == "De <mark>vroedvrouw</mark>"
    assert mark("Schuldhulpverlening helpt", meeting("schuld")) == "<mark>Schuldhulpverlening</mark> helpt"
    assert mark("Na de postnatale depressie", meeting("ppd")) == "Na de <mark>postnatale depressie</mark>"


def test_a_word_that_meets_two_words_of_the_question_is_marked_once() -> None:
    assert mark("Schuldhulp voor ouders", meeting("schuld hulp")) == "<mark>Schuldhulp</mark> voor ouders"
