"""The text of an imported line: plain or HTML, as clean HTML; and the title it gives when it has none."""

import html
import re

from core.html import clean_external
from core.sentences import sentences
from core.text import plain, shows

# Names of elements that texts from the web have; other words between < and > are somebody's placeholder.
_ELEMENTS = (
    "a|abbr|article|aside|b|blockquote|body|br|button|caption|center|cite|code|dd|del|details|div|dl|dt|em|embed|figure"
    "|figcaption|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav"
    "|object|ol|p|pre|q|s|script|section|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time"
    "|title|tr|u|ul|video"
)
# So is `a<b en b>c` somebody's sum: an attribute has a value, but for the few that HTML has without one.
_ATTRIBUTE = r"""[a-z_:@][\w:.-]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+)"""
_BARE = (
    "allowfullscreen|async|checked|compact|controls|defer|disabled|hidden|itemscope|loop|multiple|muted|noshade|nowrap"
    "|open|readonly|required|reversed|selected"
)
_TAG = re.compile(
    rf"</?(?:{_ELEMENTS})(?:\s+(?:{_ATTRIBUTE}|{_BARE}))*+\s*/?>|<!--|<!doctype",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

LONGEST_HEADLINE = 80
# The number of a chapter or of a line in a list says nothing by itself: "1. ", "2.1. ", "(3) "; a year is none.
_NUMBERED = re.compile(r"^\(?\d{1,3}(?:\.\d{1,3})*[.)]\s+(?=\S)")
# Nor is a number with its word a sentence: "Hoofdstuk 3."
_MARKER = re.compile(r"\W*\w+\s+\d+(?:\.\d+)*\.")


def as_html(text: str) -> str:
    """Clean HTML of a text that is plain or HTML; "" when nothing of it may stay."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not _TAG.search(text):
        text = _paragraphs(_REFERENCE.sub(lambda match: html.unescape(match[0]), text))
    cleaned = clean_external(text).strip()
    return cleaned if shows(plain(cleaned)) else ""


def _paragraphs(text: str) -> str:
    """Plain text as HTML: an empty line divides paragraphs, a line end within one stays a line end."""
    parts = (html.escape(part.strip(), quote=False) for part in _PARAGRAPHS.split(text))
    return "".join("<p>" + part.replace("\n", "<br/>") + "</p>" for part in parts if part)


def headline(cleaned: str) -> str:
    """The first sentence of clean HTML, without the number before it and its full stop; when it is longer than 80
    characters, cut at a word."""
    text = _NUMBERED.sub("", plain(cleaned).strip())
    sentence = " ".join(_first_sentence(text.split("\n", 1)[0]).split())
    if len(sentence) <= LONGEST_HEADLINE:
        return sentence if sentence.endswith("..") else sentence.removesuffix(".") or sentence
    head = sentence[:LONGEST_HEADLINE]  # one place of it is for the ellipsis
    cut = head[: head.rfind(" ")] if " " in head else head[:-1]
    return cut.rstrip(" ,;:-–") + "…"


def _first_sentence(text: str) -> str:
    found = sentences(text)
    first = next(found, "")
    return f"{first} {next(found, '')}" if _MARKER.fullmatch(first) else first
