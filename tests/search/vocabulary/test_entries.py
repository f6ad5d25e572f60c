"""Rules as people write them: terms on lines, and one line to show."""

import pytest

from search.vocabulary.entries import Entry, Kind, compile_entries, split_terms
from search.vocabulary.seeds import seed_entries


def test_terms_stand_on_lines_or_between_commas_and_each_once() -> None:
    assert split_terms(" bevalling \n\nbaring,  partus;bevalling\r\nte  vroeg ") == (
        "bevalling",
        "baring",
        "partus",
        "te vroeg",
    )


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (Entry(Kind.SYNONYMS, ("bevalling", "baring")), "bevalling, baring"),
        (Entry(Kind.EVERYDAY, ("rondkomen", "krap"), ("schulden",)), "rondkomen, krap => schulden"),
        (Entry(Kind.RELATED, ("echo", "screening")), "echo <-> screening"),
        (Entry(Kind.LEADS_TO, ("schulden",), ("budgetcoach", "inkomen")), "schulden -> budgetcoach, inkomen"),
        (Entry(Kind.NAME, ("Nu Niet Zwanger",)), "Nu Niet Zwanger"),
    ],
)
def test_a_rule_reads_as_in_the_files(entry: Entry, text: str) -> None:
    assert entry.text == text


def test_the_order_of_terms_makes_no_other_rule() -> None:
    one, other = Entry(Kind.SYNONYMS, ("a", "b")), Entry(Kind.SYNONYMS, ("b", "a"))
    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != Entry(Kind.RELATED, ("a", "b")).fingerprint


def test_each_kind_ends_up_where_the_search_looks() -> None:
    rules = compile_entries(
        [
            Entry(Kind.SYNONYMS, ("bevalling", "baring")),
            Entry(Kind.EVERYDAY, ("rondkomen",), ("schulden",)),
            Entry(Kind.LEADS_TO, ("echo",), ("screening",)),
            Entry(Kind.NAME, ("Nu Niet Zwanger",)),
        ]
    )
    assert (len(rules.synonyms), len(rules.meanings), len(rules.related), len(rules.names)) == (2, 1, 1, 1)


def test_the_files_hold_rules_of_every_kind_and_none_twice() -> None:
    entries = seed_entries()
    assert {entry.kind for entry in entries} == set(Kind)
    assert len({entry.fingerprint for entry in entries}) == len(entries)
