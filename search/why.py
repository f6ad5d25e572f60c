"""Why a document was found: which words of the question it meets, how, and where (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.analysis.tokens import tokens
from search.fields import grams
from search.meeting import Meeting, Met
from search.question.model import How, Need

READ = 50_000
"""Characters of a text that are looked through for reasons: twenty hits of a long page in a few hundredths of a
second. What stands further down is found, and told as letters alike at most."""


@dataclass(frozen=True)
class Why:
    """One word of the question as it was typed, how the document meets it, with which words, and in which fields.

    `where`: "title", "keywords", "body", in this order. `found` are at most three forms as they stand there.
    """

    typed: str
    how: How
    found: tuple[str, ...]
    where: tuple[str, ...]


def reasons(source: Mapping[str, Any], meeting: Meeting) -> tuple[Why, ...]:
    """A reason for each word of the question that the document meets, in the order of the question."""
    if not meeting.question.needs:
        return ()
    texts = _texts(source)
    found = {field: meeting.find(text) for field, text in texts.items()}
    reasons = []
    for place, need in enumerate(meeting.question.needs):
        met = [(field, one) for field, several in found.items() for one in several if one.need == place]
        if met:
            reasons.append(_reason(need, met, texts))
        elif alike := _alike(need, texts):
            reasons.append(Why(need.typed, How.GRAM, (), alike))
    return tuple(reasons)


def _texts(source: Mapping[str, Any]) -> dict[str, str]:
    body = [source["summary"], *(part for section in source["sections"] for part in section)]
    return {
        "title": source["title"],
        "keywords": " \n".join(source["keywords"]),
        "body": " \n".join(body)[:READ],
    }


def _reason(need: Need, met: Sequence[tuple[str, Met]], texts: Mapping[str, str]) -> Why:
    """By the surest way in which the word is met, and all the places where it is met so."""
    order = list(How)
    how = min((one.how for _, one in met), key=order.index)
    same = [(field, one) for field, one in met if one.how == how]
    forms = {texts[field][one.start : one.end].lower(): None for field, one in same}
    return Why(need.typed, how, tuple(forms)[:3], tuple(dict.fromkeys(field for field, _ in same)))


def _alike(need: Need, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that have a word with letters alike; the engines know n-grams of title and text only."""
    wanted = set(grams(need.token))
    if not wanted:
        return ()
    return tuple(
        field
        for field in ("title", "body")
        if any(not wanted.isdisjoint(grams(token)) for token in set(tokens(texts[field])))
    )
