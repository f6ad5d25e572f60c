"""Why a document was found: which words of the question it meets, how, and where (pure)."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.analysis.tokens import exact
from search.fields import grams
from search.meeting import Meeting, Met
from search.question.model import How, Need
from search.there import BETWEEN, There, stretches

_BETWEEN_WORDS = re.compile(r"[^\w'’-]+")


@dataclass(frozen=True)
class Why:
    """One word of the question as it was typed, how the document meets it, with which words, and in which fields.

    Of a document that is from the place that the word names, and doesn't have the word, `found` is the name of that
    place, and there are no fields.

    `where`: "title", "keywords", "body", in this order. `found` are at most three forms as they stand there. `under`
    are the headings of the text that it stands under; empty when it stands elsewhere in the text as well.
    """

    typed: str
    how: How
    found: tuple[str, ...]
    where: tuple[str, ...]
    under: tuple[str, ...] = ()


def reasons(source: Mapping[str, Any], meeting: Meeting, there: There | None = None) -> tuple[Why, ...]:
    """A reason for each word of the question that the document meets, in the order of the question.

    `there`: its texts, if somebody has them already.
    """
    if not meeting.question.needs:
        return ()
    there = there or There.of(source)
    texts = there.texts
    found = {field: meeting.find(text, there) for field, text in texts.items()}
    reasons = []
    for place, need in enumerate(meeting.question.needs):
        met = [(field, one) for field, several in found.items() for one in several if one.need == place]
        here = next((place for place in need.places if place.has(source["facets"])), None)
        if here and not any(_is_name(need, one, texts[field]) for field, one in met):
            reasons.append(Why(need.typed, How.PLACE, (here.label,), ()))
        elif met:
            reasons.append(_reason(need, met, texts, _Headings(source)))
        elif alike := _alike(need, there):
            reasons.append(Why(need.typed, How.GRAM, (), alike))
    return tuple(reasons)


def _is_name(need: Need, met: Met, text: str) -> bool:
    """Whether what meets the name of a place is that name, or something that stands for it: not "leidden"."""
    return met.how != How.WORD or exact(text[met.start : met.end]) == need.exact


class _Headings:
    """Under which heading a place in the text of a body stands."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        self._starts, self._names = [0], [""]
        for (heading, _), (begin, _) in zip(source["sections"], stretches(source), strict=True):
            self._starts.append(begin - len(heading) - len(BETWEEN))
            self._names.append(heading)

    def at(self, place: int) -> str:
        return self._names[bisect_right(self._starts, place) - 1]


def _reason(need: Need, met: Sequence[tuple[str, Met]], texts: Mapping[str, str], headings: _Headings) -> Why:
    """By the surest way in which the word is met, and all the places where it is met so."""
    order = list(How)
    how = min((one.how for _, one in met), key=order.index)
    same = [(field, one) for field, one in met if one.how == how]
    forms = {bare(texts[field][one.start : one.end]): None for field, one in same}
    under = dict.fromkeys(headings.at(one.start) for field, one in same if field == "body")
    return Why(
        typed=need.typed,
        how=how,
        found=tuple(forms)[:3],
        where=tuple(dict.fromkeys(field for field, _ in same)),
        under=() if "" in under else tuple(under),
    )


def bare(form: str) -> str:
    """A form without capitals and what stands between its words: "(aanstaande) moeders" meets "aanstaande moeders"."""
    return " ".join(_BETWEEN_WORDS.sub(" ", form.lower()).split())


def _alike(need: Need, there: There) -> tuple[str, ...]:
    """The fields that have a word with letters alike; the engines know n-grams of title and text only."""
    wanted = set(grams(need.token))
    if not wanted:
        return ()
    return tuple(
        field
        for field in ("title", "body")
        if any(not wanted.isdisjoint(grams(token)) for token in there.tokens_of_words[field])
    )
