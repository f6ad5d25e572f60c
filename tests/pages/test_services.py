"""The site that stands after `migrate`."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from wagtail.models import GroupPagePermission, Page, Site, Task, Workflow

from accounts import known
from accounts import services as accounts
from alerts import services as alerts
from coalitions.models import CoalitionIndexPage, NationalPage
from coalitions.publication import PublicationTask
from coalitions.submission import WORKFLOW_NAME
from core.text import sections
from mail import outbox
from pages.models import HomePage, StandardPage
from pages.services import ensure_site, ensure_site_after_migrate
from search.unanswered import reading as unanswered
from stories.models import StoryIndexPage
from tests.factories.approaches import ApproachPageFactory

pytestmark = pytest.mark.django_db


def tree() -> list[tuple[str, str]]:
    return [(type(page).__name__, page.url) for page in Page.objects.filter(depth__gte=2).specific().order_by("path")]


EXPECTED = [
    ("HomePage", "/"),
    ("StoryIndexPage", "/verhalen/"),
    ("CoalitionIndexPage", "/coalities/"),
    ("NationalPage", "/landelijk/"),
    ("StandardPage", "/over-deze-site/"),
    ("StandardPage", "/privacy/"),
    ("StandardPage", "/toegankelijkheid/"),
]


def test_a_fresh_database_has_the_whole_tree() -> None:
    assert tree() == EXPECTED


def test_the_default_site_starts_at_home() -> None:
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_all_pages_are_published_with_a_revision_to_go_back_to() -> None:
    for page in Page.objects.filter(depth__gte=2):
        assert page.live, page.title
        assert page.first_published_at, page.title
        assert page.latest_revision, page.title


def test_pages_about_the_site_have_their_text() -> None:
    pages = StandardPage.objects.all()
    assert pages
    for page in pages:
        assert len(page.body) >= 1, page.title
        assert "<h2>" in str(page.body.raw_data), page.title


def test_overviews_stand_in_the_menu_and_pages_about_the_site_do_not() -> None:
    for model in (StoryIndexPage, CoalitionIndexPage, NationalPage):
        assert model.objects.get().show_in_menus
    assert not StandardPage.objects.filter(show_in_menus=True).exists()


class TestPrivacy:
    """What the page says is kept, and how long, is so."""

    def text(self) -> str:
        """Of a site that begins now."""
        HomePage.objects.get().delete()
        ensure_site()
        page = StandardPage.objects.get(slug="privacy")
        return " ".join(section.text for section in sections(page.body))

    def test_names_the_terms_of_the_code(self) -> None:
        text = self.text()
        for sentence in (
            f"Na {unanswered.KEEP.days} dagen gooien we de vraag weg.",
            f"die de site verstuurt tot {outbox.KEEP.days} dagen daarna.",
            f"We onthouden {known.KEPT.days} dagen vanaf welke verbindingen",
        ):
            assert sentence in text
        assert {alerts.TIME_TO_CONFIRM, accounts.TIME_TO_CONFIRM} == {timedelta(days=7)}
        assert text.count("na een week") == 2

    def test_names_the_terms_that_this_site_chose_for_what_is_told(self, settings: Any) -> None:
        settings.KEEP_DRAFTS, settings.KEEP_CONTACT, settings.KEEP_UNPUBLISHED_MONTHS = *map(timedelta, (3, 21)), 4
        text = self.text()
        for term in ("het niet: hooguit 3 dagen.", "het niet op de site: 4 maanden.", "bereiken: tot 21 dagen nadat"):
            assert term in text

    def test_names_the_cookies_that_there_are(self, client: Client, settings: Any) -> None:
        assert [path for path in ("/", "/zoeken/?q=rouw", "/privacy/") if client.get(path).cookies] == []
        for form in (f"/contact/{ApproachPageFactory(contact_email='wie@elders.test').pk}/", "/zoeken/bewaren/?q=rouw"):
            page = client.get(form)
            assert set(page.cookies) == {settings.CSRF_COOKIE_NAME}
            assert (
                '<a href="/privacy/">Privacy</a>'
                in page.content.decode().partition("</form>")[2].partition("<footer")[0]
            )
        assert timedelta(days=366) > timedelta(seconds=settings.CSRF_COOKIE_AGE)
        assert timedelta(weeks=2) == timedelta(seconds=settings.SESSION_COOKIE_AGE)


def test_groups_and_workflow_of_wagtail_are_gone() -> None:
    assert list(Group.objects.values_list("name", flat=True)) == ["Redactie"]
    assert [workflow.name for workflow in Workflow.objects.all()] == [WORKFLOW_NAME]
    assert [type(task.specific) for task in Task.objects.all()] == [PublicationTask]


def test_doing_it_again_changes_nothing() -> None:
    StandardPage.objects.get(slug="privacy").delete()
    home = HomePage.objects.get()
    home.title = "Van een redacteur"
    home.save()
    ensure_site()
    assert tree() == [row for row in EXPECTED if row[1] != "/privacy/"]
    assert HomePage.objects.get().title == "Van een redacteur"


def test_roles_are_brought_in_line_after_every_migrate() -> None:
    GroupPagePermission.objects.all().delete()
    ensure_site_after_migrate(using="default", plan=[])
    assert GroupPagePermission.objects.filter(group__name="Redactie").count() == 6


def test_a_database_that_is_not_fully_migrated_is_left_alone() -> None:
    HomePage.objects.get().delete()
    recorder = MigrationRecorder(connection)
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("themes")
    recorder.record_unapplied(*newest)
    ensure_site_after_migrate(using="default", plan=[])
    assert not HomePage.objects.exists()
    recorder.record_applied(*newest)
    ensure_site_after_migrate(using="default", plan=[])
    assert HomePage.objects.exists()


@pytest.mark.django_db(transaction=True)
class TestAfterAFlush:
    """Whatever empties the database (a TransactionTestCase does) finds the site back."""

    def test_first_run_sees_the_tree(self) -> None:
        assert tree() == EXPECTED

    def test_second_run_sees_it_again_after_the_flush_between(self, client: Client) -> None:
        assert tree() == EXPECTED
        assert Group.objects.get(name="Redactie").page_permissions.count() == 6


def test_another_database_gets_no_site(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        ensure_site_after_migrate(using="replica")
