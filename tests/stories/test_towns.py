"""A town that may not be named is found by any of its names, and a word that isn't meant as one is left alone."""

import pytest

from stories.towns import named_towns

NAMES = {
    *("zutphen", "best", "ede", "de-bilt", "edam-volendam", "edam", "den-haag", "s-hertogenbosch", "bergen-op-zoom"),
    *("amsterdam", "rotterdam", "utrecht", "s-gravenhage", "kampen", "leiden", "huizen", "haren"),
}


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
        ("in leiden, uit ede, in Huizen", ["leiden", "ede", "Huizen"]),
        ("te Leiden, of naar Best, gemeente ede", ["Leiden", "Best", "ede"]),
        ("in Amsterdam-Noord en rotterdam-zuid", ["Amsterdam-Noord"]),
        ("in rotterdam-zuid", ["rotterdam-zuid"]),
        ("Utrecht-Overvecht is mooi", ["Utrecht-Overvecht"]),
        ("naar Den Haag-Zuidwest, Bergen-op-Zoom-Oost", ["Den Haag-Zuidwest", "Bergen-op-Zoom-Oost"]),
        ("in ’s Gravenhage, 's Avonds", ["’s Gravenhage"]),
        ("Amsterdam’s grachten, op zijn Zutphens", ["Amsterdam’s", "Zutphens"]),
    ],
)
def test_a_town_is_found(text: str, towns: list[str]) -> None:
    assert named(text) == towns


@pytest.mark.parametrize(
    "text",
    [
        *("Best fijn. Het was best.", "zutphense koek", "Den\nHaag", "Bergen en zoomen", ""),
        *("we hadden te kampen met schulden", "om een gesprek te leiden", "naar best passende zorg"),
        *("in huizen van vrienden", "in haren buik", "in best-practices", "Best-fijn was het"),
        *("Noord-Zutphen", "een Utrechtse wijk", "’s nachts in bed"),
    ],
)
def test_another_word_is_not(text: str) -> None:
    assert named(text) == []


def test_without_names_there_is_none() -> None:
    assert list(named_towns("We woonden in Zutphen.", ())) == []
