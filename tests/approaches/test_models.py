"""Approaches and building blocks: what is refused, what stays, and what their page shows."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from approaches.models import ApproachPage, BuildingBlock
from core.models import SiteImage
from tests.factories.approaches import ApproachPageFactory, block
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.core import ImageFactory
from tests.factories.places import MunicipalityFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def slugs(page: ApproachPage) -> list[str]:
    return [found.slug for found in BuildingBlock.objects.filter(page=page)]


class TestRefused:
    @pytest.mark.parametrize(
        ("field", "value"),
        [("maturity", "bewezen"), ("started", 202), ("started", 20222), ("source_url", "javascript:alert(1)")],
    )
    def test_by_the_form_and_by_the_database(self, field: str, value: Any) -> None:
        page = ApproachPageFactory()
        setattr(page, field, value)
        with pytest.raises(ValidationError) as refusal:
            page.full_clean()
        assert field in refusal.value.error_dict
        with pytest.raises(IntegrityError), transaction.atomic():
            ApproachPage.objects.filter(pk=page.pk).update(**{field: value})

    @pytest.mark.parametrize("changes", [{"role": "maybe"}, {"slug": ""}, {"slug": "intake"}])
    def test_of_a_block_by_the_database(self, changes: dict[str, str]) -> None:
        page = ApproachPageFactory(building_blocks=[block("Intake"), block("Huisbezoek")])
        second = page.building_blocks.get(slug="huisbezoek")
        with pytest.raises(IntegrityError), transaction.atomic():
            BuildingBlock.objects.filter(pk=second.pk).update(**changes)

    def test_an_unknown_phase(self) -> None:
        with pytest.raises(ValidationError, match="kleuter"):
            ApproachPageFactory(phases=["kleuter"])


class TestSlugsOfBlocks:
    def test_every_block_gets_one(self) -> None:
        page = ApproachPageFactory(building_blocks=[block("Intake"), block("Intake"), block("")])
        assert slugs(page) == ["intake", "intake-2", "bouwsteen"]

    def test_the_same_slug_may_stand_on_another_page(self) -> None:
        pages = [ApproachPageFactory(building_blocks=[block("Intake")]) for _ in range(2)]
        assert [slugs(page) for page in pages] == [["intake"], ["intake"]]

    def test_of_a_draft_they_follow_the_title(self) -> None:
        page = ApproachPageFactory(live=False, building_blocks=[block("In")])
        self.rename(page, "in", "Intake")
        assert slugs(page) == ["intake"]

    def test_of_a_published_page_they_stay(self) -> None:
        page = ApproachPageFactory(building_blocks=[block("Intake")])
        self.rename(page, "intake", "Kennismaken")
        assert slugs(page) == ["intake"]

    def test_a_new_block_on_a_published_page_gets_its_own(self) -> None:
        page = ApproachPageFactory(building_blocks=[block("Intake")])
        page.building_blocks.add(block("Intake"))
        page.save()
        assert sorted(slugs(page)) == ["intake", "intake-2"]

    def test_two_blocks_of_a_draft_can_swap_titles(self) -> None:
        page = ApproachPageFactory(live=False, building_blocks=[block("Intake"), block("Huisbezoek")])
        page = ApproachPage.objects.get(pk=page.pk)
        first, second = page.building_blocks.all()
        first.title, second.title = second.title, first.title
        page.building_blocks.set([first, second])
        page.save()
        assert slugs(page) == ["huisbezoek-2", "intake-2"]

    def test_the_slug_of_a_deleted_block_is_free_again(self) -> None:
        page = ApproachPageFactory(building_blocks=[block("Intake")])
        page.building_blocks.set([block("Intake")])
        page.save()
        assert slugs(page) == ["intake"]

    def test_publishing_a_revision_names_its_new_blocks(self) -> None:
        page = ApproachPageFactory(building_blocks=[block("Intake")])
        page.building_blocks.add(block("Huisbezoek"))
        page.save_revision().publish()
        assert sorted(slugs(page)) == ["huisbezoek", "intake"]

    def test_saving_without_touching_blocks_asks_nothing_about_them(self, django_assert_num_queries: Any) -> None:
        page = ApproachPage.objects.get(pk=ApproachPageFactory(building_blocks=[block()]).pk)
        with django_assert_num_queries(0):
            page.name_blocks()

    def test_the_address_of_a_block_is_below_its_page(self) -> None:
        page = ApproachPageFactory(parent=CoalitionPageFactory(slug="zaanstad"), slug="voorzorg")
        page.building_blocks.add(block("Eén loket"))
        page.save()
        assert page.building_blocks.get().url == "/coalities/zaanstad/voorzorg/bouwsteen/een-loket/"

    def test_a_block_that_was_never_saved_has_an_anchor_for_the_preview(self) -> None:
        assert block("Eén loket").anchor == "bouwsteen-een-loket"

    @staticmethod
    def rename(page: ApproachPage, slug: str, title: str) -> None:
        page = ApproachPage.objects.get(pk=page.pk)
        found = page.building_blocks.get(slug=slug)
        found.title = title
        page.building_blocks.set([found])
        page.save()


class TestPage:
    def context(self, page: ApproachPage) -> dict[str, Any]:
        return page.get_context(RequestFactory().get("/"))

    def test_it_shows_its_coalition_themes_places_and_blocks(self) -> None:
        coalition = CoalitionPageFactory()
        theme, municipality = ThemeFactory(name="Geldzorgen"), MunicipalityFactory(name="Zaanstad")
        page = ApproachPageFactory(
            parent=coalition, themes=[theme], municipalities=[municipality], building_blocks=[block("A"), block("B")]
        )
        context = self.context(page)
        assert context["coalition"] == coalition
        assert context["themes"] == [theme]
        assert context["municipality_names"] == ("Zaanstad",)
        assert [found.title for found in context["blocks"]] == ["A", "B"]
        assert context["updated"]

    def test_it_shows_public_stories_only_newest_first(self) -> None:
        page = ApproachPageFactory()
        first, second = (StoryPageFactory(approaches=[page]) for _ in range(2))
        StoryPageFactory(approaches=[page], live=False)
        StoryPageFactory()
        hidden = StoryPageFactory(approaches=[page])
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        assert self.context(page)["stories"] == [second, first]

    def test_the_number_of_queries_is_bounded(self, django_assert_max_num_queries: Any) -> None:
        theme, municipality = ThemeFactory(), MunicipalityFactory()
        page = ApproachPageFactory(
            themes=[theme], municipalities=[municipality], building_blocks=[block(str(n)) for n in range(9)]
        )
        for _ in range(6):
            StoryPageFactory(approaches=[page], themes=[theme], municipalities=[municipality])
        self.context(page)
        page = ApproachPage.objects.get(pk=page.pk)
        with django_assert_max_num_queries(21):
            context = self.context(page)
            for story in context["stories"]:
                _ = (story.url, story.coalition_title, list(story.themes.all()), story.municipality_names)
            for found in context["blocks"]:
                _ = found.anchor

    def test_a_page_that_was_never_published_has_no_day(self) -> None:
        assert self.context(ApproachPageFactory(live=False))["updated"] == ""

    def test_the_day_is_that_in_amsterdam(self) -> None:
        late = timezone.datetime.fromisoformat("2026-03-14T23:30:00+00:00")
        assert self.context(ApproachPageFactory(last_published_at=late))["updated"] == "15 maart 2026"

    def test_an_unsaved_page_can_be_previewed(self) -> None:
        parent = CoalitionPageFactory()
        page = ApproachPage(title="Nieuw", slug="nieuw", path=parent.path + "0001", depth=5)
        page.building_blocks.add(block("Intake"))
        context = self.context(page)
        assert context["coalition"] == parent
        assert context["stories"] == []
        assert [found.anchor for found in context["blocks"]] == ["bouwsteen-intake"]


class TestPicture:
    def test_its_words_here_come_before_those_of_the_picture(self) -> None:
        picture = SiteImage(title="x.png", description="Een wieg")
        assert ApproachPage(picture=picture, picture_alt="Twee handen").picture_text == "Twee handen"
        assert ApproachPage(picture=picture).picture_text == "Een wieg"
        assert ApproachPage().picture_text == ""


def test_pictures_on_cards_cost_no_query_each() -> None:
    def show() -> None:
        for card in ApproachPage.objects.for_cards():
            assert card.picture.get_rendition("width-32").url

    counts = []
    for _ in range(2):
        ApproachPageFactory(picture=ImageFactory())
        ApproachPageFactory(picture=ImageFactory())
        show()  # makes what isn't there yet
        cache.clear()  # as in a process that just started
        with CaptureQueriesContext(connection) as queries:
            show()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_stopped_approach_says_so() -> None:
    assert ApproachPage(maturity="gestopt").maturity_label == "Gestopt"
    assert ApproachPage().maturity_label == ""
