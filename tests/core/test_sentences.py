"""The first sentence of a text."""

import pytest

from core.templatetags.sentences import first_sentence


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Geld geeft stress. Dat telt.", "Geld geeft stress."),
        ("Wie helpt? Samen.", "Wie helpt?"),
        ("Eén zin zonder punt", "Eén zin zonder punt"),
        ("Dat kost o.a. tijd en geld. Meer niet.", "Dat kost o.a. tijd en geld."),
        ("Ze zei niets. “Wacht,” zei hij.", "Ze zei niets."),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_before_a_capital(text: str, first: str) -> None:
    assert first_sentence(text) == first
