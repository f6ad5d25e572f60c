"""A number that could point at somebody is not shown, nor is a row without any number."""

from collections import Counter

import pytest
from django.test import Client

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


@pytest.mark.parametrize(
    ("total", "heading"),
    [
        (3, "Minder dan 10 verhalen"),
        (11, "10 verhalen of meer"),
        (10, "10 verhalen of meer"),
        (47, "40 verhalen of meer"),
    ],
)
def test_the_number_of_all_gives_no_rest_away(total: int, heading: str) -> None:
    assert pattern_of(Counter(), []).heading_of(total) == heading


@pytest.mark.django_db
def test_it_stands_above_the_table_and_no_finer(client: Client) -> None:
    for _ in range(FEWEST + 1):
        StoryPageFactory(themes=[], voice="ouder")
    shown = client.get("/verhalen/?weergave=patronen").content.decode()
    assert '<h2 id="gevonden">10 verhalen of meer</h2>' in shown
    assert "11 verhalen" not in shown


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
