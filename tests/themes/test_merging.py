"""A theme or a free tag that goes up in another one is the other one everywhere: pages, drafts, addresses, index."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from taggit.models import Tag

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import NationalPage
from search.api import SearchRequest, build_due, search
from stories.models import FocusGroup, StoryPage
from tests.factories.approaches import ApproachPageFactory, block
from tests.factories.coalitions import editor
from tests.factories.core import ImageFactory
from tests.factories.pages import KnowledgePageFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory
from themes.merging import IntoItself, merge_tag, merge_theme
from themes.models import FormerTag, FormerTheme, Theme
from themes.reference import ThemeFacts
from themes.services import load_themes

pytestmark = pytest.mark.django_db


@pytest.fixture
def old() -> Theme:
    return ThemeFactory(name="Schulden", synonyms="betalingsachterstand")


@pytest.fixture
def new() -> Theme:
    return ThemeFactory(name="Geldzorgen", synonyms="armoede")


def merge(old: Theme, new: Theme, user: User | None = None) -> int:
    return merge_theme(theme=old, into=new, user=user)


def found(query: str = "", **chosen: str) -> set[str]:
    """Titles that a visitor finds, once the worker has been by."""
    build_due()
    chosen_values = {key: frozenset({value}) for key, value in chosen.items()}
    return {hit.title for hit in search(SearchRequest(query=query, chosen=chosen_values)).hits}


def themes_of(page: Any) -> list[str]:
    return [theme.slug for theme in page.themes.all()]


def tags_of(page: Any) -> list[str]:
    return sorted(tag.name for tag in page.tags.all())


def tagged(page: Any, *names: str) -> Any:
    """The page, published with these tags."""
    page.tags.set(names)
    page.save_revision().publish()
    return page


class TestTheme:
    def test_pages_of_every_type_follow(self, old: Theme, new: Theme) -> None:
        pages = [
            ApproachPageFactory(themes=[old]),
            StoryPageFactory(themes=[old, new]),
            KnowledgePageFactory(themes=[old]),
            ApproachPageFactory(themes=[old], live=False),
        ]
        assert merge(old, new) == 4
        for page in pages:
            assert themes_of(type(page).objects.get(pk=page.pk)) == ["geldzorgen"]
        assert not Theme.objects.filter(slug="schulden").exists()

    def test_a_conversation_follows_too(self, old: Theme, new: Theme) -> None:
        """A theme doesn't know of it; it refers to one all the same."""
        group = FocusGroup.objects.create(
            date=date(2026, 3, 1), place="Almelo", theme=old, participants=4, facilitator="Sam", created_by=1
        )
        assert merge(old, new) == 1
        group.refresh_from_db()
        assert group.theme == new

    def test_a_draft_keeps_its_words_and_gets_the_theme(self, old: Theme, new: Theme) -> None:
        page = ApproachPageFactory(themes=[new])
        page.save_revision().publish()
        page.themes = [old]
        page.title = "Nog niet af"
        page.save_revision()
        merge(old, new)
        draft = ApproachPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert (draft.title, themes_of(draft)) == ("Nog niet af", ["geldzorgen"])

    def test_an_older_version_has_it_too(self, old: Theme, new: Theme) -> None:
        page = StoryPageFactory(themes=[old])
        older = page.save_revision()
        page.themes = []
        page.save_revision().publish()
        merge(old, new)
        older.refresh_from_db()
        assert themes_of(older.as_object()) == ["geldzorgen"]

    def test_the_index_follows_by_the_worker(self, old: Theme, new: Theme) -> None:
        ApproachPageFactory(title="Langs bij de wijk", themes=[old], building_blocks=[block("Huisbezoek")])
        for number in range(25):  # more than the process that makes the change builds itself
            StoryPageFactory(title=f"Verhaal {number}", themes=[old])
        assert len(found(theme="schulden")) == 20
        merge(old, new)
        call_command("index_worker", once=True)
        request = SearchRequest(chosen={"theme": frozenset({"geldzorgen"})})
        assert search(request).total == 27
        for word in ("schulden", "betalingsachterstand"):  # its name and its synonyms are synonyms now
            assert search(SearchRequest(query=word)).total == 27

    def test_the_old_choice_in_the_search_still_finds_and_says_so(self, old: Theme, new: Theme, client: Client) -> None:
        ApproachPageFactory(title="Langs bij de wijk", themes=[old])
        merge(old, new)
        build_due()
        page = client.get(reverse("search:results"), {"theme": "schulden"})
        assert "Langs bij de wijk" in page.content.decode()
        assert "“schulden” heet nu “Geldzorgen”" in page.content.decode()
        assert "theme=schulden" not in page.content.decode()

    def test_a_choice_that_never_was_is_still_unknown(self, new: Theme, client: Client) -> None:
        content = client.get(reverse("search:results"), {"theme": "verzonnen"}).content.decode()
        assert "We kennen “verzonnen” niet" in content

    def test_the_old_address_leads_to_the_other(self, old: Theme, new: Theme, client: Client) -> None:
        merge(old, new)
        response = client.get(reverse("pages:theme", args=["schulden"]))
        assert (response.status_code, response["Location"]) == (301, reverse("pages:theme", args=["geldzorgen"]))
        assert client.get(reverse("pages:theme", args=["verzonnen"])).status_code == 404

    def test_addresses_of_before_lead_on_when_the_other_goes_up_too(
        self, old: Theme, new: Theme, client: Client
    ) -> None:
        third = ThemeFactory(name="Bestaanszekerheid")
        merge(old, new)
        merge(new, third)
        response = client.get(reverse("pages:theme", args=["schulden"]))
        assert response["Location"] == reverse("pages:theme", args=["bestaanszekerheid"])

    def test_imports_that_name_it_get_the_other(self, old: Theme, new: Theme) -> None:
        merge(old, new)
        assert Theme.objects.by_slug() == {"schulden": new, "geldzorgen": new}

    def test_loading_the_themes_does_not_bring_it_back(self, old: Theme, new: Theme) -> None:
        merge(old, new)
        facts = ThemeFacts("schulden", "Schulden", "", "", "accent-1", False, 10)
        assert load_themes(themes=[facts]).kept == ["schulden"]
        assert not Theme.objects.filter(slug="schulden").exists()

    def test_nobody_makes_a_theme_by_its_name_again(self, old: Theme, new: Theme) -> None:
        merge(old, new)
        with pytest.raises(ValidationError, match="opgegaan in “Geldzorgen”"):
            Theme(name="Schulden").full_clean()

    def test_what_fell_under_it_falls_under_the_other(self, old: Theme, new: Theme) -> None:
        child = ThemeFactory(name="Schuldhulp", parent=old)
        new.parent = old
        new.save()
        merge(old, new)
        child.refresh_from_db()
        new.refresh_from_db()
        assert (child.parent, new.parent) == (new, None)

    def test_the_others_parent_takes_them_when_it_falls_under_a_theme_itself(self, old: Theme, new: Theme) -> None:
        top = ThemeFactory(name="Bestaan")
        child = ThemeFactory(name="Schuldhulp", parent=old)
        Theme.objects.filter(pk=new.pk).update(parent=top)
        merge(old, Theme.objects.get(pk=new.pk))
        child.refresh_from_db()
        assert child.parent == top

    def test_it_does_not_go_up_in_itself(self, old: Theme) -> None:
        with pytest.raises(IntoItself):
            merge(old, old)
        assert Theme.objects.filter(pk=old.pk).exists()

    def test_who_did_it_is_kept(self, old: Theme, new: Theme) -> None:
        user = editor()
        merge(old, new, user)
        former = FormerTheme.objects.get()
        assert (former.name, former.merged_by) == ("Schulden", user)


