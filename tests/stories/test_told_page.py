"""A page that was made of what somebody told, in the hands of the editors."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from coalitions.models import CoalitionPage
from coalitions.services import add_member
from search.indexer.build import build_due
from stories.intake.overview import overview
from stories.keeping import retention
from stories.models import Language, Placing, State, StoryIndexPage, StoryPage, Submission
from stories.services import showing
from stories.services.showing import follow_pages
from stories.services.telling import Told
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of
from tests.factories.coalitions import editor as national_editor
from tests.factories.stories import StoryPageFactory
from tests.factories.submissions import published, sent
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"


@pytest.fixture
def told() -> StoryPage:
    return placed(Placing.MUNICIPALITY)


def placed(placing: Placing) -> StoryPage:
    """Published among the stories of the whole country, by a teller who wants a place named as fine as this."""
    return published(sent(told=Told(text="Het was een lange nacht.", placing=placing)))[1]


@pytest.fixture
def editor(client: Client) -> Any:
    found = national_editor()
    client.force_login(found)
    return found


def test_editors_say_what_it_is_about_and_leave_the_words_of_the_teller(
    client: Client, editor: Any, told: StoryPage
) -> None:
    theme = ThemeFactory()
    url = reverse("wagtailadmin_pages:edit", args=[told.pk])
    assert client.get(url).status_code == 200
    others = {"title": "Anders", "slug": "anders", "summary": "Anders", "body-count": "0", "voice": "coalitie"}
    client.post(url, {**others, "themes": [theme.pk], "action-publish": "1"})
    after = StoryPage.objects.get(pk=told.pk)
    assert list(after.themes.all()) == [theme]
    assert (after.title, after.voice, after.slug, after.from_submission) == (told.title, told.voice, told.slug, True)
    assert str(after.body) == str(told.body)
    assert list(StoryPage.objects.public()) == [told]


def test_a_text_in_another_language_says_so_wherever_it_is_read(client: Client) -> None:
    row = sent(told=Told(text="كانت ليلة طويلة"), language=Language.ARABIC)
    _row, page = published(row, title="ليلة طويلة", text="كانت ليلة طويلة", summary="باختصار", language=Language.ARABIC)
    build_due()
    said = 'lang="ar" dir="rtl"'
    shown = client.get(page.url).content.decode()
    assert all(f"{opening} {said}>" in shown for opening in ("<h1", '<p class="lead"', '<div class="body body--story"'))
    assert f"{said}>ليلة طويلة</a>" in client.get("/verhalen/").content.decode()
    found = client.get("/zoeken/", {"q": "ليلة"}).content.decode()
    assert f'href="{page.url}" {said}>' in found


def test_a_translation_is_in_the_language_that_editors_say(client: Client) -> None:
    _row, page = published(sent(told=Told(text="كانت ليلة طويلة"), language=Language.ARABIC))
    assert page.language == Language.DUTCH
    assert 'dir="rtl"' not in client.get(page.url).content.decode()


def test_it_is_erased_and_not_deleted(client: Client, editor: Any, told: StoryPage) -> None:
    client.post(reverse("wagtailadmin_pages:delete", args=[told.pk]))
    assert StoryPage.objects.filter(pk=told.pk).exists()


def test_a_copy_of_what_it_lies_below_leaves_it_where_it_is(client: Client, editor: Any, told: StoryPage) -> None:
    coalition = CoalitionPageFactory()
    told.move(coalition, pos="last-child")
    client.post(
        reverse("wagtailadmin_pages:copy", args=[coalition.pk]),
        {
            "new_title": "Dubbel",
            "new_slug": "dubbel",
            "new_parent_page": str(coalition.get_parent().pk),
            "copy_subpages": "on",
            "publish_copies": "on",
        },
    )
    assert list(StoryPage.objects.all()) == [told]


def test_a_story_has_no_address_of_its_title(told: StoryPage) -> None:
    assert not any(word in told.slug for word in told.title.lower().split() if len(word) > 3)
    assert told.get_parent().specific == StoryIndexPage.objects.get()


class TestElsewhere:
    """A story that was told to us is moved by editors, to where its teller lets it stand."""

    @pytest.fixture
    def coalition(self) -> CoalitionPage:
        return CoalitionPageFactory(title="Van ons")

    def move(self, client: Client, way: str, page: StoryPage, to: CoalitionPage) -> str:
        """What the admin answers."""
        together = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
        api = reverse("wagtailadmin_api:pages:action", args=[page.pk, "move"])
        url, data = {
            "alone": (reverse("wagtailadmin_pages:move_confirm", args=[page.pk, to.pk]), {}),
            "together": (f"{together}?id={page.pk}", {"chooser": to.pk}),
            "api": (api, {"destination_page_id": to.pk, "position": "last-child"}),
        }[way]
        return client.post(url, data, follow=True).content.decode()

    @pytest.mark.parametrize("way", ["alone", "together", "api"])
    @pytest.mark.parametrize("placing", [Placing.COUNTRY, Placing.REGION])
    def test_not_below_a_coalition_when_no_municipality_may_be_named(
        self, placing: Placing, way: str, client: Client, coalition: CoalitionPage, admin_user: Any
    ) -> None:
        client.force_login(admin_user)  # whom no permission stops
        page = placed(placing)
        assert "wil de gemeente niet genoemd zien" in self.move(client, way, page, coalition)
        assert StoryPage.objects.get().get_parent().specific == StoryIndexPage.objects.get()

    @pytest.mark.parametrize("way", ["alone", "together", "api"])
    def test_below_one_when_it_may(
        self, way: str, client: Client, editor: Any, told: StoryPage, coalition: CoalitionPage
    ) -> None:
        self.move(client, way, told, coalition)
        assert StoryPage.objects.get().get_parent().pk == coalition.pk

    @pytest.mark.parametrize("way", ["alone", "together"])
    def test_a_coordinator_moves_none(
        self, way: str, client: Client, told: StoryPage, coalition: CoalitionPage
    ) -> None:
        told.move(coalition, pos="last-child")
        other = CoalitionPageFactory(title="Ook van ons")
        leads = coordinator_of(coalition)
        add_member(other, leads, as_coordinator=True)
        client.force_login(leads)
        self.move(client, way, told, other)
        assert StoryPage.objects.get().get_parent().pk == coalition.pk

    def test_a_list_asks_once_for_all(self, coalition: CoalitionPage, django_assert_num_queries: Any) -> None:
        for page in (placed(Placing.MUNICIPALITY), placed(Placing.MUNICIPALITY), StoryPageFactory()):
            page.move(coalition, pos="last-child")
        pages = list(Page.objects.type(StoryPage).specific(defer=True))
        user = User.objects.get(pk=coordinator_of(coalition).pk)
        assert user.pk and pages[0].permissions_for_user(user).can_edit()  # loads the rows of permissions
        with django_assert_num_queries(1):
            found = [page.permissions_for_user(user) for page in pages]
            assert [(asked.can_move(), asked.can_delete()) for asked in found] == [(False, False)] * 2 + [(True, True)]


class TestWhatItLiesBelow:
    """Deleting a page takes along all below it: what was told to us would go with its teller none the wiser."""

    @pytest.fixture
    def coalition(self, told: StoryPage) -> CoalitionPage:
        coalition = CoalitionPageFactory(title="Van ons")
        told.move(coalition, pos="last-child")
        return CoalitionPage.objects.get(pk=coalition.pk)

    @pytest.mark.parametrize("way", ["alone", "together", "api"])
    def test_stays_and_says_what_to_do_first(
        self, client: Client, editor: Any, told: StoryPage, coalition: CoalitionPage, way: str
    ) -> None:
        url = reverse("wagtailadmin_pages:delete", args=[coalition.pk])
        if way == "together":
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={coalition.pk}"
        if way == "api":
            url = reverse("wagtailadmin_api:pages:action", args=[coalition.pk, "delete"])
        text = client.post(url, follow=True).content.decode()
        assert "Haal dat eerst van de site" in text
        assert StoryPage.objects.public().filter(pk=told.pk).exists()

    def test_stays_whatever_deletes_it(self, told: StoryPage, coalition: CoalitionPage) -> None:
        with pytest.raises(ProtectedError):
            coalition.delete()
        assert Submission.objects.get().page == told

    def test_goes_once_the_story_is_off_the_site(
        self, client: Client, editor: Any, told: StoryPage, coalition: CoalitionPage
    ) -> None:
        showing.take_off(submission=told.submission, editor=editor, reason="De coalitie stopt.")
        client.post(reverse("wagtailadmin_pages:delete", args=[CoalitionPage.objects.get().pk]))
        assert not CoalitionPage.objects.exists()


class TestOffTheSite:
    def test_unpublished_its_teller_reads_so_and_published_again_too(
        self, told: StoryPage, django_capture_on_commit_callbacks: Any
    ) -> None:
        row = told.submission
        for change, state, words in (
            (lambda page: page.unpublish(), State.OFFLINE, "Uw verhaal staat nu niet op de site."),
            (lambda page: page.get_latest_revision().publish(), State.PUBLISHED, "Uw verhaal staat op de site."),
        ):
            with django_capture_on_commit_callbacks(execute=True):
                change(StoryPage.objects.get(pk=told.pk))
            row.refresh_from_db()
            assert (row.state, str(overview(row).state)) == (state, words)

    def test_it_is_kept_as_long_as_anything_else_that_is_not_on_the_site(self, told: StoryPage) -> None:
        later = timezone.now() + settings.KEEP_UNPUBLISHED + timedelta(days=1)
        assert retention.erase_unpublished(later) == 0
        assert overview(told.submission).kept_until is None
        told.unpublish()
        follow_pages()
        row = Submission.objects.get()
        assert overview(row).kept_until == retention.kept_until(row) is not None, "and that is told"
        assert retention.erase_unpublished(later) == 1
        assert not StoryPage.objects.filter(pk=told.pk).exists()

    def test_the_clock_says_so_when_whoever_unpublished_it_was_stopped(self, told: StoryPage) -> None:
        told.unpublish()
        assert (follow_pages(), follow_pages()) == (1, 0)
        assert Submission.objects.get().state == State.OFFLINE

    def test_an_editor_takes_it_off_with_a_reason_and_its_address_says_that_it_is_gone(
        self, client: Client, editor: Any, told: StoryPage
    ) -> None:
        row, url = told.submission, told.url
        act = reverse("moderation:act", args=[row.uid, "weghalen"])
        assert "Schrijf op waarom" in client.post(act, {"weg-version": row.version, "weg-reason": ""}).content.decode()
        client.post(act, {"weg-version": row.version, "weg-reason": "Een ander vroeg erom."})
        row.refresh_from_db()
        assert (row.state, row.page, row.decisions.last().reason) == (State.DECLINED, None, "Een ander vroeg erom.")
        answer = client.get(url)
        said = ">Hier stond een verhaal. Dat staat er nu niet meer.<"
        assert (answer.status_code, said in answer.content.decode()) == (410, True), "and not who wanted that, or why"
