"""The walker: headings and text of every block, words apart, without a query and in linear time."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.blocks import BodyBlock
from core.text import Section, one_way, plain, scrub, sections, shows
from tests.growing import grows_with_length_only


def stream(*blocks: tuple[str, Any]) -> Any:
    """A stream as it comes out of the database."""
    return BodyBlock().to_python(
        [{"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(blocks)]
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>hallo</p><p>wereld</p>", "hallo\nwereld"),
        ("<ul><li>een</li><li>twee</li></ul>drie", "een\ntwee\ndrie"),
        ("een<br>twee<br/>drie", "een\ntwee\ndrie"),
        ("<td>a</td><td>b</td>", "a\nb"),
        ("ver<b>loskundige</b>n", "verloskundigen"),
        ("  veel \n\t ruimte&nbsp;hier ", "veel ruimte hier"),
        ("&lt;b&gt; &amp; &eacute;&#233;n &euro;", "<b> & één €"),
        ("a < b en c > d", "a < b en c > d"),
        ("R&D & <3", "R&D & <3"),
        ('<a title="a > b" href=x>link</a>', "link"),
        ("<a title='it\"s' >x</a>", "x"),
        ("een<!-- <p>weg</p> -->twee", "eentwee"),
        ("een<!-->twee", "eentwee"),
        ("<script>alert('<p>')</script>na<style>p{}</style>", "na"),
        ("<SCRIPT>x</SCRIPT ><P>Hoofd</P>", "Hoofd"),
        ("<!doctype html><html><head><title>T</title></head><body>x", "T\nx"),
        ("onaf <b", "onaf <b"),
        ("onaf <!-- en verder", "onaf <!-- en verder"),
        ("a\x00b\ud800c", "abc"),
        ("&#" + "9" * 5000 + ";x", "\ufffdx"),
        ("", ""),
    ],
)
def test_html_becomes_text_with_its_words_apart(html: str, text: str) -> None:
    assert plain(html) == text


@given(st.text(alphabet="ab<>&;/ '\"=!-#\n", max_size=60))
def test_any_text_has_a_plain_form_without_double_space(html: str) -> None:
    text = plain(html)

    assert "  " not in text and "\n\n" not in text and text == text.strip()


@given(st.lists(st.text(alphabet="abcdé &", min_size=1, max_size=10)))
def test_no_word_is_lost_or_glued(words: list[str]) -> None:
    html = "".join(f"<p>{word.replace('&', '&amp;')}</p>" for word in words)

    assert plain(html).split() == " ".join(words).split()


HOSTILE = [
    "<p>abc <b>x</b></p>",
    "<",
    "<a<a",
    "<a='>'",
    '<a =">',
    "<svg>",
    "<!--",
    "&",
    "<a = ",
    "&#99999999;",
    "a & b ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_time_grows_with_the_length_only(piece: str) -> None:
    assert grows_with_length_only(plain, piece, length=100_000, floor=0.02)


@pytest.mark.parametrize(
    "text", ["", "  ", "\u200b\u2060", "\u200e \ufeff", "\u00ad", "\x07", "\u3164", "\u2800\ufe0f"]
)
def test_of_some_text_nothing_shows(text: str) -> None:
    assert not shows(text)


@pytest.mark.parametrize("text", ["a", "\u200bé", "‏ا", "👩‍👧", "7", "!"])
def test_of_other_text_something_does(text: str) -> None:
    assert shows(text)


def test_a_name_reads_one_way_only_and_keeps_what_its_language_needs() -> None:
    assert one_way("Veilig \u202egnipals\u202c\u2067 sla\u200bpen\ufeff") == "Veilig gnipals slapen"
    for text in ("سلام\u200f عليكم\u200e", "👩\u200d👧", "می\u200cخواهم"):
        assert one_way(text) == text


def test_scrub_takes_only_what_no_database_keeps() -> None:
    assert scrub("a\x00b\ud83dc\U0001f600\n") == "abc\U0001f600\n"


def test_headings_of_paragraphs_make_sections() -> None:
    body = stream(
        ("paragraph", "<p>Vooraf</p><h2>Waarom</h2><p>Daarom</p><p>en zo</p><h3>Hoe</h3><ul><li>zus</li></ul>")
    )

    assert sections(body) == (Section("", "Vooraf"), Section("Waarom", "Daarom\nen zo"), Section("Hoe", "zus"))


def test_a_heading_goes_on_in_the_next_blocks() -> None:
    body = stream(
        ("paragraph", "<h2>Kop</h2><p>tekst</p>"),
        ("quote", {"text": "Zo is het", "attribution": "een moeder"}),
        ("list", [{"type": "item", "value": "punt", "id": "x"}, "oud punt"]),
        ("picture", {"image": {"image": 1, "alt_text": "Een wieg", "decorative": False}, "caption": "Bijschrift"}),
    )

    assert sections(body) == (Section("Kop", "tekst\nZo is het\neen moeder\npunt\noud punt\nEen wieg\nBijschrift"),)


def test_a_callout_is_a_section_of_its_own_and_the_text_goes_on_after_it() -> None:
    body = stream(
        ("paragraph", "<h2>Kop</h2><p>voor</p>"),
        ("callout", {"title": "Let op", "text": "<p>kader</p>"}),
        ("paragraph", "<p>na</p>"),
    )

    assert sections(body) == (Section("Kop", "voor"), Section("Let op", "kader"), Section("Kop", "na"))


def test_a_callout_at_the_end_repeats_no_heading() -> None:
    body = stream(("paragraph", "<h2>Kop</h2>"), ("callout", {"title": "Let op", "text": "<p>kader</p>"}))

    assert sections(body) == (Section("Kop", ""), Section("Let op", "kader"))


def test_the_text_of_a_decorative_picture_is_its_caption_only() -> None:
    body = stream(("picture", {"image": {"image": 1, "alt_text": "Een wieg", "decorative": True}, "caption": "Kijk"}))

    assert sections(body) == (Section("", "Kijk"),)


def test_a_card_to_a_page_gives_no_text_since_the_reader_may_not_see_that_page() -> None:
    outside = {"page": None, "url": "https://www.voorbeeld.nl", "title": "Elders", "text": "Meer"}
    inside = {"page": 5, "url": "", "title": "Geheim", "text": "Besloten"}

    assert sections(stream(("link_card", outside), ("link_card", inside))) == (Section("", "Elders\nMeer"),)


def test_values_that_were_just_made_are_read_the_same_way() -> None:
    fresh = BodyBlock().to_python([("paragraph", "<h2>Kop</h2><p>tekst</p>"), ("list", ["punt"])])

    assert sections(fresh) == (Section("Kop", "tekst\npunt"),)


@pytest.mark.parametrize("body", [None, "", []])
def test_no_body_has_no_sections(body: Any) -> None:
    assert sections(None if body is None else BodyBlock().to_python(body)) == ()


@pytest.mark.parametrize("kind", ["paragraph", "quote", "picture", "list", "callout", "link_card"])
@pytest.mark.parametrize("value", [None, "", 5, [], {}, "tekst", {"text": 5}, [None, 3]])
def test_odd_stored_data_is_no_error(kind: str, value: Any) -> None:
    sections(stream((kind, value)))


@pytest.mark.django_db
def test_walking_runs_no_query(django_assert_num_queries: Any) -> None:
    picture = {"image": {"image": 1, "alt_text": "Een wieg", "decorative": False}, "caption": ""}
    card = {"page": 1, "url": "", "title": "", "text": ""}
    body = stream(
        *[("picture", picture), ("link_card", card), ("paragraph", '<p><a linktype="page" id="1">x</a></p>')] * 5
    )

    with django_assert_num_queries(0):
        assert sections(body)


def test_every_block_of_a_body_is_known_to_the_walker() -> None:
    values: dict[str, Any] = {
        "paragraph": "<p>WOORD</p>",
        "quote": {"text": "WOORD", "attribution": ""},
        "picture": {"image": {"image": 1, "alt_text": "WOORD", "decorative": False}, "caption": ""},
        "list": ["WOORD"],
        "callout": {"title": "", "text": "WOORD"},
        "link_card": {"page": None, "url": "https://x.nl", "title": "WOORD", "text": ""},
    }
    for kind in BodyBlock().child_blocks:
        assert sections(stream((kind, values[kind])))[0].text == "WOORD", kind
