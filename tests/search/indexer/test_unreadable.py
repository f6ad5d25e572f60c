"""A row that can't even be read costs its own document alone: nothing else waits for it, and it heals with the row."""

import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from approaches.models import ApproachPage
from core.jobs import Outcome, run
from search import outbox
from search.api import public_document, public_documents
from search.indexer.build import build_due
from search.indexer.check import check
from search.indexer.push import DEAD_AFTER
from search.indexer.retrying import letters
from search.indexer.sources import make_each
from search.indexer.worker import Worker
from search.models import IndexEntry
from search.registry import document_type
from tests.factories.stories import StoryPageFactory
from tests.search.content import approach, coalition, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]

Write = Callable[[str], None]


def story() -> tuple[str, Page, Write, str]:
    page = StoryPageFactory(title="Verhaal")
    sql = "UPDATE stories_storypage SET body = %s WHERE page_ptr_id = %s"
    return "story", page, _by_sql(sql, page), '{"x": [1, 2]}'


def approach_text() -> tuple[str, Page, Write, str]:
    page = approach(coalition("Coalitie Delft"), "Aanpak")
    sql = "UPDATE approaches_approachpage SET what_we_do = %s WHERE page_ptr_id = %s"
    return "approach", page, _by_sql(sql, page), '[{"type": "paragraph", "value": {"a": 1}}, 5]'


def _by_sql(sql: str, page: Page) -> Write:
    def write(text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, [text, page.pk])

    return write


class Broken:
    """A page with a document that is right, whose row can't be read any more since; `good`: another of its type."""

    def __init__(self, made: tuple[str, Page, Write, str]) -> None:
        self.type, self.page, self.write, nonsense = made
        self.good = approach(coalition(), "Goed") if self.type == "approach" else StoryPageFactory(title="Goed")
        build_due()
        self.write(nonsense)

    @property
    def row(self) -> IndexEntry:
        return row(self.type, self.page.pk)

    def change_the_good_one(self) -> None:
        type(self.good).objects.filter(pk=self.good.pk).update(title="Anders")

    def good_title(self) -> str:
        title: str = row(self.type, self.good.pk).document["title"]
        return title


@pytest.fixture
def broken(request: pytest.FixtureRequest) -> Broken:
    return Broken(getattr(request, "param", story)())


BOTH = pytest.mark.parametrize("broken", [story, approach_text], indirect=True, ids=lambda make: make.__name__)


def command(*arguments: str) -> tuple[str, int]:
    """(stdout, exit code) of a command."""
    out = StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=StringIO())
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


@BOTH
def test_such_a_row_cannot_be_read_at_all(broken: Broken) -> None:
    with pytest.raises(TypeError):
        list(document_type(broken.type).queryset())


@BOTH
def test_the_sweep_still_finds_what_else_changed_without_a_signal(broken: Broken) -> None:
    broken.change_the_good_one()
    assert run("search_sweep") is Outcome.DONE
    build_due()
    assert broken.good_title() == "Anders"
    assert (broken.row.attempts, broken.row.error) == (1, "bouwen: TypeError")
    assert broken.row.claimed_until is not None, "it waits before it is tried again"


def test_the_check_counts_it_as_stale_and_repairs_the_others(broken: Broken) -> None:
    broken.change_the_good_one()
    out, code = command("check_index", "--json", "--repair")
    assert (json.loads(out)["stale"], code) == (2, 1)
    build_due()
    out, code = command("check_index", "--json")
    documents = IndexEntry.objects.with_document().count()
    assert (json.loads(out), code) == ({"documents": documents, "missing": 0, "extra": 0, "stale": 1}, 1)
    assert broken.good_title() == "Anders"


def test_the_check_counts_one_that_never_had_a_document_as_missing(broken: Broken) -> None:
    IndexEntry.objects.filter(pk=broken.row.pk).delete()
    report = check(deep=True)
    assert (report.missing, report.stale) == (1, 0)


def test_a_rebuild_builds_all_others(broken: Broken) -> None:
    broken.change_the_good_one()
    assert command("rebuild_index")[1] == 0
    assert broken.good_title() == "Anders"
    assert list(IndexEntry.objects.to_build()) == [broken.row]
    assert broken.row.error == "bouwen: TypeError"


def test_the_worker_builds_what_is_due_beside_it(broken: Broken) -> None:
    broken.good.title = "Anders"
    broken.good.save()
    outbox.touch(broken.type, [broken.page.pk])
    assert Worker().once()
    assert broken.good_title() == "Anders"
    assert broken.row.error == "bouwen: TypeError"


def test_it_ends_as_a_dead_letter_and_heals_with_its_row(broken: Broken) -> None:
    outbox.touch(broken.type, [broken.page.pk])
    IndexEntry.objects.filter(pk=broken.row.pk).update(attempts=DEAD_AFTER - 1)
    build_due()
    (letter,) = letters()
    assert (letter.key, letter.error) == (broken.row.key, "bouwen: TypeError")
    assert check(deep=True, repair=True).stale == 1
    assert broken.row.attempts == DEAD_AFTER, "the repair leaves it alone"
    broken.write("[]")
    check(deep=True, repair=True)
    build_due()
    assert letters() == []
    assert check(deep=True).clean


def test_who_asks_for_documents_gets_the_others(broken: Broken) -> None:
    good = row(broken.type, broken.good.pk).key
    assert set(public_documents([broken.row.key, good])) == {good}
    assert public_document(broken.type, broken.page.pk) is None


def test_a_block_of_an_approach_that_cannot_be_read_fails_with_it_and_no_other_does() -> None:
    parent = coalition()
    bad, good = approach(parent, "Aanpak", blocks=2), approach(parent, "Goed", blocks=2)
    build_due()
    ApproachPage.objects.update(summary="Anders.")
    sql = "UPDATE approaches_approachpage SET what_we_do = %s WHERE page_ptr_id = %s"
    _by_sql(sql, bad)('[{"type": "paragraph", "value": {"a": 1}}, 5]')
    run("search_sweep")
    build_due()
    assert row("approach", good.pk).document["summary"] == "Anders."
    failed = {entry.key for entry in IndexEntry.objects.filter(attempts__gt=0)}
    assert failed == {row("approach", bad.pk).key, *(row("block", block.pk).key for block in bad.building_blocks.all())}


def test_among_many_it_is_found_by_halving() -> None:
    _, page, write, nonsense = story()
    write(nonsense)
    document = document_type("story")
    with CaptureQueriesContext(connection) as alone:
        make_each(document, [page.pk], lambda pk, source: source)
    with CaptureQueriesContext(connection) as among:
        made, failed = make_each(document, [*range(900_000, 900_063), page.pk], lambda pk, source: source)
    assert (made, list(failed)) == ({}, [page.pk])
    # Of 64: seven times a half with it, and six times one without.
    assert len(among) <= 7 * len(alone) + 6
