"""Marks found words and picks the passage to show; one function for both engines (pure)."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.meeting import Meeting, Met
from search.there import There, stretches

PASSAGE = 240
"""Characters of a passage: two to three lines beside the facets."""
READ_AHEAD = 20_000
"""Characters of a text that a passage is cut from; of what stands further down the summary is shown."""
SENTENCE_ENDS = (".", "?", "!", "…")
LINE_ENDS = (*SENTENCE_ENDS, ":", ";", ",")
"""After these a next line reads on by itself."""
CLOSING = "”’\"')]"
"""May stand behind the end of a sentence."""
DIVIDER = " · "
LEAD = 40
"""Characters that may stand before what was found in such a list."""
_NAMES = re.compile(r".{1,80}(?!\w)")
"""As many names of a list as stand beside a summary."""
_OTHER_SPACE = re.compile(r"[^\S ]")
_LINE = re.compile(r"[^\s][^\r\n]*")
"""A paragraph, an item of a list: what core.text puts on a line of its own."""


def mark(text: str, meeting: Meeting, there: There | None = None) -> SafeString:
    """The text escaped, with `<mark>` around each word that was found; `there` is all that its document says."""
    return _marked(text, meeting.find(text, there))


def passage(source: Mapping[str, Any], meeting: Meeting, there: There | None = None) -> SafeString:
    """The stretch of a document that says most about the question, escaped and marked.

    The summary when it meets as many different words as any stretch of the text, since it was written to be read; and
    before a stretch that is a list of names, which alone says too little.
    """
    there = there or There.of(source)
    body = there.texts["body"]
    found = meeting.find(body, there)
    text, hits, lists = _sections(source, body, found)
    start = _best_start(hits)
    window = {met.need for met in hits if start <= met.start < start + PASSAGE}
    summary = source["summary"]
    in_summary = [met for met in found if met.end <= len(summary)]
    if summary and len({met.need for met in in_summary}) >= len(window):
        return _marked(summary, in_summary)
    here = next(((begin, end) for begin, end in lists if begin <= start < end), None)
    if summary and here:
        return mark_safe(f"{_marked(summary, in_summary)}{DIVIDER}{_names(text, start, here, hits)}")
    return _cut(text, start, hits)


def _names(text: str, start: int, place: tuple[int, int], hits: Sequence[Met]) -> SafeString:
    """The names from the one at `start` on, of a list that stands at this place."""
    begin, end = place
    apart = ((text.rfind(sign, begin, start), len(sign)) for sign in ("; ", DIVIDER))
    begin = max([begin, *(at + length for at, length in apart if at >= 0)])
    if far := start - begin > LEAD:  # it is no list, but a text without a full stop
        begin = start
    found = _NAMES.match(text, begin, end)
    end = found.end() if found else end
    marked = _marked(text[begin:end], [_moved(met, -begin) for met in hits if begin <= met.start and met.end <= end])
    return mark_safe(f"… {marked}") if far else marked


def _sections(
    source: Mapping[str, Any], body: str, found: Sequence[Met]
) -> tuple[str, list[Met], list[tuple[int, int]]]:
    """The sections of a body as one text, line by line, without their headings; what was found in it; and from where
    to where it has no sentence."""
    text = ""
    hits: list[Met] = []
    lists: list[tuple[int, int]] = []
    starts = [met.start for met in found]
    for begin, end in stretches(source):
        opens = len(text) + len(_between(text))
        for line in _LINE.finditer(body, begin, end):
            if len(text) >= READ_AHEAD:
                break
            text += _between(text)
            here, there = line.span()
            by = len(text) - here
            # Words that are found as one and stand on two lines are marked on the first.
            hits += [
                Met(met.start + by, min(met.end, there) + by, met.need, met.how)
                for met in found[bisect_left(starts, here) : bisect_left(starts, there)]
            ]
            text += line[0].rstrip()
        if len(text) > opens and not any(end in text[opens:] for end in SENTENCE_ENDS):
            lists.append((opens, len(text)))
    # One for one, so that what was found stays where it is; where it is shown, several spaces become one.
    return _OTHER_SPACE.sub(" ", text)[:READ_AHEAD], [met for met in hits if met.end <= READ_AHEAD], lists


def _between(before: str) -> str:
    """What stands between two lines that are shown as one text: an item of a list has no full stop of its own."""
    return "" if not before else " " if before.rstrip(CLOSING).endswith(LINE_ENDS) else DIVIDER


def _moved(met: Met, by: int) -> Met:
    return met._replace(start=met.start + by, end=met.end + by)


def _best_start(hits: list[Met]) -> int:
    """Where the stretch begins that holds the most different words; the first one of those."""
    best, most, all_of_them = 0, 0, len({met.need for met in hits})
    for place, first in enumerate(hits):
        inside = {met.need for met in hits[place : place + 40] if met.end <= first.start + PASSAGE}
        if len(inside) > most:
            best, most = first.start, len(inside)
        if most == all_of_them:
            break
    return best


def _cut(text: str, start: int, hits: list[Met]) -> SafeString:
    """The stretch around `start`, from the beginning of its sentence where that is near."""
    lead = max(start - 80, 0)
    sentence = max(text.rfind(f"{end} ", lead, start) for end in (*SENTENCE_ENDS, DIVIDER.strip()))
    begin = sentence + 2 if sentence >= 0 else (text.rfind(" ", 0, lead) + 1 if lead else 0)
    end = begin + PASSAGE
    if end < len(text):
        end = text.rfind(" ", begin + 1, end) if text.rfind(" ", begin + 1, end) > begin else end
    shifted = [_moved(met, -begin) for met in hits if begin <= met.start and met.end <= end]
    before = "… " if begin and sentence < 0 else ""
    after = "\N{NO-BREAK SPACE}…" if end < len(text) else ""  # never alone on a line
    return mark_safe(f"{before}{_marked(text[begin:end], shifted)}{after}")


def _marked(text: str, hits: list[Met]) -> SafeString:
    parts, last = [], 0
    for start, end, *_ in hits:
        if start >= last:  # a word that meets two words of the question is marked once
            parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
            last = end
    parts.append(escape(text[last:]))
    return mark_safe(re.sub(r"\s+", " ", "".join(parts)).strip())
