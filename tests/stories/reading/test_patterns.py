"""A number that could point at somebody is not shown, nor is a row without any number."""

from collections import Counter

import pytest

from stories.models import StoryPage
from stories.reading.patterns import FEWEST, pattern, pattern_of
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory


def test_numbers_below_ten_are_left_out() -> None:
    counted = Counter({("Rouw", "zwangerschap", "ouder"): 10, ("Rouw", "0-2-jaar", "ouder"): 9})
    (row,) = pattern_of(counted, ["Rouw"]).rows
    assert (row.theme, row.voice, row.counts) == ("Rouw", "Ouder", (None, 10, None, None))


def test_a_theme_without_any_number_to_show_is_named_apart() -> None:
    counted = Counter({("Rouw", "zwangerschap", "ouder"): 9, ("Slaap", "zwangerschap", "ouder"): 10})
    found = pattern_of(counted, ["Slaap", "Rouw"])
    assert [row.theme for row in found.rows] == ["Slaap"]
    assert found.too_few == ("Rouw",)


@pytest.mark.django_db
def test_a_story_counts_in_each_of_its_themes_and_phases_and_only_public_ones_do() -> None:
    rouw, slaap = ThemeFactory(name="Rouw"), ThemeFactory(name="Slaap")
    told = {"voice": "ouder", "phases": ["zwangerschap", "0-2-jaar"]}
    for _ in range(FEWEST):
        StoryPageFactory(themes=[rouw, slaap], **told)
    StoryPageFactory(themes=[rouw], live=False, **told)
    found = pattern(StoryPage.objects.public())
    assert [(row.theme, row.counts) for row in found.rows] == [
        ("Rouw", (None, 10, None, 10)),
        ("Slaap", (None, 10, None, 10)),
    ]
