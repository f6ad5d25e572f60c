"""A page that was made of what somebody told, in the hands of the editors."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from search.indexer.build import build_due
from stories.models import Language, StoryIndexPage, StoryPage
from stories.services.telling import Told
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.submissions import an_editor, published, sent
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> StoryPage:
    return published()[1]


@pytest.fixture
def editor(client: Client) -> Any:
    found = an_editor()
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
