"""A town that may not be named is found by any of its names, and a word that isn't meant as one is left alone."""

import pytest

from stories.towns import named_towns

NAMES = {"zutphen", "best", "ede", "de-bilt", "edam-volendam", "edam", "den-haag", "s-hertogenbosch", "bergen-op-zoom"}


def named(text: str) -> list[str]:
    return [text[start:end] for start, end in named_towns(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("We woonden in Zutphen. Zutphen is klein.", ["Zutphen", "Zutphen"]),
        ("ik kom uit zutphen", ["zutphen"]),
        ("van Bergen op Zoom naar de Bilt", ["Bergen op Zoom", "de Bilt"]),
        ("in Edam-Volendam, of in den haag", ["Edam-Volendam", "den haag"]),
        ("bij ’s-Hertogenbosch", ["’s-Hertogenbosch"]),
        ("Best fijn was het in Best, gemeente Ede.", ["Best", "Ede"]),
    ],
)
def test_a_town_is_found(text: str, towns: list[str]) -> None:
    assert named(text) == towns


@pytest.mark.parametrize("text", ["Best fijn. Het was best.", "zutphense koek", "Den\nHaag", "Bergen en zoomen", ""])
def test_another_word_is_not(text: str) -> None:
    assert named(text) == []


def test_without_names_there_is_none() -> None:
    assert list(named_towns("We woonden in Zutphen.", ())) == []
