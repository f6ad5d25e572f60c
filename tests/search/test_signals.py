"""Every change of content raises the version of what it touches, in its own transaction; a rollback takes it back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from approaches.confirmation.services import confirm, give_up, open_request
from approaches.marks.services import quote_evidence
from approaches.models import ApproachPage, BuildingBlock, RetirementReason
from approaches.retirement.services import restore, retire
from coalitions.models import CoalitionPage
from search import outbox
from search.indexer.build import build_due
from search.models import IndexEntry
from tests.factories.coalitions import editor
from tests.factories.marks import checked
from tests.search.content import approach, coalition, row
from themes.models import Theme

pytestmark = [pytest.mark.django_db, pytest.mark.every_example]


@pytest.fixture(scope="module", autouse=True)
def _built(module_content: None) -> int:
    made = approach(coalition(), blocks=2)
    build_due()
    return made.pk


@pytest.fixture
def page(_built: int, db: None) -> ApproachPage:
    """A public approach with two building blocks, built."""
    return ApproachPage.objects.get(pk=_built)


def fresh(page: Page) -> Any:
    return type(page).objects.get(pk=page.pk)


def edit(page: ApproachPage) -> None:
    page.title = "Andere naam"
    page.save_revision().publish()


def save_plainly(page: ApproachPage) -> None:
    page.summary = "Anders."
    page.save()


def unpublish(page: ApproachPage) -> None:
    page.unpublish()


def unpublish_through_the_base_class(page: ApproachPage) -> None:
    Page.objects.get(pk=page.pk).unpublish()


def delete(page: ApproachPage) -> None:
    page.delete()


def delete_the_coalition(page: ApproachPage) -> None:
    page.get_parent().delete()


def move(page: ApproachPage) -> None:
    page.move(coalition("Coalitie Delft"), pos="last-child")


def move_the_coalition(page: ApproachPage) -> None:
    other = coalition("Coalitie Emmen")
    page.get_parent().move(other, pos="left")


def rename_the_coalitions_address(page: ApproachPage) -> None:
    parent = page.get_parent().specific
    parent.slug = "elders"
    parent.save()


def restrict(page: ApproachPage) -> None:
    with transaction.atomic():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def restrict_the_coalition(page: ApproachPage) -> None:
    with transaction.atomic():
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)


def schedule_the_start(page: ApproachPage) -> None:
    page.title, page.go_live_at = "Gepland", timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    with time_machine.travel(page.go_live_at + timedelta(hours=1), tick=False):
        call_command("publish_scheduled")


def schedule_the_end(page: ApproachPage) -> None:
    ApproachPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


def check(page: ApproachPage) -> None:
    checked(page)


def quote(page: ApproachPage) -> None:
    quote_evidence(
        page=page, user=editor(), level="Goed onderbouwd", owner="RIVM", day=date(2024, 3, 3), url="https://rivm.test/"
    )


def confirm_it(page: ApproachPage) -> None:
    confirm(page_id=page.pk, user=editor())


def stay_silent(page: ApproachPage) -> None:
    give_up(request=open_request(page_id=page.pk, now=timezone.now()), now=timezone.now())


def retire_it(page: ApproachPage) -> None:
    retire(page=page, reason=RetirementReason.OUTDATED)


MARKS = [check, quote, confirm_it, stay_silent]
CHANGES = [edit, save_plainly, move, move_the_coalition, rename_the_coalitions_address, schedule_the_start, *MARKS]
WITHDRAWALS = [
    unpublish,
    unpublish_through_the_base_class,
    delete,
    delete_the_coalition,
    restrict,
    restrict_the_coalition,
    schedule_the_end,
    retire_it,
]


@contextmanager
def watched_versions(page: ApproachPage) -> Iterator[None]:
    """Fail unless the versions of the approach and both its blocks go up inside."""
    before = {entry.key: entry.version for entry in IndexEntry.objects.filter(type__in=["approach", "block"])}
    assert len(before) == 3
    yield
    after = {entry.key: entry.version for entry in IndexEntry.objects.all()}
    for key, version in before.items():
        assert after[key] > version, key


@pytest.mark.parametrize("change", [*CHANGES, *WITHDRAWALS])
def test_a_change_raises_the_versions_of_all_that_it_touches(page: ApproachPage, change: Callable[..., None]) -> None:
    with watched_versions(page):
        change(fresh(page))


@pytest.mark.parametrize("change", [*CHANGES, *WITHDRAWALS])
def test_a_rollback_takes_the_versions_and_the_documents_back(page: ApproachPage, change: Callable[..., None]) -> None:
    before = list(IndexEntry.objects.order_by("pk").values("pk", "version", "document"))
    with transaction.atomic():
        change(fresh(page))
        transaction.set_rollback(True)
    assert list(IndexEntry.objects.order_by("pk").values("pk", "version", "document")) == before


@pytest.mark.parametrize("change", WITHDRAWALS)
def test_what_the_public_may_not_see_is_emptied_in_the_same_transaction(
    page: ApproachPage, change: Callable[..., None]
) -> None:
    change(fresh(page))
    for entry in IndexEntry.objects.filter(type__in=["approach", "block"]):
        assert entry.document is None, entry.key
        assert entry.built_version == entry.version == entry.document_version
    assert not IndexEntry.objects.filter(facets__facet="type", facets__value__in=["approach", "block"]).exists()


@pytest.mark.parametrize("change", [*CHANGES, *WITHDRAWALS])
def test_versions_are_raised_inside_the_transaction_of_the_change(
    page: ApproachPage, change: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    raise_versions = outbox._raise_versions

    def watch(type_key: str, ids: list[int]) -> None:
        # The test itself is one transaction; the change must have opened a savepoint or block of its own in it.
        seen.append(bool(connection.savepoint_ids) and connection.in_atomic_block)
        raise_versions(type_key, ids)

    monkeypatch.setattr(outbox, "_raise_versions", watch)
    change(fresh(page))
    assert seen and all(seen)


def test_a_new_page_gets_rows_for_itself_and_its_parts() -> None:
    page = approach(coalition("Coalitie Delft"), blocks=1)
    assert row("approach", page.pk).version >= 1
    assert row("block", page.building_blocks.get().pk).version >= 1


def test_a_draft_costs_no_document_and_no_request(page: ApproachPage) -> None:
    draft = approach(page.get_parent(), "Nog niet af", live=False)
    build_due()
    draft.save_revision()
    draft.save()
    entry = row("approach", draft.pk)
    assert entry.document is None
    assert entry.document_version == 0


def test_saving_a_draft_of_a_live_page_leaves_the_document_as_it_is(page: ApproachPage) -> None:
    before = row("approach", page.pk)
    page.title = "Nog niet gepubliceerd"
    page.save_revision()
    build_due()
    after = row("approach", page.pk)
    assert (after.document, after.document_version) == (before.document, before.document_version)


def test_taking_a_restriction_away_brings_the_page_back(page: ApproachPage) -> None:
    restrict(page)
    PageViewRestriction.objects.all().delete()
    build_due()
    assert row("approach", page.pk).document is not None


@pytest.mark.parametrize("change", MARKS)
def test_a_mark_shows_on_the_hit(page: ApproachPage, change: Callable[..., None]) -> None:
    before = row("approach", page.pk).document["display"]["marks"]
    change(page)
    build_due()
    assert row("approach", page.pk).document["display"]["marks"] != before


def test_what_was_put_back_is_found_again(page: ApproachPage) -> None:
    retire_it(page)
    restore(page=page, user=editor())
    build_due()
    assert row("approach", page.pk).document is not None


def test_a_block_that_is_taken_out_leaves_the_index(page: ApproachPage) -> None:
    first = page.building_blocks.all()[0]
    page.building_blocks = [page.building_blocks.all()[1]]
    page.save_revision().publish()
    assert row("block", first.pk).document is None


def test_a_renamed_theme_touches_the_documents_that_carry_it_and_no_others(page: ApproachPage) -> None:
    theme = Theme.objects.create(name="Bereik", slug="bereik-test", introduction="x")
    page.themes.add(theme)
    page.save()
    other = approach(page.get_parent(), "Zonder thema")
    build_due()
    theme.name = "Bereiken"
    theme.save()
    assert row("approach", page.pk).built_version < row("approach", page.pk).version
    assert row("approach", other.pk).built_version == row("approach", other.pk).version


def test_a_deleted_theme_touches_the_documents_that_carried_it(page: ApproachPage) -> None:
    theme = Theme.objects.create(name="Bereik", slug="bereik-test", introduction="x")
    page.themes.add(theme)
    page.save()
    build_due()
    theme.delete()
    build_due()
    assert "theme" not in row("approach", page.pk).document["facets"]


def test_a_renamed_coalition_shows_in_the_documents_below_it(page: ApproachPage) -> None:
    parent = CoalitionPage.objects.get()
    parent.title = "Coalitie Zaanstreek"
    parent.save_revision().publish()
    build_due()
    assert row("approach", page.pk).document["display"]["coalition"] == "Coalitie Zaanstreek"


def test_a_moved_page_is_found_at_its_new_address(page: ApproachPage) -> None:
    move(page)
    build_due()
    assert row("approach", page.pk).document["url"] == "/coalities/coalitie-delft/warme-belroute/"
    block = BuildingBlock.objects.first()
    assert row("block", block.pk).document["url"].startswith("/coalities/coalitie-delft/warme-belroute/bouwsteen/")


def test_below_a_renamed_address_everything_is_found_at_its_new_one(page: ApproachPage) -> None:
    rename_the_coalitions_address(page)
    build_due()
    assert row("approach", page.pk).document["url"] == "/coalities/elders/warme-belroute/"


def test_a_draft_of_the_coalition_touches_nothing_below_it(page: ApproachPage) -> None:
    before = row("approach", page.pk).version
    parent = CoalitionPage.objects.get()
    parent.title = "Nog niet gepubliceerd"
    parent.save_revision()
    assert row("approach", page.pk).version == before


def test_a_copy_is_not_the_import_that_it_was_copied_from(page: ApproachPage) -> None:
    ApproachPage.objects.filter(pk=page.pk).update(external_id="ext-1", is_example=True)
    copied = fresh(page).copy(update_attrs={"slug": "kopie"})
    assert (copied.external_id, copied.is_example) == ("", False)
    build_due()
    assert row("approach", copied.pk).document["external_id"] == ""
