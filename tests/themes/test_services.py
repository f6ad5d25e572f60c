from dataclasses import replace

import pytest

from tests.factories.themes import ThemeFactory
from themes.models import Theme
from themes.reference import ThemeFacts, read
from themes.services import load_themes

pytestmark = pytest.mark.django_db
GELDZORGEN = ThemeFacts(
    slug="geldzorgen", name="Geldzorgen", introduction="Een. Twee. Drie.", synonyms="armoede\nschulden",
    colour="accent-7", is_focus=True, position=70,
)  # fmt: skip


def test_all_themes_of_the_file_are_made_as_the_file_has_them() -> None:
    report = load_themes(themes=read())
    assert Theme.objects.count() == len(report.created) == 18
    geldzorgen = Theme.objects.get(slug="geldzorgen")
    assert geldzorgen.is_focus
    assert "schulden" in geldzorgen.synonym_list
    for theme in Theme.objects.all():
        theme.full_clean()


def test_loading_again_changes_nothing() -> None:
    load_themes(themes=[GELDZORGEN])
    before = Theme.objects.values().get()
    report = load_themes(themes=[GELDZORGEN])
    assert report.unchanged == ["geldzorgen"]
    assert Theme.objects.values().get() == before


def test_a_theme_that_nobody_touched_follows_the_file() -> None:
    load_themes(themes=[GELDZORGEN])
    newer = replace(GELDZORGEN, synonyms="armoede\nschulden\nminima", position=10)
    assert load_themes(themes=[newer]).updated == ["geldzorgen"]
    assert Theme.objects.get().synonym_list == ("armoede", "schulden", "minima")
    assert load_themes(themes=[newer]).unchanged == ["geldzorgen"]


@pytest.mark.parametrize("field", ["name", "introduction", "synonyms"])
def test_what_an_editor_wrote_stays_whatever_the_file_says(field: str) -> None:
    load_themes(themes=[GELDZORGEN])
    Theme.objects.update(**{field: "Van de redactie"})
    for facts in (GELDZORGEN, replace(GELDZORGEN, position=10), replace(GELDZORGEN, introduction="Nieuw.")):
        assert load_themes(themes=[facts]).kept == ["geldzorgen"]
    theme = Theme.objects.get()
    assert getattr(theme, field) == "Van de redactie"
    assert theme.position == 70


def test_a_theme_that_an_editor_made_under_the_same_slug_is_the_editors() -> None:
    ThemeFactory(name="Zorgen om geld", slug="geldzorgen")
    assert load_themes(themes=[GELDZORGEN]).kept == ["geldzorgen"]
    assert Theme.objects.get().name == "Zorgen om geld"


def test_a_theme_that_is_missing_is_made_again() -> None:
    load_themes(themes=[GELDZORGEN])
    Theme.objects.all().delete()
    assert load_themes(themes=[GELDZORGEN]).created == ["geldzorgen"]
