"""Where a text meets a question: parts that are too common count together, and only for want of better."""

from search.meeting import Meeting, Met
from search.question.model import How
from search.there import There
from tests.growing import grows_with_length_only, spellings
from tests.search.telling import known, rules, understood

COMMON = known(kram=0.5, kraam=0.5, hulp=0.5)


def met(question: str, text: str, synonyms: str = "kramen, baren") -> list[tuple[str, How]]:
    asked = understood(question, words=COMMON, vocabulary=rules(synonyms))
    return [(text[one.start : one.end], one.how) for one in Meeting(asked).find(text)]


def test_parts_that_are_too_common_count_where_all_of_them_are() -> None:
    assert met("kraamhulp", "Hulp in de kraam") == [("Hulp", How.PART), ("kraam", How.PART)]
    assert met("kraamhulp", "Hulp bij schulden") == []


def test_they_do_not_count_where_the_word_itself_is_or_what_means_the_same() -> None:
    synonyms = "kraamhulp, kraamzorg"
    assert met("kraamhulp", "Kraamzorg, en hulp in de kraam", synonyms) == [("Kraamzorg", How.SYNONYM)]


def test_parts_may_stand_apart_in_the_document() -> None:
    meeting = Meeting(understood("kraamhulp", words=COMMON))
    text = "Hulp bij schulden"
    assert meeting.find(text, There({"title": "De kraam", "body": text})) == [Met(0, 4, 0, How.PART)]


def test_what_words_come_down_to_is_not_met_within_a_longer_word() -> None:
    assert met("dakloos", "Opvang", "dakloos => opvang") == [("Opvang", How.MEANING)]
    assert met("dakloos", "Kinderopvang", "dakloos => opvang") == []


def test_a_word_in_thousands_of_spellings_is_looked_for_in_one_go() -> None:
    word = "kinderopvangtoeslag"

    def look(text: str) -> int:
        return len(Meeting(understood(word)).find(spellings(word, len(text) // len(word))))

    assert look(word * 10_000) == 10_000, "and now the words are known"
    assert grows_with_length_only(look, word, length=len(word) * 1_000, floor=0.005)
