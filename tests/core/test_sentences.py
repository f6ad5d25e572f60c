"""Where a sentence ends."""

import pytest

from core.sentences import first_sentence, sentences


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Geld geeft stress. Dat telt.", "Geld geeft stress."),
        ("Wie helpt? Samen.", "Wie helpt?"),
        ("Eén zin zonder punt", "Eén zin zonder punt"),
        ("Dat kost o.a. tijd en geld. Meer niet.", "Dat kost o.a. tijd en geld."),
        ("Dr. J. Jansen helpt. Zij komt.", "Dr. J. Jansen helpt."),
        ("Dat begon op 3 sept. 2024 (incl. Texel). Nu niet meer.", "Dat begon op 3 sept. 2024 (incl. Texel)."),
        ("Ze zei niets. “Wacht,” zei hij.", "Ze zei niets."),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_before_a_capital(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_each_sentence_of_a_line_is_found_once() -> None:
    text = "Geldt dit ook voor bijv. Texel?  Ja! “Zeker.” En dr. Vos weet meer"
    assert list(sentences(text)) == ["Geldt dit ook voor bijv. Texel?", "Ja!", "“Zeker.”", "En dr. Vos weet meer"]


@pytest.mark.parametrize(
    "text", ["A. B. " * 100_000, "." * 100_000, ". " * 100_000, ".)" * 100_000, "?" + "(" * 100_000]
)
def test_a_long_line_without_a_sentence_is_one_sentence(text: str) -> None:
    assert list(sentences(text)) == [text.strip()]
