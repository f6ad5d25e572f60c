from collections.abc import Callable

import pytest

from search.registry import facets, suggestions
from tests.factories.themes import ThemeFactory
from themes.models import LifePhase, Theme, Themed
from themes.search_facets import complete_themes, suggest_phases, suggest_themes

BY_KEY = {facet.key: facet for facet in facets()}


class PartOfAPage(Themed):
    """Something that is not a page but has themes, as a building block does."""

    theme_slugs = ("borging",)
    phase_slugs = ("zwangerschap",)


def test_each_facet_counts_its_own_values() -> None:
    assert BY_KEY["theme"].values(PartOfAPage()) == ("borging",)
    assert BY_KEY["phase"].values(PartOfAPage()) == ("zwangerschap",)
    assert {BY_KEY[key].applies_to for key in ("theme", "phase")} == {Themed}


@pytest.mark.django_db
def test_the_theme_facet_shows_names_and_goes_stale_with_a_theme() -> None:
    ThemeFactory(name="Borging")
    assert BY_KEY["theme"].labels(["borging", "onbekend"]) == {"borging": "Borging"}
    assert BY_KEY["theme"].depends_on == (Theme,)


def test_phases_are_named_in_the_order_of_a_life() -> None:
    labels = BY_KEY["phase"].labels({"0-2-jaar", "onbekend", "preconceptie", "zwangerschap"})
    assert list(labels.items()) == [
        ("preconceptie", "Vóór de zwangerschap"),
        ("zwangerschap", "Zwangerschap"),
        ("0-2-jaar", "0 tot 2 jaar"),
    ]
    assert len(BY_KEY["phase"].labels(set(LifePhase.values))) == 4


@pytest.mark.django_db
def test_all_themes_can_be_completed_with_their_synonyms_in_one_query(
    django_assert_num_queries: Callable[..., object],
) -> None:
    ThemeFactory(name="Borging", synonyms="verankering\nborgen")
    with django_assert_num_queries(1):
        (named,) = complete_themes("ver")
    assert (named.label, named.slug, named.other_names) == ("Borging", "borging", ("verankering", "borgen"))


@pytest.mark.django_db
def test_a_question_leads_to_the_pages_of_themes_it_names_and_an_empty_one_to_the_focus_themes() -> None:
    ThemeFactory(name="Borging", synonyms="verankering")
    ThemeFactory(name="Geldzorgen", is_focus=True)
    found = suggest_themes("verankering van de aanpak", limit=6)
    assert [(item.kind, item.label, item.url) for item in found] == [("Thema", "Borging", "/themas/borging/")]
    assert [item.label for item in suggest_themes(" ", limit=6)] == ["Geldzorgen"]
    assert suggest_themes("verankering", limit=0) == []
    assert suggest_themes in [source.find for source in suggestions()]


def test_an_empty_question_leads_to_all_there_is_of_each_phase_and_a_question_to_none() -> None:
    assert [(door.label, door.url) for door in suggest_phases("", 6)][1] == (
        "Zwangerschap",
        "/zoeken/?phase=zwangerschap",
    )
    assert (len(suggest_phases("", 6)), len(suggest_phases("", 2)), len(suggest_phases("zwanger", 6))) == (4, 2, 0)
    assert suggest_phases in [source.find for source in suggestions()]
