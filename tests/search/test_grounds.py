"""The account of a hit: what it meets, where, and how much each of that counts."""

from typing import Any

from core.text import Section
from search.document import Document
from search.grounds import Account, Ground, accounts
from search.indexed import source_of
from search.question.known import KnownWords
from search.question.model import How, Place
from search.question.understanding import understand
from search.vocabulary.entries import Entry, Kind, compile_entries

RULES = compile_entries(
    [
        Entry(Kind.SYNONYMS, ("bevalling", "baring")),
        Entry(Kind.EVERYDAY, ("rondkomen",), ("schulden",)),
        Entry(Kind.RELATED, ("echo", "screening")),
    ]
)
COMMON = {"huisbezoek": 0.5}


def source(title: str, text: str = "", keywords: tuple[str, ...] = ()) -> dict[str, Any]:
    sections = (Section("", text),) if text else ()
    return source_of(Document(title=title, url="/", sections=sections, keywords=keywords), {})


def account(query: str, *sources: dict[str, Any]) -> Account:
    return accounts(understand(query, RULES, KnownWords(COMMON)), sources)[0]


def ground(query: str, *sources: dict[str, Any]) -> Ground:
    return account(query, *sources)[0]


def test_a_word_is_told_as_it_stands_there_with_its_fields() -> None:
    found = ground("zwaluwen", source("Zwaluw", "De zwaluw. Vier zwaluwen."))
    assert (found.typed, found.how, found.where) == ("zwaluwen", How.WORD, ("title", "body"))
    assert found.found == ("zwaluw", "zwaluwen")


def test_a_synonym_an_everyday_word_and_a_related_word_say_what_they_are() -> None:
    assert ground("bevalling", source("Rond de baring")).how == How.SYNONYM
    assert ground("rondkomen", source("Hulp bij schulden")).how == How.MEANING
    related = ground("echo", source("Screening"))
    assert (related.how, related.counts) == (How.RELATED, False), "it adds, and finds nothing by itself"


def test_a_word_within_a_longer_one_is_told_with_the_longer_one() -> None:
    found = ground("schuld", source("Schuldhulp in de wijk"))
    assert (found.how, found.found, found.where) == (How.PART, ("schuldhulp",), ("title",))


def test_the_shares_of_a_hit_are_all_of_its_score() -> None:
    found = account("huisbezoek bevalling", source("Huisbezoek na de baring", "Een huisbezoek."))
    assert abs(sum(one.share for one in found) - 1) < 0.001
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)


def test_a_rare_word_weighs_more_than_a_common_one_and_the_title_more_than_the_text() -> None:
    rare, common = account("huisbezoek baring", source("Iets", "huisbezoek baring"))[:2]
    assert (rare.typed, common.typed) == ("baring", "huisbezoek")
    by_word = {one.typed: one.share for one in account("echo baring", source("Echo", "Een baring."))}
    assert by_word["echo"] > by_word["baring"]


def test_a_document_of_the_place_that_is_named_gets_something_for_it() -> None:
    of_leiden = source_of(Document(title="Zwaluw", url="/"), {"municipality": ("leiden",)})
    question = understand("zwaluw", RULES, KnownWords(), (Place("municipality", "leiden", "Leiden"),))
    there, elsewhere = accounts(question, [of_leiden, source("Zwaluw")])
    assert [ground.found for ground in there if ground.how == How.PLACE] == [("Leiden",)]
    assert [ground for ground in elsewhere if ground.how == How.PLACE] == []


def test_letters_alike_are_no_word() -> None:
    (alike,) = account("zwaluwvlucht", source("Zwaluwachtig"))
    assert (alike.how, alike.counts, alike.typed) == (How.GRAM, False, "")


def test_no_document_no_account() -> None:
    assert accounts(understand("rouw", RULES, KnownWords()), []) == []
