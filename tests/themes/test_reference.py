"""The themes that the site starts with."""

import re
from pathlib import Path

import pytest

from themes.models import Situation
from themes.reference import ThemeFacts, read
from themes.rules import lines

FOCUS = (
    "regionale-samenwerking", "gezond-zwanger-worden", "vakmanschap", "ervaringsdeskundigen",
    "bewustwording-1000-dagen", "onbedoelde-zwangerschap", "geldzorgen",
)  # fmt: skip
OTHERS = (
    "geboortezorg", "ouderschap", "jgz", "monitoring", "nu-niet-zwanger", "borging", "bereik", "huisvesting",
    "roken-alcohol", "laaggeletterdheid-migratie", "mentale-gezondheid",
)  # fmt: skip
THEMES = read()


def test_the_list_is_exactly_the_one_agreed_the_focus_themes_first() -> None:
    assert tuple(facts.slug for facts in THEMES) == FOCUS + OTHERS
    assert tuple(facts.slug for facts in THEMES if facts.is_focus) == FOCUS
    assert [facts.position for facts in THEMES] == sorted({facts.position for facts in THEMES})


@pytest.mark.parametrize("facts", THEMES, ids=lambda facts: facts.slug)
def test_an_introduction_is_three_sentences_that_label_nobody(facts: ThemeFacts) -> None:
    sentences = re.findall(r"[.!?](?=\s|$)", facts.introduction)
    assert len(sentences) == 3
    assert facts.introduction.endswith(".")
    text = f"{facts.introduction} {facts.synonyms}".lower()
    assert not re.search(r"\bkwetsbare (?!situatie)", text)


@pytest.mark.parametrize("facts", THEMES, ids=lambda facts: facts.slug)
def test_a_theme_has_synonyms_that_stand_once_and_differ_from_its_name(facts: ThemeFacts) -> None:
    synonyms = facts.synonyms.splitlines()
    assert len(synonyms) >= 5
    assert tuple(synonyms) == lines(facts.synonyms)
    assert facts.name.lower() not in synonyms


@pytest.mark.parametrize("facts", THEMES, ids=lambda facts: facts.slug)
def test_a_theme_stands_for_one_situation_of_parents_at_most(facts: ThemeFacts) -> None:
    """Who looks for the one must not be led to what is there for the other. A document names its own situations."""
    words = {word.lower() for word in (facts.name, *facts.synonyms.splitlines())}
    assert len([situation for situation in Situation if situation.label.lower() in words]) <= 1


def test_a_theme_without_a_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "themes.json"
    path.write_text('[{"slug": "geldzorgen", "name": "Geldzorgen"}]')
    with pytest.raises(KeyError, match="introduction"):
        read(path)
