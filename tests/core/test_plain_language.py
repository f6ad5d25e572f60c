"""What a writer is pointed at, and what is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plain_language import HintKind, Jargon, jargon, link_hints, picture_hints, text_hints

WORDS = (Jargon(("implementeren", "implementatie"), "invoeren"), Jargon(("kwetsbare ouder", "kwetsbare ouders"), "…"))


def kinds(text: str) -> list[HintKind]:
    return [hint.kind for hint in text_hints(text, WORDS)]


def test_a_difficult_word_gets_its_plain_one() -> None:
    (hint,) = text_hints("Wij Implementeren dit samen.", WORDS)
    assert (hint.kind, hint.found, hint.advice) == (HintKind.JARGON, "Implementeren", "Liever: invoeren.")


def test_forms_of_one_word_are_one_hint() -> None:
    assert kinds("Implementatie is implementeren. De implementatie.") == [HintKind.JARGON]


def test_the_longest_form_is_what_is_shown() -> None:
    (hint,) = text_hints("Er zijn kwetsbare ouders.", WORDS)
    assert hint.found == "kwetsbare ouders"


@pytest.mark.parametrize("text", ["Herimplementeren", "implementeren-werk", "de implementaties", "mis-implementeren"])
def test_a_part_of_a_word_is_not_that_word(text: str) -> None:
    assert kinds(text) == []


def test_a_sentence_of_more_than_twenty_words_is_long() -> None:
    assert kinds("woord " * 19 + "eind.") == []
    (hint,) = text_hints("woord " * 20 + "eind.", WORDS)
    assert hint.kind == HintKind.SENTENCE
    assert hint.found == " ".join(["woord"] * 8) + " …"
    assert "21 woorden" in hint.advice


@pytest.mark.parametrize(
    "text",
    [
        "een " * 12 + "eind. " + "Dan " * 12 + "eind.",
        "een " * 12 + "eind? “" + "Dan " * 12 + "eind!”",
        "een " * 15 + "\n" + "twee " * 15,
    ],
)
def test_what_ends_a_sentence(text: str) -> None:
    assert kinds(text) == []


def test_a_word_of_more_than_twenty_four_letters_is_long_unless_it_has_a_hyphen() -> None:
    assert kinds("jeugdgezondheidszorg en verloskundigenpraktijk") == []
    assert kinds("gezondheidsachterstandenbeleid, gezondheidsachterstandenbeleid") == [HintKind.LONG_WORD]
    assert kinds("gezondheids-achterstanden-beleid") == []


def test_a_text_in_which_nobody_does_anything() -> None:
    assert HintKind.PASSIVE in kinds("Ouders worden gebeld. Er wordt gepraat. Dan werd het plan gemaakt.")
    assert kinds("Ouders worden gebeld. Wij praten. Wij luisteren. Wij schrijven.") == []
    assert kinds("Het wordt lente. Zij wordt moeder.") == []


def test_a_calm_text_gets_no_hint() -> None:
    assert list(text_hints("De verloskundige belt de ouders. Samen drinken zij koffie.")) == []


@pytest.mark.parametrize("text", ["klik hier", "Hier", "Lees meer…", "Meer  informatie", "deze link", "", "→"])
def test_a_link_that_says_nothing(text: str) -> None:
    (hint,) = link_hints(f'<p>Zie <a href="https://rivm.nl">{text}</a></p>')
    assert hint.kind == HintKind.LINK


@pytest.mark.parametrize("text", ["https://www.rivm.nl/folder", "www.rivm.nl"])
def test_a_link_that_is_an_address(text: str) -> None:
    (hint,) = link_hints(f'<a href="https://rivm.nl">{text}</a>')
    assert "in woorden" in hint.advice


@pytest.mark.parametrize(
    "html",
    [
        "",
        "klik hier",
        '<a href="/x">De folder over <b>borstvoeding</b></a>',
        "<a>niet af",
        '<a href="/x">Hier werken wij</a>',
    ],
)
def test_other_links_are_left_in_peace(html: str) -> None:
    assert list(link_hints(html)) == []


def test_a_picture_without_words_maker_or_consent() -> None:
    found = picture_hints("foto.jpg", alt=" ", decorative=False, credit="", consent_known=False)
    assert [hint.kind for hint in found] == [HintKind.ALT, HintKind.CREDIT, HintKind.CONSENT]
    assert not list(picture_hints("foto.jpg", alt="Een box", decorative=False, credit="GGD", consent_known=True))
    assert not list(picture_hints("foto.jpg", alt="", decorative=True, credit="GGD", consent_known=True))


class TestTheList:
    def test_it_has_the_words_of_the_field(self) -> None:
        assert len(jargon()) >= 80
        words = {word for entry in jargon() for word in entry.words}
        assert {"implementeren", "kwetsbare ouders", "prenataal", "borging"} <= words

    def test_each_word_stands_in_it_once(self) -> None:
        words = [word for entry in jargon() for word in entry.words]
        assert sorted(words) == sorted(set(words))

    def test_no_advice_is_jargon_itself(self) -> None:
        advised = ". ".join(entry.instead for entry in jargon())
        assert [hint.found for hint in text_hints(advised) if hint.kind == HintKind.JARGON] == []

    def test_every_word_is_found(self) -> None:
        for entry in jargon():
            for word in entry.words:
                assert any(h.found == word for h in text_hints(f"Wij zeggen {word} vaak.")), word


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    list(text_hints(text))
    list(link_hints(text))
