"""A change of editors is in force everywhere within seconds, at a flat cost per search."""

from typing import Any

import pytest
from django.db import transaction

from search.models import SeedLine, VocabularyRule, VocabularyVersion
from search.vocabulary import rules, version
from search.vocabulary.entries import Entry, Kind
from search.vocabulary.stored import rules_with
from search.vocabulary.version import LOOK_EVERY, Followed, Watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> None:
    """The files count as brought in: only what is in the database is in force."""
    SeedLine.objects.create(fingerprint="x")
    version.changed()


def added(*said: str) -> VocabularyRule:
    return VocabularyRule.objects.create(kind=Kind.SYNONYMS, said="\n".join(said))


def test_before_anybody_loaded_them_the_files_are_in_force_together_with_what_editors_wrote() -> None:
    files = len(rules().synonyms)
    assert files > 100
    added("zwaluw", "vinkje")
    version.watch.forget()
    assert len(rules().synonyms) == files + 2


def test_a_rule_that_is_added_changed_or_deleted_counts_at_the_next_look(loaded: None) -> None:
    assert rules().synonyms == {}
    row = added("zwaluw", "vink")
    version.watch.forget()
    assert len(rules().synonyms) == 2
    row.said = "zwaluw\nvink\nmees"
    row.save()
    version.watch.forget()
    assert len(rules().synonyms) == 3
    row.delete()
    version.watch.forget()
    assert rules().synonyms == {}


@pytest.mark.django_db(transaction=True)
def test_the_process_that_made_the_change_uses_it_once_it_is_committed() -> None:
    before = rules().version
    with transaction.atomic():
        added("zwaluw", "vink")
        assert rules().version == before, "others don't see it yet either"
    assert rules().version != before


def test_another_process_sees_it_within_seconds(monkeypatch: pytest.MonkeyPatch, loaded: None) -> None:
    now = [100.0]
    elsewhere = Watch(clock=lambda: now[0])
    monkeypatch.setattr(version, "watch", elsewhere)
    texts = Followed(lambda: [row.said for row in VocabularyRule.objects.all()])
    assert texts.get() == []
    VocabularyRule.objects.bulk_create([VocabularyRule(kind=Kind.SYNONYMS, said="zwaluw\nvink")])
    VocabularyVersion.objects.update_or_create(id=1, defaults={"value": "12345678-1234-5678-1234-567812345678"})
    assert texts.get() == [], "not looked yet"
    now[0] += LOOK_EVERY
    assert texts.get() == ["zwaluw\nvink"]
    assert LOOK_EVERY <= 60


def test_a_search_between_two_looks_asks_the_database_nothing_of_it(django_assert_num_queries: Any) -> None:
    rules()
    with django_assert_num_queries(0):
        for _ in range(50):
            rules()


def test_a_look_without_a_change_is_one_query_of_one_row(django_assert_num_queries: Any) -> None:
    rules()
    version.watch.forget()
    with django_assert_num_queries(1):
        rules()


def test_a_change_that_was_rolled_back_leaves_nothing(loaded: None) -> None:
    before = rules().version
    with transaction.atomic():
        added("zwaluw", "vink")
        version.watch.forget()
        assert rules().version != before
        transaction.set_rollback(True)
    version.watch.forget()
    assert rules().version == before


def test_a_preview_puts_a_rule_in_the_place_of_its_row_and_stores_nothing(loaded: None) -> None:
    row = added("zwaluw", "vink")
    tried = rules_with(Entry(Kind.SYNONYMS, ("zwaluw", "mees")), instead_of=row.pk)
    assert set(tried.synonyms) == {("zwaluw",), ("mees",)}
    assert rules_with(None, instead_of=row.pk).synonyms == {}
    version.watch.forget()
    assert set(rules().synonyms) == {("zwaluw",), ("vink",)}
