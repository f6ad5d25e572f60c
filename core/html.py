"""The only door for HTML: what comes out is safe to store, to print and to open in the editor.

nh3 takes away what may not be; what is left is written anew as a flat row of headings, paragraphs and
lists, since the editor gives a 500 on markup that it would not have made itself.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import escape, unescape
from itertools import groupby

import nh3

from core.text import plain, scrub

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "clean", "clean_external"]

# About seventy pages. nh3 is quadratic in some input: 200,000 hostile characters take it a second, 9 million 4 minutes.
MAX_LENGTH = 200_000
# Nobody nests deeper by hand, and nh3 takes 4 seconds for 40,000 nested elements.
MAX_DEPTH = 100
# Lists in lists in lists; the editor offers five levels.
MAX_LIST_DEPTH = 5
# Browsers and servers give up on longer addresses.
MAX_ADDRESS = 2_000
# Ids are positive and fit the smallest integer column that they are looked up in.
MAX_ID = 2**31 - 1

_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "a": "a"}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_LISTS = frozenset(("ul", "ol"))
# Not kept, but what stands in them is a paragraph of its own.
_BOUNDARIES = frozenset((
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "header", "hr", "main", "nav", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr",
))  # fmt: skip
_TAGS = frozenset((*_INLINE, *_HEADINGS, *_LISTS, *_BOUNDARIES, "p", "li", "br"))
_SILENT = frozenset((
    "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "textarea", "title",
))  # fmt: skip
_ATTRIBUTES = {"a": {"href", "linktype", "id"}, **{tag: {"data-block-key"} for tag in (*_HEADINGS, "p", "li")}}
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))

_NO_END = frozenset((
    "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p", "td", "th", "tr", "wbr",
))  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_PIECE = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_BLOCK_KEY = re.compile(r"[A-Za-z0-9-]{1,40}")
_ID = re.compile(r"[1-9]\d{0,9}", re.ASCII)
_EXTERNAL = re.compile(r"(?:https?://[^/?#]|mailto:.|tel:[+\d])[^\x00-\x20]*", re.IGNORECASE)
_LOCAL = re.compile(r"(?:#|/(?![/\\]))[^\x00-\x20]*")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def clean(html: str, *, headings: bool = True) -> str:
    """HTML of the editor, or meant for it, as it may be stored: links to pages and documents by their id stay.

    `headings=False` makes paragraphs of headings. What is too long or too deep to be honest keeps its text
    only. Cleaning twice is cleaning once.
    """
    return _clean(html, headings=headings, ids=True)


def clean_external(html: str) -> str:
    """HTML from outside as it may be stored: links are full addresses only, never ids of this site."""
    return _clean(html, headings=True, ids=False)


def _clean(html: str, *, headings: bool, ids: bool) -> str:
    html = scrub(html)
    if len(html) > MAX_LENGTH or _depth(html) > MAX_DEPTH:
        return "".join(f"<p>{escape(line, quote=False)}</p>" for line in plain(html).split("\n") if line)
    safe = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_SILENT),
        attributes=_ATTRIBUTES,
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    outline = _Outline(headings=headings, ids=ids)
    for closing, tag, attributes, text in _PIECE.findall(safe):
        if text:
            outline.text(text)
        elif closing:
            outline.close(tag)
        else:
            outline.open(tag, dict(_ATTRIBUTE.findall(attributes)))
    return outline.html()


def _depth(html: str) -> int:
    """How deep elements are nested, counted by name; rather too high than too low for sloppy HTML."""
    open_tags: Counter[str] = Counter()
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        tag = name.lower()
        if tag in _NO_END or (closing and not open_tags[tag]):
            continue
        step = -1 if closing else 1
        open_tags[tag] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


@dataclass(frozen=True)
class _Run:
    """Text in one dress. `link` is the opening tag, "" for none; `html` is escaped text or a line break."""

    html: str
    link: str
    bold: bool
    italic: bool


@dataclass
class _Block:
    """A paragraph, heading or list item; an item may have lists under it."""

    tag: str
    key: str = ""
    runs: list[_Run] = field(default_factory=list)
    lists: list["_List"] = field(default_factory=list)

    def html(self) -> str:
        inner = _runs_html(self.runs) + "".join(nested.html() for nested in self.lists)
        key = f' data-block-key="{self.key}"' if self.key else ""
        return f"<{self.tag}{key}>{inner}</{self.tag}>" if inner else ""


@dataclass
class _List:
    tag: str
    items: list[_Block] = field(default_factory=list)

    def html(self) -> str:
        inner = "".join(item.html() for item in self.items)
        return f"<{self.tag}>{inner}</{self.tag}>" if inner else ""


class _Outline:
    """Writes blocks while tags and text come by. A paragraph begins with its first text, so none is empty."""

    def __init__(self, *, headings: bool, ids: bool) -> None:
        self._headings, self._ids = headings, ids
        self._top: list[_Block | _List] = []
        self._lists: list[_List] = []  # the open ones, outermost first
        self._block: _Block | None = None  # what text goes into
        self._next = _Block("p")  # what begins with the next text outside a list
        self._inline: list[tuple[str, str]] = []  # the open ones: "b", "i" or "a", and the opening tag of a link
        self._break = False  # a line break is due before the next text

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _INLINE:
            self._inline.append((_INLINE[tag], _link(attributes, ids=self._ids) if tag == "a" else ""))
        elif tag == "br":
            self._break = self._block is not None
        elif tag in _LISTS:
            self._open_list(tag)
        elif tag == "li" and self._lists:
            self._begin(_Block("li", _key(attributes)))
        else:
            self._boundary(_Block(_HEADINGS.get(tag, "p") if self._headings else "p", _key(attributes)))

    def close(self, tag: str) -> None:
        if tag in _INLINE:
            position = max(index for index, (name, _) in enumerate(self._inline) if name == _INLINE[tag])
            del self._inline[position]
        elif tag in _LISTS:
            self._lists.pop()
            self._block = None
        elif tag == "li" and self._lists:
            self._block = None
        else:
            self._boundary(_Block("p"))

    def text(self, html: str) -> None:
        html = _SPACE.sub(" ", html)
        block = self._block
        if block is None:
            if html == " ":
                return
            block = self._begin(_Block("li") if self._lists else self._next)
        names = [name for name, _ in self._inline]
        links = [link for _, link in self._inline if link]
        dress = (links[-1] if links else "", "b" in names, "i" in names)
        if self._break and html != " ":
            block.runs.append(_Run("<br/>", *dress))
            self._break = False
        block.runs.append(_Run(html, *dress))

    def html(self) -> str:
        return "".join(block.html() for block in self._top)

    def _begin(self, block: _Block) -> _Block:
        self._block, self._next, self._break = block, _Block("p"), False
        if self._lists:
            self._lists[-1].items.append(block)
        else:
            self._top.append(block)
        return block

    def _boundary(self, following: _Block) -> None:
        """An edge between blocks; within a list item it is no more than a line break."""
        if self._lists:
            self._break = self._block is not None and bool(self._block.runs)
        else:
            self._block, self._next = None, following

    def _open_list(self, tag: str) -> None:
        if len(self._lists) >= MAX_LIST_DEPTH:
            self._lists.append(self._lists[-1])
        elif self._lists:
            if not self._lists[-1].items:
                self._begin(_Block("li"))
            self._lists.append(_List(tag))
            self._lists[-2].items[-1].lists.append(self._lists[-1])
        else:
            self._lists.append(_List(tag))
            self._top.append(self._lists[-1])
        self._block = None


def _runs_html(runs: Iterable[_Run]) -> str:
    """Runs as HTML, without space or line breaks at the ends: a link around bold around italic."""
    html = ""
    for link, linked in groupby(_trimmed(list(runs)), key=lambda run: run.link):
        inner = ""
        for bold, dressed in groupby(linked, key=lambda run: run.bold):
            text = "".join(
                f"<i>{''.join(run.html for run in slanted)}</i>" if italic else "".join(run.html for run in slanted)
                for italic, slanted in groupby(dressed, key=lambda run: run.italic)
            )
            inner += f"<b>{text}</b>" if bold else text
        html += f"{link}{inner}</a>" if link else inner
    return html


def _trimmed(runs: list[_Run]) -> list[_Run]:
    while runs and runs[0].html in (" ", "<br/>"):
        runs = runs[1:]
    while runs and runs[-1].html in (" ", "<br/>"):
        runs = runs[:-1]
    if runs:
        runs[0] = replace(runs[0], html=runs[0].html.removeprefix(" "))
        runs[-1] = replace(runs[-1], html=runs[-1].html.removesuffix(" "))
    return runs


def _key(attributes: dict[str, str]) -> str:
    """The editor's own name of a block, which its comments hang on."""
    key = attributes.get("data-block-key", "")
    return key if _BLOCK_KEY.fullmatch(key) else ""


def _link(attributes: dict[str, str], *, ids: bool) -> str:
    """The opening tag of a link as it is stored, "" for one that isn't kept."""
    number = attributes.get("id", "")
    if ids and attributes.get("linktype") in ("page", "document") and _ID.fullmatch(number) and int(number) <= MAX_ID:
        return f'<a linktype="{attributes["linktype"]}" id="{number}">'
    address = unescape(attributes.get("href", "")).strip().replace(" ", "%20")
    kept = _EXTERNAL.fullmatch(address) or (ids and _LOCAL.fullmatch(address))
    if not kept or len(address) > MAX_ADDRESS:
        return ""
    return '<a href="{}">'.format(escape(address, quote=False).replace('"', "&quot;"))
