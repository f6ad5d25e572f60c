"""What counts as news: what readers read, and nothing that is made of it."""

from typing import Any

import pytest
from django.db.models import F
from wagtail.models import Page

from approaches.models import ApproachPage
from search.indexer.build import build_due
from search.models import Announced, IndexEntry
from search.standing.news import News, forget_withdrawn, news, settle
from tests.factories.search import stored_document
from tests.factories.themes import ThemeFactory
from tests.search.content import approach, coalition, row
from tests.search.standing.contract import rewritten

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]


def look() -> list[News]:
    """All that is to be looked at, noted as looked at."""
    items = news(1_000)
    settle(items)
    return items


def told(page: Page) -> list[bool]:
    """Of what is to be looked at about this page: whether it is nothing new."""
    return [item.told for item in look() if item.key == f"approach:{page.pk}"]


@pytest.fixture
def published() -> ApproachPage:
    made = approach(coalition(), "Muziek in de wijk")
    made.save_revision().publish()
    build_due()
    return made


class TestNews:
    def test_is_what_was_published(self, published: ApproachPage) -> None:
        assert told(published) == [False]

    def test_is_told_once(self, published: ApproachPage) -> None:
        look()
        assert look() == []

    def test_is_another_text(self, published: ApproachPage) -> None:
        look()
        published.summary = "Anders dan eerst."
        published.save_revision().publish()
        build_due()
        assert told(published) == [False]

    def test_is_another_theme_under_the_same_text(self, published: ApproachPage) -> None:
        look()
        published.themes.add(ThemeFactory(name="Wonen"))
        published.save_revision().publish()
        build_due()
        (item,) = [item for item in look() if item.key == f"approach:{published.pk}"]
        assert (item.told, item.before is not None) == (False, True)

    def test_is_no_draft(self, published: ApproachPage) -> None:
        look()
        published.summary = "Nog niet klaar."
        published.save_revision()
        build_due()
        assert told(published) == []

    def test_is_no_other_name_of_a_theme(self, published: ApproachPage) -> None:
        theme = ThemeFactory(name="Wonen")
        published.themes.add(theme)
        published.save_revision().publish()
        build_due()
        look()
        theme.name = "Wonen en thuis"
        theme.save()
        build_due()
        assert told(published) == [True]

    def test_is_no_other_analysis_of_the_same_words(self, published: ApproachPage) -> None:
        look()
        IndexEntry.objects.update(digest="anders", document_version=F("document_version") + 1)
        assert all(item.told for item in look())

    @pytest.mark.parametrize("forgotten", [False, True])
    def test_is_no_page_that_comes_back_as_it_was(self, forgotten: bool, published: ApproachPage) -> None:
        look()
        published.unpublish()
        build_due()
        if forgotten:
            forget_withdrawn()
        published.refresh_from_db()
        published.save_revision().publish()
        build_due()
        assert told(published) == [True]

    def test_is_nothing_that_is_hidden(self, published: ApproachPage) -> None:
        published.unpublish()
        build_due()
        assert told(published) == []


class TestSettling:
    def test_who_comes_second_gets_nothing(self, published: ApproachPage) -> None:
        mine, theirs = news(10), news(10)
        assert settle(mine) == {item.key for item in mine}
        assert settle(theirs) == frozenset()

    def test_a_change_meanwhile_is_looked_at_again(self) -> None:
        entry = stored_document("Muziek")
        items = [item for item in news(1_000) if item.key == entry.key]
        rewritten(entry, "Muziek en tuinen")
        settle(items)
        assert [item.source["title"] for item in news(1_000) if item.key == entry.key] == ["Muziek en tuinen"]

    def test_keeps_no_text(self, published: ApproachPage) -> None:
        look()
        kept = Announced.objects.get(entry=row("approach", published.pk))
        assert "muziek" not in f"{kept.text}{kept.facets}".lower()

    def test_what_a_withdrawn_document_was_about_is_forgotten(self, published: ApproachPage) -> None:
        look()
        published.unpublish()
        assert forget_withdrawn() == 1
        assert Announced.objects.get(entry=row("approach", published.pk)).facets is None
        assert forget_withdrawn() == 0

    def test_looking_takes_one_query(self, django_assert_num_queries: Any) -> None:
        for number in range(20):
            stored_document(f"Muziek {number}")
        with django_assert_num_queries(1):
            assert len([item.facets for item in news(1_000)]) >= 20

    def test_noting_takes_one_query(self, django_assert_num_queries: Any) -> None:
        for number in range(20):
            stored_document(f"Muziek {number}")
        items = news(1_000)
        with django_assert_num_queries(1):
            assert len(settle(items)) == len(items) >= 20

    def test_nothing_is_noted_of_nothing(self) -> None:
        assert settle([]) == frozenset()
