"""A preview shows what an unsaved change does to a question, and changes nothing."""

import pytest

from search.comparing import Change, Comparison, Moved, with_place, with_rule
from search.indexer.build import build_due
from search.models import PlacedResult, VocabularyRule
from search.placement.models import Where
from search.requests import SearchRequest
from search.service import search
from search.vocabulary.entries import Kind
from tests.factories.search import push_everything
from tests.search.content import approach, coalition


def fill() -> dict[str, int]:
    parent = coalition()
    pages = [
        approach(parent, "Zwaluwen in de wijk"),
        approach(parent, "Vinkenclub"),
        approach(parent, "Vinken", summary="Over vinken en nog eens vinken."),
    ]
    build_due()
    return {page.title: page.pk for page in pages}


def titles(rows: tuple[Moved, ...]) -> list[tuple[str, Change]]:
    return [(row.hit.title, row.change) for row in rows]


def synonyms(*terms: str) -> VocabularyRule:
    return VocabularyRule(kind=Kind.SYNONYMS, said="\n".join(terms))


def place(key: int, where: Where) -> PlacedResult:
    return PlacedResult(question="vinken", type="approach", object_id=key, title="x", where=where)


def check_rule(compared: Comparison) -> None:
    assert titles(compared.rows_before) == [("Zwaluwen in de wijk", Change.SAME)]
    after = titles(compared.rows_after)
    assert after[0] == ("Zwaluwen in de wijk", Change.SAME)
    assert ("Vinken", Change.NEW) in after
    assert compared.after.total > compared.before.total
    assert not compared.alike


@pytest.mark.django_db
@pytest.mark.usefixtures("embedded")
class TestEmbedded:
    def test_a_rule_that_is_not_saved_shows_what_it_would_bring(self) -> None:
        fill()
        check_rule(with_rule("zwaluwen", synonyms("zwaluw", "vink")))
        assert search(SearchRequest("zwaluwen")).total == 1
        assert not VocabularyRule.objects.exists()

    def test_a_rule_that_changes_stands_in_the_place_of_its_old_self(self) -> None:
        fill()
        row = synonyms("zwaluw", "vink")
        row.save()
        row.said = "zwaluw\nooievaar"
        compared = with_rule("zwaluwen", row)
        assert ("Vinken", Change.GONE) in titles(compared.rows_before)
        assert [hit.title for hit in compared.after.hits] == ["Zwaluwen in de wijk"]

    def test_a_place_moves_the_others(self) -> None:
        keys = fill()
        compared = with_place("vinken", place(keys["Zwaluwen in de wijk"], Where.TOP))
        assert titles(compared.rows_after)[0] == ("Zwaluwen in de wijk", Change.NEW)
        moved = next(row for row in compared.rows_after if row.hit.title == "Vinken")
        assert (moved.change, moved.steps) == (Change.DOWN, 1)
        hidden = with_place("vinken", place(keys["Vinken"], Where.HIDDEN))
        assert titles(hidden.rows_before)[0] == ("Vinken", Change.GONE)

    def test_a_change_that_does_nothing_says_so(self) -> None:
        fill()
        assert with_rule("vinken", synonyms("ooievaar", "lepelaar")).alike


@pytest.mark.django_db
@pytest.mark.opensearch
@pytest.mark.usefixtures("engine_index")
def test_the_real_engine_shows_the_same() -> None:
    fill()
    push_everything()
    compared = with_rule("zwaluwen", synonyms("zwaluw", "vink"))
    assert compared.after.engine == "opensearch"
    check_rule(compared)
