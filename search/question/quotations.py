"""What stands between quotes in a question, and so is asked word for word (pure).

Double quotes count wherever they stand. Single ones are apostrophes as well: these count round words only, and one
that is part of a word ("’s ochtends", "foto’s", "'s-Hertogenbosch", "jaren '90") is none.
"""

import re
from collections.abc import Iterator

__all__ = ["in_quotes", "quotations", "quoted", "unquoted"]

_DOUBLE = '"“”„‟«»＂'
_OPENS, _CLOSES = "'‘‚‛‹›", "'’‘‹›"
_SHORT = r"(?:[stnkmr]|ie|\d\d)\b"
"""What an apostrophe is in the place of letters before: 's, 't, 'n, 'k, 'm, 'r, 'ie, '90."""
_APOSTROPHE = rf"(?:(?<=\w)['’‘](?=\w)|(?<!\w)['’‘](?={_SHORT}))"

# Possessive, and each text stops at the next quote: the work grows with the length of the text and no faster.
_QUOTATION = re.compile(
    rf"[{_DOUBLE}](?P<between>[^{_DOUBLE}]++)[{_DOUBLE}]"
    rf"|(?<!\w)[{_OPENS}](?!{_SHORT})(?=\S)(?P<words>(?:[^{_DOUBLE}{_OPENS}{_CLOSES}]|{_APOSTROPHE})++)"
    rf"(?<=\S)[{_CLOSES}](?!\w)",
    re.IGNORECASE,
)


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each quotation with its quotes."""
    return (found.span() for found in _QUOTATION.finditer(text))


def quoted(text: str) -> list[str]:
    """What stands between quotes, without these."""
    return [_inside(found) for found in _QUOTATION.finditer(text)]


def unquoted(text: str) -> str:
    """The text without the quotes that say "word for word"."""
    return _QUOTATION.sub(_inside, text)


def in_quotes(text: str) -> str:
    """The text between quotes, to name it; as it stands when all of it is quoted already."""
    return text if list(quotations(text)) == [(0, len(text))] else f"“{text}”"


def _inside(found: re.Match[str]) -> str:
    return found["between"] or found["words"]
