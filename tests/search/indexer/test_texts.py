"""A text that changed behind the back of the signals is found by the sweep, a slice at a time."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import connection

from approaches.models import ApproachPage
from approaches.search_document import ApproachDocument
from core.jobs import run
from search import registry
from search.indexer.build import build_due
from search.indexer.check import check
from search.indexer.texts import compare_next
from search.models import IndexEntry
from tests.factories.themes import ThemeFactory
from tests.search.content import approach, coalition, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]


@pytest.fixture
def page() -> ApproachPage:
    """An approach with a document that is right."""
    page = approach(coalition(), "Warme belroute", blocks=1)
    build_due()
    return page


def everything() -> int:
    return IndexEntry.objects.with_document().count()


def by_queryset(page: ApproachPage, folder: Path) -> None:
    ApproachPage.objects.filter(pk=page.pk).update(summary="Stiekem anders.")


def by_sql(page: ApproachPage, folder: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE approaches_approachpage SET summary = 'Stiekem anders.' WHERE page_ptr_id = %s", [page.pk]
        )


def by_fixture(page: ApproachPage, folder: Path) -> None:
    (stored,) = json.loads(serialize("json", [page]))
    stored["fields"]["summary"] = "Stiekem anders."
    path = folder / "aanpak.json"
    path.write_text(json.dumps([stored]), encoding="utf-8")
    call_command("loaddata", str(path), verbosity=0)


@pytest.mark.parametrize("change", [by_queryset, by_sql, by_fixture], ids=lambda change: change.__name__)
def test_the_sweep_finds_and_mends_a_text_that_changed_without_a_signal(
    page: ApproachPage, tmp_path: Path, change: Any
) -> None:
    change(page, tmp_path)
    assert not IndexEntry.objects.to_build().exists(), "nobody told"
    run("search_sweep")
    build_due()
    assert row("approach", page.pk).document["summary"] == "Stiekem anders."
    assert check(deep=True).clean


def test_a_theme_that_was_given_by_sql_is_found_too(page: ApproachPage) -> None:
    theme = ThemeFactory()
    ApproachPage.themes.through._default_manager.create(approachpage_id=page.pk, theme_id=theme.pk)
    assert compare_next() >= 1
    build_due()
    assert row("approach", page.pk).document["facets"]["theme"] == [theme.slug]


def test_what_is_right_is_left_alone(page: ApproachPage) -> None:
    assert compare_next() == 0
    assert not IndexEntry.objects.to_build().exists()


def test_each_sweep_goes_on_where_the_last_one_ended_and_begins_anew_after_the_last(
    page: ApproachPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[int] = []
    real = ApproachDocument.build

    def note(self: ApproachDocument, item: ApproachPage) -> Any:
        built.append(item.pk)
        return real(self, item)

    monkeypatch.setattr(ApproachDocument, "build", note)
    second = approach(page.get_parent(), "Tweede")
    build_due()
    built.clear()
    for _ in range(everything() + 1):
        compare_next(limit=1)
    assert sorted(built) == sorted([page.pk, second.pk]), "each once in a round"
    for _ in range(everything() + 1):
        compare_next(limit=1)
    assert len(built) == 4


def test_a_slice_takes_queries_per_type_and_not_per_document(
    page: ApproachPage, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        approach(page.get_parent(), f"Aanpak {number}", blocks=1)
    build_due()
    with django_assert_max_num_queries(4 + 12 * len(registry.document_types())):
        compare_next()


def test_what_the_engine_did_not_take_is_built_again_once_its_text_is_another(page: ApproachPage) -> None:
    IndexEntry.objects.filter(type="approach").update(attempts=8, error="sturen: mapper_parsing_exception")
    assert compare_next() == 0
    ApproachPage.objects.update(summary="Stiekem anders.")
    assert compare_next() == 1
    build_due()
    entry = row("approach", page.pk)
    assert (entry.attempts, entry.document["summary"]) == (0, "Stiekem anders.")


def test_what_waits_after_a_failure_is_not_touched(page: ApproachPage) -> None:
    entry = row("approach", page.pk)
    IndexEntry.objects.filter(pk=entry.pk).update(version=entry.version + 1, attempts=8, error="bouwen: ValueError")
    ApproachPage.objects.update(summary="Stiekem anders.")
    assert compare_next() == 0
    entry.refresh_from_db()
    assert entry.attempts == 8
