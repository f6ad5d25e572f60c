"""Marks found words and picks the passage to show; one function for both engines (pure)."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis.tokens import Word, words

PASSAGE = 240
"""Characters of a passage: two to three lines beside the facets."""
READ_AHEAD = 20_000
"""Characters of a text that are looked through for a passage; further down the summary serves."""


def mark(text: str, found: Collection[str]) -> SafeString:
    """The text escaped, with `<mark>` around each word that was found."""
    return _marked(text, [word for word in words(text) if word.token in found])


def passage(source: Mapping[str, Any], found: Collection[str]) -> SafeString:
    """The stretch of a document that says most about the question, escaped and marked.

    The summary when it holds as many different words as any stretch of the text, since it was written to be read.
    """
    text = _body(source)
    hits = [word for word in words(text) if word.token in found] if found else []
    summary = source["summary"]
    start = _best_start(hits)
    window = [word for word in hits if start <= word.start < start + PASSAGE]
    in_summary = {word.token for word in words(summary)} & set(found)
    if summary and len(in_summary) >= len({word.token for word in window}):
        return mark(summary, found)
    return _cut(text, start, hits)


def _body(source: Mapping[str, Any]) -> str:
    return " ".join(" ".join(part for _, part in source["sections"]).split())[:READ_AHEAD]


def _best_start(hits: list[Word]) -> int:
    """Where the stretch begins that holds the most different words; the first one of those."""
    best, most = 0, 0
    for place, first in enumerate(hits):
        inside = {word.token for word in hits[place : place + 40] if word.end <= first.start + PASSAGE}
        if len(inside) > most:
            best, most = first.start, len(inside)
    return best


def _cut(text: str, start: int, hits: list[Word]) -> SafeString:
    """The stretch around `start`, from the beginning of its sentence where that is near."""
    lead = max(start - 80, 0)
    sentence = max(text.rfind(". ", lead, start), text.rfind("? ", lead, start), text.rfind("! ", lead, start))
    begin = sentence + 2 if sentence >= 0 else (text.rfind(" ", 0, lead) + 1 if lead else 0)
    end = begin + PASSAGE
    if end < len(text):
        end = text.rfind(" ", begin + 1, end) if text.rfind(" ", begin + 1, end) > begin else end
    shifted = [
        Word(word.start - begin, word.end - begin, word.token)
        for word in hits
        if begin <= word.start and word.end <= end
    ]
    before = "… " if begin and sentence < 0 else ""
    after = " …" if end < len(text) else ""
    return mark_safe(f"{before}{_marked(text[begin:end], shifted)}{after}")


def _marked(text: str, hits: list[Word]) -> SafeString:
    parts, last = [], 0
    for word in hits:
        parts += [escape(text[last : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
        last = word.end
    parts.append(escape(text[last:]))
    return mark_safe(re.sub(r"\s+", " ", "".join(parts)).strip())
