"""Taking the name of a place out of a question."""

import pytest

from search.question.model import Place
from search.question.names import without_names


@pytest.mark.parametrize(
    ("text", "said", "left"),
    [
        ("huisbezoek in Leiden", "leiden", "huisbezoek"),
        ("huisbezoek in de gemeente Leiden?", "leiden", "huisbezoek"),
        ("Leiden", "leiden", ""),
        ("in Leiden huisbezoek", "leiden", "huisbezoek"),
        ("rouw Den Haag ouders", "den-haag", "rouw ouders"),
        ("rouw 's-Gravenhage", "s-gravenhage", "rouw"),
        ("Súdwest Fryslân rouw", "sudwest-fryslan", "rouw"),
        ("hoe het in Almere gaat", "almere", "hoe het gaat"),
        ("wat is er over de stad Almere", "almere", "wat is er"),
        ("rouw", "leiden", "rouw"),
        ("leidend", "leiden", "leidend"),
    ],
)
def test_the_name_goes_with_what_belongs_to_it(text: str, said: str, left: str) -> None:
    assert without_names(text, [Place("municipality", "x", "X", said)]) == left


def test_several_names_go_together() -> None:
    places = [Place("municipality", name, name, name) for name in ("delft", "leiden")]
    assert without_names("samen tussen Delft, Leiden en Zoetermeer", places) == "samen en Zoetermeer"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('"huisbezoek in Leiden"', '"huisbezoek in Leiden"'),
        ("‘huisbezoek in Leiden’ rouw", "‘huisbezoek in Leiden’ rouw"),
        ('"zorg in" Leiden', '"zorg in"'),
        ('rouw "Leiden en omgeving" Leiden', 'rouw "Leiden en omgeving"'),
        ('rouw in "Leiden"', "rouw"),
    ],
)
def test_a_quotation_stays_whole_unless_it_is_the_name(text: str, left: str) -> None:
    assert without_names(text, [Place("municipality", "leiden", "Leiden", "leiden")]) == left


def test_a_name_of_several_words_between_quotes_goes_with_them() -> None:
    assert without_names("rouw “Den Haag”", [Place("municipality", "x", "X", "den-haag")]) == "rouw"