def test_a_theme_with_another_name_shows_everywhere_and_keeps_its_address(new: Theme, client: Client) -> None:
    for number in range(25):
        StoryPageFactory(title=f"Verhaal {number}", themes=[new])
    build_due()
    new.name = "Rondkomen"
    new.save()
    call_command("index_worker", once=True)
    assert search(SearchRequest(query="rondkomen")).total == 25
    content = client.get(reverse("search:results"), {"theme": "geldzorgen"}).content.decode()
    assert "Rondkomen" in content
    assert ">Geldzorgen<" not in content
    assert "Rondkomen" in client.get(reverse("pages:theme", args=["geldzorgen"])).content.decode()


class TestTag:
    def test_everything_with_the_tag_has_the_other_once(self) -> None:
        page, both = tagged(ApproachPageFactory(), "intake"), tagged(StoryPageFactory(), "intake", "eerste gesprek")
        picture = ImageFactory()
        picture.tags.set(["intake"])
        tag, into = Tag.objects.get(name="intake"), Tag.objects.get(name="eerste gesprek")
        assert merge_tag(tag=tag, into=into, user=None) == 3
        assert tags_of(ApproachPage.objects.get(pk=page.pk)) == ["eerste gesprek"]
        assert tags_of(StoryPage.objects.get(pk=both.pk)) == ["eerste gesprek"]
        assert tags_of(picture) == ["eerste gesprek"]
        assert not Tag.objects.filter(name="intake").exists()

    def test_a_draft_has_the_other(self) -> None:
        page = tagged(ApproachPageFactory(), "los")
        page.tags.set(["intake", "los", "gesprek"])
        page.save_revision()
        tag, into = Tag.objects.get(name="intake"), Tag.objects.get(name="gesprek")
        merge_tag(tag=tag, into=into, user=None)
        fresh = ApproachPage.objects.get(pk=page.pk)
        assert tags_of(fresh) == ["los"]
        draft = fresh.get_latest_revision_as_object()
        assert tags_of(draft) == ["gesprek", "los"]
        draft.save_revision().publish()
        assert tags_of(ApproachPage.objects.get(pk=page.pk)) == ["gesprek", "los"]

    def test_the_index_finds_by_both_words(self) -> None:
        page = ApproachPageFactory(title="Langs bij de wijk", building_blocks=[block("Huisbezoek")])
        tagged(page, "bakkie")
        into = Tag.objects.create(name="koffietafel")
        assert found("koffietafel") == set()
        merge_tag(tag=Tag.objects.get(name="bakkie"), into=into, user=None)
        assert "Langs bij de wijk" in found("koffietafel")
        assert "Langs bij de wijk" in found("bakkie")

    def test_who_uses_the_old_word_in_the_form_gets_the_other(self, client: Client) -> None:
        into = Tag.objects.create(name="koffietafel")
        merge_tag(tag=Tag.objects.create(name="Bakkie"), into=into, user=None)
        page = tagged(StoryPageFactory(parent=NationalPage.objects.get()), "los")
        form_class = StoryPage.get_edit_handler().get_form_class()
        page = StoryPage.objects.get(pk=page.pk)
        form = form_class(
            {"title": "Titel", "tags": "bakkie, los, koffietafel", "body-count": "0"}, instance=page, for_user=editor()
        )
        form.is_valid()
        assert form.cleaned_data["tags"] == ["koffietafel", "los"]

    def test_words_of_before_lead_on(self) -> None:
        first, second, third = (Tag.objects.create(name=name) for name in ("bakkie", "koffie", "thee"))
        merge_tag(tag=first, into=second, user=None)
        merge_tag(tag=second, into=third, user=None)
        assert FormerTag.objects.current(["Bakkie", "koffie", "melk"]) == ["thee", "melk"]

    def test_a_word_that_is_in_use_again_leads_nowhere_else(self) -> None:
        first, second = Tag.objects.create(name="bakkie"), Tag.objects.create(name="koffie")
        merge_tag(tag=first, into=second, user=None)
        again = Tag.objects.create(name="bakkie")
        merge_tag(tag=second, into=again, user=None)
        assert FormerTag.objects.current(["bakkie", "koffie"]) == ["bakkie"]

    def test_it_does_not_go_up_in_itself(self) -> None:
        tag = Tag.objects.create(name="bakkie")
        with pytest.raises(IntoItself):
            merge_tag(tag=tag, into=tag, user=None)

    def test_no_names_cost_no_query(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            assert FormerTag.objects.current([]) == []
