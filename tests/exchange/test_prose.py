"""The text of a line becomes clean HTML, and gives a title."""

import pytest

from exchange.prose import LONGEST_HEADLINE, as_html, headline


def test_plain_text_becomes_paragraphs_with_its_line_ends() -> None:
    assert as_html("Een.\r\nTwee.\r\n\r\n  \nDrie.") == "<p>Een.<br/>Twee.</p><p>Drie.</p>"


@pytest.mark.parametrize(
    "text",
    [
        "5 < 6 & 7 > 3",
        "mail <naam@voorbeeld.nl>",
        "vul <gemeente> in",
        "<3",
        "a<b en b>c",
        "1 jaar <p is 2 jaar> ouder",
    ],
)
def test_signs_in_plain_text_stay_what_they_are(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert as_html(text) == f"<p>{escaped}</p>"


def test_character_references_in_plain_text_are_read() -> None:
    assert as_html("R&amp;D caf&eacute; a&nbsp;b Q&A; en §&#167;") == "<p>R&amp;D café a&nbsp;b Q&amp;A; en §§</p>"
    assert as_html("&lt;script&gt;") == "<p>&lt;script&gt;</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<p>Tekst<script>alert(1)</script></p>",
        "<p onclick='x()'>Tekst</p>",
        "<p>Tekst</p><iframe src='https://x.nl'></iframe>",
        "<p>Tekst</p><style>p{}</style><!-- weg -->",
        "<p>Tekst<img src=x onerror=alert(1)></p>",
        "<P STYLE='color:red'>Tekst</P>",
    ],
)
def test_what_html_from_outside_could_do_is_gone(text: str) -> None:
    assert as_html(text) == "<p>Tekst</p>"


def test_a_link_that_runs_a_script_is_no_link() -> None:
    cleaned = as_html('<p><a href="javascript:alert(1)">klik</a> <a href="https://x.nl/">goed</a></p>')
    assert "javascript" not in cleaned
    assert 'href="https://x.nl/"' in cleaned


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<p> </p>", "<p>&nbsp;</p>", "<br>", "<!-- niets -->", "\x01\x02", "&nbsp;",
        "\u200b", "<p>\u200b\u2060</p>", "<input disabled>", '<img src="x" alt="a > b">',
    ],
)  # fmt: skip
def test_html_without_text_is_nothing(text: str) -> None:
    assert as_html(text) == ""


def test_control_characters_are_left_out() -> None:
    assert as_html("a\x01b\x0bc\x7f") == "<p>abc</p>"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ouders krijgen huisbezoek. Daarna volgt meer.", "Ouders krijgen huisbezoek"),
        ("Werkt dit? Ja.", "Werkt dit?"),
        ("Dit werkt! En dat ook.", "Dit werkt!"),
        ("Alleen deze zin", "Alleen deze zin"),
        ("De kop\n\nDe tekst eronder.", "De kop"),
        (
            "Zie o.a. Zaanstad en bijv. Den Haag, ca. 12 km verder. Meer.",
            "Zie o.a. Zaanstad en bijv. Den Haag, ca. 12 km verder",
        ),
        ("Dr. Jansen helpt. Zij komt.", "Dr. Jansen helpt"),
        ("In 2024 kwam 3.500 euro vrij. Meer.", "In 2024 kwam 3.500 euro vrij"),
        ("“Ik durf het.” Dat zei zij.", "“Ik durf het.”"),
        ("En toen... Niets.", "En toen..."),
        (".", "."),
        ("1. Geldzorgen bij zwangeren nemen toe. Meer.", "Geldzorgen bij zwangeren nemen toe"),
        ("<h2>1. Aanleiding</h2><p>Ouders hebben geldzorgen.</p>", "Aanleiding"),
        ("2.1. Aanleiding", "Aanleiding"),
        ("(3) Bel de ouder. Meer.", "Bel de ouder"),
        ("Hoofdstuk 3. De aanpak. Meer.", "Hoofdstuk 3. De aanpak"),
        ("Tot 1 jan. 2025 geldt dit. Meer.", "Tot 1 jan. 2025 geldt dit"),
        ("Dat zei Jan. Zij komt.", "Dat zei Jan"),
        ("Dat begon in 2024. Daarna kwam meer.", "Dat begon in 2024"),
        ("1001 kritieke dagen. Meer.", "1001 kritieke dagen"),
        ("12 weken huisbezoek. Meer.", "12 weken huisbezoek"),
        ("1.", "1"),
    ],
)
def test_a_headline_is_the_first_sentence(text: str, title: str) -> None:
    assert headline(as_html(text)) == title


def test_the_headline_of_html_is_that_of_its_text() -> None:
    assert headline(as_html("<h2>De <b>kop</b> &amp; meer</h2><p>Tekst.</p>")) == "De kop & meer"


def test_a_long_sentence_is_cut_at_a_word() -> None:
    text = "woord " * 30
    title = headline(as_html(text))
    assert title == "woord " * 12 + "woord…"
    assert len(title) <= LONGEST_HEADLINE


def test_a_sentence_of_just_eighty_characters_is_not_cut() -> None:
    text = "x" * 39 + " " + "y" * 40
    assert headline(as_html(text)) == text
    assert headline(as_html(text + "z")) == "x" * 39 + "…"


def test_a_word_without_end_is_cut_too() -> None:
    title = headline(as_html("x" * 500))
    assert title == "x" * 79 + "…"
