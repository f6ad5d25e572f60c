"""Which words may begin or end a compound, and which are never split."""

from dataclasses import replace

from devtools.words.lemmas import OwnLemmas, heads, sort_out
from devtools.words.parts import OwnParts, names, part_lists, whole_words
from tests.devtools.words.dictionary import frequency, small

FORMS = tuple(small().forms())
KNOWN = sort_out(FORMS)
HEADS = heads(KNOWN, OwnLemmas(), frequency)
SPLITTER = part_lists(FORMS, frequency, OwnParts())


def whole(own: OwnParts) -> frozenset[str]:
    return whole_words(SPLITTER, HEADS, KNOWN, names(FORMS), own)


def test_a_word_that_the_dictionary_marks_may_begin_one() -> None:
    assert {"gezin", "zorg", "taal", "gezinnen"} <= SPLITTER.first
    assert "zorgt" not in SPLITTER.first


def test_a_word_of_three_letters_may_not_unless_it_was_listed() -> None:
    assert "wet" not in SPLITTER.first
    own = OwnParts(short_first=frozenset({"wet"}), short_last=frozenset({"wet"}))
    with_short = part_lists(FORMS, frequency, own)
    assert "wet" in with_short.first & with_short.last


def test_a_word_that_takes_a_linking_s_is_known_as_such() -> None:
    assert {"gezondheid", "gezin", "leven"} <= SPLITTER.linking
    assert "zorg" not in SPLITTER.linking


def test_a_rare_word_is_no_part() -> None:
    assert "deskundigheid" not in SPLITTER.first | SPLITTER.last


def test_prefixes_and_suffixes_that_were_listed_are_no_parts() -> None:
    own = OwnParts(not_first=frozenset({"zorg"}), not_last=frozenset({"houder"}))
    banned = part_lists(FORMS, frequency, own)
    assert "zorg" not in banned.first and "zorg" in banned.last
    assert "houder" not in banned.last


def test_a_part_that_was_listed_may_stand_anywhere() -> None:
    own = part_lists(FORMS, frequency, OwnParts(parts=frozenset({"scopie"})))
    assert "scopie" in own.first & own.last


def test_common_words_are_marked() -> None:
    assert "huis" in SPLITTER.everyday
    assert "sloop" not in SPLITTER.everyday


def test_what_a_linguist_keeps_whole_is_with_its_forms() -> None:
    listed = part_lists(FORMS, frequency, OwnParts(short_first=frozenset({"wet"})))
    assert listed.split("wethouder") == ("wet", "houder")
    own = OwnParts(whole=frozenset({"wethouder"}))
    assert {"wethouder", "wethouders"} & whole_words(listed, HEADS, KNOWN, (), own) == {"wethouder"}
    longer = replace(listed, last=listed.last | {"houders"})
    assert {"wethouder", "wethouders"} <= whole_words(longer, HEADS, KNOWN, (), own)


def test_a_form_of_a_simple_word_is_no_compound() -> None:
    assert SPLITTER.split("planeten") == ("plan", "eten")
    assert SPLITTER.split("planeet") == ()
    assert "planeten" in whole(OwnParts())


def test_a_name_is_no_compound() -> None:
    assert SPLITTER.split("eindhoven") == ("eind", "hoven")
    assert "eindhoven" in whole(OwnParts())


def test_a_word_that_would_not_be_split_needs_no_mention() -> None:
    assert "gezin" not in whole(OwnParts(whole=frozenset({"gezin"})))
