"""The Dutch on a page in another script, marked as Dutch: for a screen reader, and for the direction of its lines.

A text that has no translation yet comes out in Dutch, on any page, in a label as in a fault. So it is known by its
letters, in the page as it is sent, rather than by a mark at each of hundreds of texts. What somebody typed
(`dir="auto"`), and what says its own language, is left alone.
"""

import re
from html import unescape
from typing import Final

__all__ = ["mark_dutch"]

PIECE: Final = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)([^<]*)""")
OPENS: Final = re.compile(r"<(\w+)")
LATIN: Final = re.compile(r"[a-z]")
"""A small letter: a code is capitals, and in no language."""
OTHER: Final = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")
RAW: Final = frozenset({"script", "style", "textarea", "title"})
"""Elements in whose text no other can stand."""
VOID: Final = frozenset({"img", "input", "link", "meta", "br", "hr"})


def mark_dutch(page: str) -> str:
    """The page with a `lang` round each text in Latin letters alone."""
    begin = page.find("<body")
    return page[:begin] + PIECE.sub(_Marker(), page[begin:]) if begin >= 0 else page


class _Marker:
    """Sees the tags of a page in their order, each with the text after it."""

    def __init__(self) -> None:
        self.inside: list[str] = []
        """Open elements of one kind, when within text that is left alone."""

    def __call__(self, piece: re.Match[str]) -> str:
        tag, text = piece.groups()
        name = _name(tag)
        if self.inside:
            self.inside = _after(self.inside, tag, name)
        elif name and name not in VOID and (" lang=" in tag or ' dir="auto"' in tag or name in RAW):
            self.inside = [name]
        if self.inside or not _is_dutch(text):
            return piece[0]
        if name == "option":
            return f'{tag[:-1]} lang="nl" dir="ltr">{text}'
        return f'{tag}<span lang="nl" dir="ltr">{text}</span>'


def _name(tag: str) -> str:
    """Of an element that begins; "" for the end of one."""
    found = OPENS.match(tag)
    return found[1] if found else ""


def _after(inside: list[str], tag: str, name: str) -> list[str]:
    """What is still open after this tag: elements of the same name may stand in each other."""
    if name == inside[0]:
        return [*inside, name]
    return inside[:-1] if tag == f"</{inside[0]}>" else inside


def _is_dutch(text: str) -> bool:
    said = unescape(text)
    return bool(LATIN.search(said)) and not OTHER.search(said)
