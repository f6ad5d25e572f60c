"""The only door for HTML: what comes out is safe to store, to print and to open in the editor.

nh3 takes away what may not be; what is left is written anew as a flat row of headings, paragraphs and
lists, since the editor gives a 500 on markup that it would not have made itself.
"""

import re
from dataclasses import dataclass, field
from html import escape

import nh3

from core.text import plain, scrub

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "clean", "clean_external"]

# About a hundred pages of text. nh3 is quadratic in some input: 300,000 characters take it at most 0.3 s, 9 million 4 minutes.
MAX_LENGTH = 300_000
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
_BOUNDARIES = frozenset(
    "address article aside blockquote caption center dd details div dl dt figcaption figure footer header hr main nav"
    " pre section summary table tbody td tfoot th thead tr".split()
)
_TAGS = frozenset((*_INLINE, *_HEADINGS, *_LISTS, *_BOUNDARIES, "p", "li", "br"))
_SILENT = frozenset("iframe math noscript object script style svg template textarea title".split())
_ATTRIBUTES = {"a": {"href", "linktype", "id"}, **{tag: {"data-block-key"} for tag in (*_HEADINGS, "p", "li")}}
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))

_NO_END = frozenset("br col dd dt hr img input li link meta option p td th tr wbr".split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_PIECE = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_BLOCK_KEY = re.compile(r"[A-Za-z0-9-]{1,40}")
_EXTERNAL = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s]|tel:[+\d])", re.IGNORECASE)
_LOCAL = re.compile(r"#[^\s]|/(?![/\\])")


def clean(html: str, *, headings: bool = True) -> str:
    """HTML of the editor, or meant for it, as it may be stored: links to pages and documents by their id stay.

    Text is never lost; `headings=False` makes paragraphs of headings. Cleaning twice is cleaning once.
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
    """How deep elements may be nested at most; too high for sloppy HTML, never too low."""
    depth = deepest = 0
    for closing, tag in _TAG.findall(html):
        if tag.lower() not in _NO_END:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


@dataclass
class _Block:
    """A paragraph, heading or list item; an item may have lists under it."""

    tag: str
    key: str = ""
    parts: list[str] = field(default_factory=list)
    lists: list["_List"] = field(default_factory=list)

    def html(self) -> str:
        inner = "".join(self.parts).strip()
        while inner.endswith("<br/>"):
            inner = inner[:-5].rstrip()
        nested = "".join(item.html() for item in self.lists)
        if not inner and not nested:
            return ""
        key = f' data-block-key="{self.key}"' if self.key else ""
        return f"<{self.tag}{key}>{inner}{nested}</{self.tag}>"


@dataclass
class _List:
    tag: str
    items: list[_Block] = field(default_factory=list)

    def html(self) -> str:
        inner = "".join(item.html() for item in self.items)
        return f"<{self.tag}>{inner}</{self.tag}>" if inner else ""


class _Outline:
    """Writes blocks while tags and text come by. Blocks open with their first text, so none is empty."""

    def __init__(self, *, headings: bool, ids: bool) -> None:
        self._headings, self._ids = headings, ids
        self._top: list[_Block | _List] = []
        self._lists: list[_List] = []  # the lists that are open, outermost first
        self._block: _Block | None = None  # what text goes into
        self._next = _Block("p")  # what opens with the next text outside a list
        self._inline: list[tuple[str, str]] = []  # (tag, opening tag), "" for one that changes nothing
        self._break = False  # a line break is due before the next text

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _INLINE:
            self._open_inline(_INLINE[tag], attributes)
        elif tag == "br":
            self._break = self._block is not None
        elif tag in _LISTS:
            self._open_list(tag)
        elif tag == "li" and self._lists:
            self._end_block()
            self._open_item(_key(attributes))
        else:
            self._boundary()
            heading = _HEADINGS.get(tag, "p") if self._headings else "p"
            self._next = _Block(heading, _key(attributes))

    def close(self, tag: str) -> None:
        if tag in _INLINE:
            self._close_inline(_INLINE[tag])
        elif tag in _LISTS:
            self._end_block()
            if self._lists:
                self._lists.pop()
        elif tag == "li" and self._lists:
            self._end_block()
        else:
            self._boundary()
            self._next = _Block("p")

    def text(self, text: str) -> None:
        text = " ".join(text.split(" ")).replace("\n", " ")
        if self._block is None:
            if not text.strip():
                return
            self._begin_block()
        elif self._block.lists and text.strip():  # text after a list within an item: an item of its own
            self._end_block()
            self._begin_block()
        assert self._block is not None
        if self._break and text.strip():
            self._block.parts.append("<br/>")
            self._break = False
        self._block.parts.append(text)

    def html(self) -> str:
        self._end_block()
        return "".join(block.html() for block in self._top)

    def _begin_block(self) -> None:
        if self._lists:
            self._open_item("")
        else:
            self._block, self._next = self._next, _Block("p")
            self._top.append(self._block)
            self._write_inline()

    def _open_item(self, key: str) -> None:
        self._block = _Block("li", key)
        self._lists[-1].items.append(self._block)
        self._write_inline()

    def _write_inline(self) -> None:
        assert self._block is not None
        self._block.parts += [opening for _tag, opening in self._inline if opening]
