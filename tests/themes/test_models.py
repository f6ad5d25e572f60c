from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from approaches.models import ApproachPage
from tests.factories.approaches import ApproachPageFactory
from tests.factories.themes import ThemeFactory
from themes.models import LifePhase, Theme
from themes.search_facets import suggest_themes

pytestmark = pytest.mark.django_db


def test_a_new_theme_gets_its_slug_from_its_name() -> None:
    theme = Theme(name="Vóór de geboorte")
    theme.full_clean()
    assert theme.slug == "voor-de-geboorte"


def test_a_renamed_theme_keeps_its_slug() -> None:
    theme = ThemeFactory(name="Geldzorgen")
    theme.name = "Armoede en schulden"
    theme.full_clean()
    assert theme.slug == "geldzorgen"


@pytest.mark.parametrize("name", ["geldzorgen!", "---"])
def test_a_name_that_gives_no_slug_of_its_own_is_refused(name: str) -> None:
    ThemeFactory(name="Geldzorgen")
    with pytest.raises(ValidationError) as error:
        Theme(name=name).full_clean()
    assert "name" in error.value.message_dict


def test_synonyms_are_tidied_when_they_are_checked() -> None:
    theme = ThemeFactory.build(name="Geldzorgen", synonyms=" armoede\r\n\r\n schulden \r\narmoede")
    theme.full_clean()
    assert theme.synonyms == "armoede\nschulden"
    assert theme.synonym_list == ("armoede", "schulden")


def test_themes_are_nested_one_level_deep_at_most() -> None:
    top = ThemeFactory(name="Boven")
    middle = ThemeFactory(name="Midden", parent=top)
    alone = ThemeFactory(name="Alleen")
    middle.full_clean()
    for child, parent, message in (
        (ThemeFactory(name="Onder"), middle, "valt zelf al onder een ander"),
        (alone, alone, "valt zelf al onder een ander"),
        (top, ThemeFactory(name="Hoger"), "Onder dit thema vallen andere"),
    ):
        child.parent = parent
        with pytest.raises(ValidationError, match=message) as error:
            child.full_clean()
        assert "parent" in error.value.message_dict


def test_a_theme_with_others_under_it_cannot_be_deleted() -> None:
    top = ThemeFactory()
    ThemeFactory(parent=top)
    with pytest.raises(ProtectedError):
        top.delete()


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [({"slug": ""}, "themes_theme_has_a_slug"), ({"colour": "paars"}, "themes_theme_colour_known")],
)
def test_the_database_refuses_a_theme_that_cannot_be(broken: dict[str, str], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        ThemeFactory(**broken)


def test_labels_are_the_names_of_the_slugs_asked_for(django_assert_num_queries: Callable[..., object]) -> None:
    ThemeFactory(name="Borging")
    ThemeFactory(name="Geldzorgen")
    with django_assert_num_queries(1):
        assert Theme.objects.labels(["borging", "onbekend"]) == {"borging": "Borging"}


def test_a_question_names_themes_by_name_and_synonym_the_longest_word_first(
    django_assert_num_queries: Callable[..., object],
) -> None:
    ThemeFactory(name="Geldzorgen", synonyms="schulden\nhulp bij schulden", position=2)
    ThemeFactory(name="Bereik", position=1)
    ThemeFactory(name="Borging")
    with django_assert_num_queries(1):
        found = suggest_themes("bereik en hulp bij schulden", 6)
    assert [(each.label, each.url) for each in found] == [
        ("Geldzorgen", "/themas/geldzorgen/"),
        ("Bereik", "/themas/bereik/"),
    ]
    assert suggest_themes("geld", 6) == []


@pytest.fixture
def approach() -> ApproachPage:
    themes = [ThemeFactory(name="Geldzorgen", synonyms="armoede\nschulden", position=1), ThemeFactory(name="Bereik")]
    page = ApproachPageFactory(themes=themes, phases=[LifePhase.PREGNANCY])
    assert isinstance(page, ApproachPage)
    return page


def test_a_page_has_the_slugs_of_its_themes_and_phases(approach: ApproachPage) -> None:
    assert approach.theme_slugs == ("geldzorgen", "bereik")
    assert approach.phase_slugs == ("zwangerschap",)


def test_a_page_is_found_by_names_and_synonyms_of_its_themes(approach: ApproachPage) -> None:
    assert approach.theme_keywords == ("Geldzorgen", "armoede", "schulden", "Bereik")


def test_phases_stand_in_the_order_of_a_life_and_only_known_ones(approach: ApproachPage) -> None:
    approach.phases = ["0-2-jaar", "preconceptie"]
    approach.clean_fields(exclude=[field.name for field in approach._meta.fields if field.name != "phases"])
    assert approach.phase_slugs == ("preconceptie", "0-2-jaar")
    approach.phases = ["puberteit"]
    with pytest.raises(ValidationError, match="puberteit"):
        approach.clean_fields()


def test_themes_of_many_prefetched_pages_take_no_query(
    approach: ApproachPage, django_assert_num_queries: Callable[..., object]
) -> None:
    ApproachPageFactory(themes=list(approach.themes.all()))
    pages = list(ApproachPage.objects.prefetch_related(*ApproachPage.theme_prefetch))
    assert len(pages) == 2
    with django_assert_num_queries(0):
        assert [page.theme_slugs for page in pages] == [("geldzorgen", "bereik")] * 2
        assert all(page.theme_keywords for page in pages)
