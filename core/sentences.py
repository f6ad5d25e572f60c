"""Where a Dutch sentence ends: a full stop after "bijv", "dr" or an initial ends none (pure)."""

import re
from collections.abc import Iterator

__all__ = ["first_sentence", "sentences"]

# A sentence ends at . ! or ? before a capital, a digit or an opening quote, unless the word is one of these. A row of
# marks is tried from its beginning alone: a line of nothing but dots is read once.
_END = re.compile(r"""(?<![.!?])[.!?]++["'”’)]*+(?=\s++["'“‘(]*+[A-ZÀ-ÞĲ0-9])""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:dr|drs|mr|mw|dhr|prof|ds|ir|ing|st|bijv|bv|ca|nr|art|blz|resp|incl|excl|evt|enz|vs|min|max|[a-z]"
    r"|(?<=\d\s)(?:jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec))\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 7
"""Characters, with what stands before it and its full stop."""


def sentences(text: str) -> Iterator[str]:
    """The sentences of a line of text, each with the mark that ends it; the last may have none."""
    begin = 0
    for match in _END.finditer(text):
        # What lies further back is no part of the word: a text of many abbreviations is read once.
        if not _ABBREVIATION.search(text, max(begin, match.end() - _LONGEST_ABBREVIATION), match.end()):
            yield text[begin : match.end()].strip()
            begin = match.end()
    if last := text[begin:].strip():
        yield last


def first_sentence(text: str) -> str:
    """Up to and with the first full stop, question or exclamation mark that ends a sentence; "" of no text."""
    return next(sentences(text), "")
