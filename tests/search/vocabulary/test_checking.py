"""What an editor may write in the vocabulary, and the words in which the rest is refused."""

import pytest

from search.vocabulary.checking import problems
from search.vocabulary.entries import Entry, Kind
from search.vocabulary.rules import MAX_TERMS
from search.vocabulary.seeds import seed_entries

BIRTH = Entry(Kind.SYNONYMS, ("bevalling", "baring", "partus"))


def refused(entry: Entry, *others: Entry, before: Entry | None = None) -> str:
    return " ".join(message for messages in problems(entry, others, before).values() for message in messages)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry(Kind.SYNONYMS, ()), "Vul een term in"),
        (Entry(Kind.SYNONYMS, ("baring",)), "minstens twee"),
        (Entry(Kind.RELATED, ("baring",)), "minstens twee"),
        (Entry(Kind.EVERYDAY, ("rondkomen",)), "wat deze woorden ook betekenen"),
        (Entry(Kind.LEADS_TO, (), ("geldzorgen",)), "Vul een term in"),
        (Entry(Kind.NAME, ("Stevig Ouderschap", "Samen Starten")), "Eén naam per keer"),
        (Entry(Kind.NAME, ("Ouderschap",)), "blijft vanzelf heel"),
        (Entry(Kind.SYNONYMS, ("baring", "…")), "geen woord waarop we kunnen zoeken"),
        (Entry(Kind.SYNONYMS, ("de", "baring")), "in elke tekst staat"),
        (Entry(Kind.EVERYDAY, ("rondkomen",), ("voor",)), "in elke tekst staat"),
        (Entry(Kind.SYNONYMS, ("een twee drie vier vijf zes zeven acht negen", "baring")), "meer dan 8 woorden"),
        (Entry(Kind.SYNONYMS, ("w" * 101, "baring")), "hoogstens 100 letters"),
        (Entry(Kind.SYNONYMS, tuple(f"woord{n}" for n in range(MAX_TERMS + 1))), "hoogstens 40"),
        (Entry(Kind.SYNONYMS, ("kind", "kinderen")), "al hetzelfde woord"),
        (Entry(Kind.EVERYDAY, ("schulden",), ("schulden",)), "al hetzelfde woord"),
    ],
)
def test_a_rule_that_says_nothing_is_refused_with_the_reason(entry: Entry, expected: str) -> None:
    assert expected in refused(entry)


def test_a_word_stands_in_one_group_only_and_the_group_is_named() -> None:
    message = refused(Entry(Kind.SYNONYMS, ("bevallingen", "geboorte")), BIRTH)
    assert "“bevallingen” staat al in de groep “bevalling, baring, partus”" in message


def test_everyday_words_that_lead_there_and_back_are_a_circle() -> None:
    back = Entry(Kind.EVERYDAY, ("geldzorgen",), ("krap zitten",))
    assert "kringetje" in refused(Entry(Kind.EVERYDAY, ("krap zitten",), ("geldzorgen",)), back)
    assert refused(Entry(Kind.EVERYDAY, ("krap zitten",), ("schulden",)), back) == ""


def test_what_is_a_synonym_need_not_be_related_too() -> None:
    assert "zijn al synoniemen" in refused(Entry(Kind.RELATED, ("baring", "bevalling")), BIRTH)
    assert "zijn al synoniemen" in refused(Entry(Kind.EVERYDAY, ("partus",), ("baring",)), BIRTH)


def test_a_rule_that_another_one_has_in_it_is_refused_and_that_one_is_named() -> None:
    there = Entry(Kind.EVERYDAY, ("krap zitten", "rood staan"), ("geldzorgen", "schulden"))
    message = refused(Entry(Kind.EVERYDAY, ("rood staan",), ("schuld",)), there)
    assert "staat al in de regel “krap zitten, rood staan => geldzorgen, schulden”" in message
    assert refused(Entry(Kind.EVERYDAY, ("rood staan",), ("armoede",)), there) == ""
    assert refused(Entry(Kind.LEADS_TO, ("rood staan",), ("schulden",)), there) == ""


def test_so_is_one_that_goes_both_ways_and_stands_there_the_other_way_round() -> None:
    there = Entry(Kind.RELATED, ("taalbarrière", "tolk"))
    assert "staat al in de regel" in refused(Entry(Kind.RELATED, ("tolk", "taalbarrière")), there)


def test_a_name_of_one_word_is_a_rule_when_it_could_be_taken_apart() -> None:
    assert refused(Entry(Kind.NAME, ("BoekStart",))) == ""


def test_the_same_name_is_kept_once() -> None:
    name = Entry(Kind.NAME, ("Nu Niet Zwanger",))
    assert "staat al" in refused(Entry(Kind.NAME, ("nu niet zwanger",)), name)


def test_what_was_already_so_does_not_stop_an_editor_who_changes_something_else() -> None:
    before = Entry(Kind.SYNONYMS, ("baring", "geboorte"))
    after = Entry(Kind.SYNONYMS, ("baring", "geboorte", "ter wereld komen"))
    assert refused(after, BIRTH, before=before) == ""
    assert refused(after, BIRTH) != ""


def test_every_rule_that_comes_with_the_site_could_be_written_by_an_editor() -> None:
    refusals = [(entry.text, found) for entry in seed_entries() if (found := refused(entry))]
    assert refusals == []
