"""Stories: what is refused, and what their pages show."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from search.indexer.build import build_due
from stories.models import StoryIndexPage, StoryPage
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.core import ImageFactory
from tests.factories.places import MunicipalityFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def context(page: Any, query: dict[str, str] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = page.get_context(RequestFactory().get("/", query or {}))
    return found


@pytest.mark.parametrize(
    ("field", "value"), [("voice", "buurvrouw"), ("how_collected", "gehoord"), ("source_url", "ftp://x.test/a")]
)
def test_an_unknown_value_is_refused_by_the_form_and_by_the_database(field: str, value: str) -> None:
    story = StoryPageFactory()
    setattr(story, field, value)
    with pytest.raises(ValidationError) as refusal:
        story.full_clean()
    assert field in refusal.value.error_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryPage.objects.filter(pk=story.pk).update(**{field: value})


@pytest.mark.parametrize(
    ("voice", "label"),
    [
        ("ouder", "Verhaal van een ouder"),
        ("ervaringsdeskundige", "Verhaal van een ervaringsdeskundige"),
        ("", "Verhaal"),
    ],
)
def test_the_voice_is_named(voice: str, label: str) -> None:
    assert StoryPage(voice=voice).voice_label == label


class TestStory:
    def test_it_shows_public_approaches_only(self) -> None:
        public, hidden = ApproachPageFactory(), ApproachPageFactory()
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        story = StoryPageFactory(approaches=[public, hidden, ApproachPageFactory(live=False)])
        assert context(story)["approaches"] == [public]

    def test_a_preview_shows_what_was_just_ticked(self) -> None:
        story, approach = StoryPageFactory(), ApproachPageFactory()
        story.approaches.set([approach])
        assert context(story)["approaches"] == [approach]

    def test_it_shows_its_coalition_and_themes(self) -> None:
        coalition, theme = CoalitionPageFactory(), ThemeFactory()
        found = context(StoryPageFactory(parent=coalition, themes=[theme]))
        assert (found["coalition"], found["themes"]) == (coalition, [theme])

    def test_below_it_are_the_newest_other_stories(self) -> None:
        stories = [StoryPageFactory() for _ in range(5)]
        assert context(stories[4])["more_stories"] == [stories[3], stories[2], stories[1]]

    def test_where_there_is_something_like_it_that_is_below_it_instead(self) -> None:
        theme = ThemeFactory()
        stories = [StoryPageFactory(themes=[theme], phases=["zwangerschap"]) for _ in range(2)]
        build_due()
        found = context(stories[0])
        assert [item.title for item in found["similar"]] == [stories[1].title]
        assert found["more_stories"] == []

    def test_the_number_of_queries_is_bounded(self, django_assert_max_num_queries: Any) -> None:
        theme, municipality = ThemeFactory(), MunicipalityFactory()
        approaches = [ApproachPageFactory(themes=[theme], municipalities=[municipality]) for _ in range(6)]
        for _ in range(4):
            StoryPageFactory(themes=[theme], municipalities=[municipality], approaches=approaches)
        context(StoryPage.objects.first())
        story = StoryPage.objects.last()
        with django_assert_max_num_queries(20):
            found = context(story)
            for card in found["approaches"]:
                _ = (card.url, card.coalition_title, list(card.themes.all()), card.municipality_names)
            for other in found["more_stories"]:
                _ = (other.url, other.voice_label, other.language)


class TestOverview:
    def test_it_lists_every_public_story_newest_first(self) -> None:
        first = StoryPageFactory()
        second = StoryPageFactory(parent=CoalitionPageFactory())
        StoryPageFactory(live=False)
        assert list(context(StoryIndexPage.objects.get())["reading"].results) == [second, first]

    def test_it_has_pages_of_twenty(self) -> None:
        for _ in range(21):
            StoryPageFactory()
        index = StoryIndexPage.objects.get()
        assert len(context(index)["reading"].results) == 20
        assert len(context(index, {"page": "2"})["reading"].results) == 1

    def test_the_number_of_queries_is_bounded(self, django_assert_max_num_queries: Any) -> None:
        theme, municipality = ThemeFactory(), MunicipalityFactory()
        for _ in range(12):
            StoryPageFactory(themes=[theme], municipalities=[municipality])
        index = StoryIndexPage.objects.get()
        context(index)
        with django_assert_max_num_queries(12):
            for card in context(index)["reading"].results:
                _ = (card.url, card.coalition_title, list(card.themes.all()), card.municipality_names)


def test_pictures_on_cards_cost_no_query_each() -> None:
    def show() -> None:
        for card in StoryPage.objects.for_cards():
            assert card.picture.get_rendition("width-32").url

    counts = []
    for _ in range(2):
        StoryPageFactory(picture=ImageFactory())
        StoryPageFactory(picture=ImageFactory())
        show()  # makes what isn't there yet
        cache.clear()  # as in a process that just started
        with CaptureQueriesContext(connection) as queries:
            show()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_is_published_after_midnight_has_the_date_of_that_day_in_amsterdam() -> None:
    story = StoryPageFactory(first_published_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    assert story.search_date is not None
    assert story.search_date.display() == "1 januari 2026"
