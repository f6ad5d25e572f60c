"""Plain text out of rich content: the one walker that search, summaries and checks share.

It reads a stream's raw data, so it runs no query, whatever is in the stream. It knows the block
types of core.blocks and nothing of who asks.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Protocol

__all__ = ["Section", "one_way", "plain", "scrub", "sections", "shows", "writable"]

# Elements that end a word: their text stands on a line of its own.
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre",
    "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr",
    "ul",
))  # fmt: skip
# Elements whose content is no text for a reader.
_SILENT = frozenset(("iframe", "math", "noscript", "object", "script", "style", "svg", "template"))
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:-]*")
_TAG_STOP = re.compile(r"""=\s*(["'])|>""")
# PostgreSQL stores no NUL, and nothing encodes half a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What turns the words after it around, and what nobody sees. Not the marks that Arabic needs, nor what joins an emoji.
_TURNING = re.compile("[\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
# Unicode calls these letters and a symbol; they are drawn as nothing: the Korean fillers and the empty Braille cell.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# Python's int() refuses a number of over 4,300 digits; no character has one of over 7.
_LONG_NUMBER = re.compile(r"&#\d{8,};?", re.ASCII)


@dataclass(frozen=True)
class Section:
    """A stretch of text under its heading ("" before the first one)."""

    heading: str
    text: str


class RawStream(Protocol):
    """What the walker needs of a StreamValue."""

    @property
    def raw_data(self) -> Any: ...


def scrub(text: str) -> str:
    """The text without what no database keeps: NUL and lone surrogates."""
    return _UNSTORABLE.sub("", text)


def writable(text: str) -> str:
    """The text without what XML, and so an Excel file or a feed, can't hold; line breaks and tabs stay."""
    return _UNWRITABLE.sub("", scrub(text))


def one_way(text: str) -> str:
    """A title or name without what makes a list, the subject of a mail or the name of a file read as something else."""
    return _TURNING.sub("", text)


def shows(text: str) -> bool:
    """Whether a reader sees anything of it: not when all of it is spaces, joiners, marks of direction and the like."""
    return any(unicodedata.category(char)[0] in "LNPS" and char not in _BLANK_LETTERS for char in text)


def plain(html: str) -> str:
    """HTML as text: one line per block element, entities decoded, spaces collapsed. Time is linear in the length.

    What only looks like a tag ("a < b", "<" without its ">") stays text.
    """
    return _lines(text for _tag, text in _tokens(html))


def sections(stream: RawStream | None) -> tuple[Section, ...]:
    """A stream as headings with their text: h2 and h3 of paragraphs, and titles of call-outs.

    A quote, a list, a caption and an alternative text belong to the heading above them. Cards to pages
    of the site give no text: who reads the result may not be allowed to see those pages.
    """
    found = _Sections()
    for block in stream.raw_data if stream else ():
        walk = _WALKERS.get(block.get("type"))
        if walk is not None:
            walk(block.get("value"), found)
    return found.finish()


@dataclass
class _Sections:
    """Sections while they are being gathered."""

    done: list[Section] = field(default_factory=list)
    heading: str = ""
    texts: list[str] = field(default_factory=list)
    # A heading without text is a section too, but not when it only returns after a call-out.
    is_new: bool = False

    def add(self, *texts: Any) -> None:
        self.texts += [flat for text in texts if (flat := _flat(text))]

    def start(self, heading: str, *, again: bool = False) -> None:
        text = "\n".join(self.texts)
        if text or self.is_new:
            self.done.append(Section(self.heading, text))
        self.heading, self.texts, self.is_new = heading, [], bool(heading) and not again

    def finish(self) -> tuple[Section, ...]:
        self.start("")
        return tuple(self.done)


def _paragraph(value: Any, found: _Sections) -> None:
    texts: list[str] = []
    for tag, text in _tokens(_string(value)):
        if tag in ("h2", "h3"):
            found.add(*_lines(texts).split("\n"))
            texts = []
        elif tag in ("/h2", "/h3"):
            found.start(_flat("".join(texts)))
            texts = []
        else:
            texts.append(text)
    found.add(*_lines(texts).split("\n"))


def _callout(value: Any, found: _Sections) -> None:
    if isinstance(value, Mapping):
        above = found.heading
        found.start(_flat(value.get("title")))
        found.add(*plain(_string(value.get("text"))).split("\n"))
        found.start(above, again=True)


def _quote(value: Any, found: _Sections) -> None:
    if isinstance(value, Mapping):
        found.add(value.get("text"), value.get("attribution"))


def _picture(value: Any, found: _Sections) -> None:
    if isinstance(value, Mapping):
        image = value.get("image")
        if isinstance(image, Mapping) and not image.get("decorative"):
            found.add(image.get("alt_text"))
        found.add(value.get("caption"))


def _list(value: Any, found: _Sections) -> None:
    if isinstance(value, list):
        found.add(*(item.get("value") if isinstance(item, Mapping) else item for item in value))


def _link_card(value: Any, found: _Sections) -> None:
    if isinstance(value, Mapping) and not value.get("page"):
        found.add(value.get("title"), value.get("text"))


_WALKERS: Mapping[str, Callable[[Any, _Sections], None]] = {
    "paragraph": _paragraph,
    "quote": _quote,
    "picture": _picture,
    "list": _list,
    "callout": _callout,
    "link_card": _link_card,
}


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _flat(value: Any) -> str:
    """Text on one line; "" for anything that is no text."""
    return " ".join(scrub(_string(value)).split())


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, map(_flat, "".join(texts).split("\n"))))


def _decoded(text: str) -> str:
    return unescape(_LONG_NUMBER.sub("\ufffd", text)).replace("\n", " ")


def _tokens(html: str) -> Iterator[tuple[str, str]]:
    """("", text) for text, decoded; (tag, "" or a line break) for a tag, where "p" opens and "/p" closes.

    Each search moves forward or is never repeated, so hostile input can't make this quadratic.
    """
    position = 0
    unclosed: set[str] = set()  # silent elements and quotes that don't close any more
    while (start := html.find("<", position)) >= 0:
        if start > position:
            yield "", _decoded(html[position:start])
        name = _NAME.match(html, start + 1)
        if name is None and not html.startswith(("!", "?", "/"), start + 1):
            yield "", "<"
            position = start + 1
            continue
        position = _tag_end(html, start, unclosed)
        if position < 0:
            yield "", _decoded(html[start:])
            return
        if name is not None:
            tag = name[0].lower()
            yield tag, "\n" if tag.lstrip("/") in _BLOCKS else ""
            if tag in _SILENT and tag not in unclosed:
                closing = re.compile(f"</{tag}", re.IGNORECASE).search(html, position)
                position = closing.start() if closing else position
                unclosed |= set() if closing else {tag}
    yield "", _decoded(html[position:])


def _tag_end(html: str, start: int, unclosed: set[str]) -> int:
    """The position after the tag or comment that starts here, -1 if it never ends."""
    if html.startswith("<!--", start):
        return _after(html, "-->", start + 2)
    position = start + 1
    while "quote" not in unclosed and (stop := _TAG_STOP.search(html, position)):
        if stop[1] is None:
            return stop.end()
        position = _after(html, stop[1], stop.end())
        if position < 0:
            break
    unclosed.add("quote")  # quotes don't add up: from here on the first ">" is the best guess
    return _after(html, ">", start)


def _after(html: str, mark: str, start: int) -> int:
    found = html.find(mark, start)
    return -1 if found < 0 else found + len(mark)
