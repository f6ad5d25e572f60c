"""Slugs of building blocks."""

import pytest

from approaches.rules import SLUG_LENGTH, block_slug


@pytest.mark.parametrize(
    ("title", "current", "taken", "slug"),
    [
        ("Intake aan de keukentafel", "", [], "intake-aan-de-keukentafel"),
        ("Eén loket", "", [], "een-loket"),
        ("Intake", "", ["intake"], "intake-2"),
        ("Intake", "", ["intake", "intake-2"], "intake-3"),
        ("", "", [], "bouwsteen"),
        ("!?", "", ["bouwsteen"], "bouwsteen-2"),
    ],
)
def test_a_slug_is_made_from_the_title_and_unique(title: str, current: str, taken: list[str], slug: str) -> None:
    assert block_slug(title, current, taken) == slug


@pytest.mark.parametrize("current", ["intake", "intake-2"])
def test_a_block_that_is_called_after_its_title_keeps_its_slug(current: str) -> None:
    assert block_slug("Intake", current, []) == current


def test_a_new_title_gives_a_new_slug() -> None:
    assert block_slug("Huisbezoek", "intake", []) == "huisbezoek"


def test_a_slug_that_only_begins_like_the_title_is_not_made_from_it() -> None:
    assert block_slug("Intake", "intake-thuis", []) == "intake"


def test_a_slug_that_another_block_has_is_not_kept() -> None:
    assert block_slug("Intake", "intake", ["intake"]) == "intake-2"


def test_a_long_title_gives_a_slug_that_fits_with_its_number() -> None:
    slug = block_slug("a" * 150, "", ["a" * SLUG_LENGTH])
    assert slug == "a" * SLUG_LENGTH + "-2"
    assert len(slug) <= SLUG_LENGTH + 10
