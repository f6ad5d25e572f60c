"""The rules of the files are brought in once, and what an editor did with them stays."""

from io import StringIO

import pytest
from django.core.management import call_command

from search.models import SeedLine, VocabularyRule
from search.vocabulary import rules
from search.vocabulary.entries import Entry, Kind
from search.vocabulary.loading import load_vocabulary
from search.vocabulary.seeds import seed_entries

pytestmark = pytest.mark.django_db

BIRTH = Entry(Kind.SYNONYMS, ("bevalling", "baring"))
MONEY = Entry(Kind.EVERYDAY, ("rondkomen",), ("schulden",))


def texts() -> list[str]:
    return sorted(row.entry.text for row in VocabularyRule.objects.all())


def test_twice_is_as_once() -> None:
    first, second = load_vocabulary(entries=[BIRTH, MONEY]), load_vocabulary(entries=[BIRTH, MONEY])
    assert (first.created, second.created, second.unchanged) == (2, 0, 2)
    assert texts() == ["bevalling, baring", "rondkomen => schulden"]


def test_what_an_editor_changed_or_took_away_stays_so() -> None:
    load_vocabulary(entries=[BIRTH, MONEY])
    VocabularyRule.objects.filter(kind=Kind.SYNONYMS).update(said="bevalling\nbaring\npartus")
    VocabularyRule.objects.get(kind=Kind.EVERYDAY).delete()
    report = load_vocabulary(entries=[BIRTH, MONEY])
    assert (report.kept, report.created) == (2, 0)
    assert texts() == ["bevalling, baring, partus"]


def test_a_newer_file_replaces_what_nobody_touched() -> None:
    load_vocabulary(entries=[BIRTH, MONEY])
    newer = Entry(Kind.SYNONYMS, ("bevalling", "baring", "ter wereld komen"))
    report = load_vocabulary(entries=[newer])
    assert (report.created, report.removed) == (1, 2)
    assert texts() == ["bevalling, baring, ter wereld komen"]


def test_a_newer_line_is_not_put_beside_the_one_an_editor_changed() -> None:
    load_vocabulary(entries=[BIRTH])
    VocabularyRule.objects.update(said="bevalling\nbaring\npartus")
    report = load_vocabulary(entries=[Entry(Kind.SYNONYMS, ("bevalling", "baring", "ter wereld komen"))])
    assert report.created == 0
    assert texts() == ["bevalling, baring, partus"]


def test_the_command_brings_in_the_files_and_the_search_means_the_same_as_before() -> None:
    before = rules()
    told = StringIO()
    call_command("load_vocabulary", stderr=told)
    assert f"Woordenlijst: {len(seed_entries())} nieuw" in told.getvalue()
    assert SeedLine.objects.count() == len(seed_entries())
    assert rules().version == before.version
    told = StringIO()
    call_command("load_vocabulary", stderr=told)
    assert "niets veranderd" in told.getvalue()
