"""The account of a question in words for an editor: what each word was taken for, and why each hit stands there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from search.api import Explained, Ground, Hit, How, Question, Where, written_terms

__all__ = ["ExplainedHit", "UnderstoodWord", "explained_hits", "understood"]

HOW: Final[Mapping[How, str]] = {
    How.WORD: "het woord zelf",
    How.SYNONYM: "synoniem van “{typed}”",
    How.PLACE: "komt uit {typed}",
    How.PART: "deel van een samenstelling, bij “{typed}”",
    How.CORRECTION: "verbeterde spelling van “{typed}”",
    How.MEANING: "wat “{typed}” ook betekent",
    How.RELATED: "verwant aan “{typed}”, telt alleen mee",
    How.GRAM: "letters die op de vraag lijken, telt alleen mee",
}
WAYS: Final[Mapping[How, str]] = {
    How.CORRECTION: "verbeterd tot",
    How.SYNONYM: "synoniemen",
    How.MEANING: "betekent ook",
    How.PART: "delen",
    How.RELATED: "verwant",
}
FIELDS: Final = {"title": "titel", "keywords": "trefwoorden", "body": "tekst"}
SHOWN_FORMS = 6
"""Words of the document per line: enough to see what was meant."""
SHOWN = 12
"""Terms per way: a word of a big group would fill the screen."""


@dataclass(frozen=True)
class Way:
    label: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class UnderstoodWord:
    """A word of the question, and what was looked for beside it."""

    typed: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Reason:
    percent: int
    found: str
    where: str
    how: str


@dataclass(frozen=True)
class ExplainedHit:
    """A hit with its reasons, and the links to put it first or keep it out."""

    place: int
    hit: Hit
    reasons: tuple[Reason, ...]
    lacks: tuple[str, ...]
    top_url: str
    hide_url: str
    placed_url: str
    """Of the decision that put it first, "" when there is none."""


def understood(question: Question) -> list[UnderstoodWord]:
    """Each word that counts with what may stand for it, as the vocabulary writes it; two queries."""
    written = written_terms()
    words = []
    for need in question.needs:
        ways = []
        for how, label in WAYS.items():
            terms = [
                written.get(clause.tokens, " ".join(clause.tokens)) for clause in need.clauses if clause.how == how
            ]
            if terms:
                ways.append(Way(label, tuple(terms[:SHOWN])))
        words.append(UnderstoodWord(need.typed, tuple(ways)))
    return words


def explained_hits(question: str, explained: Iterable[Explained], placed: Mapping[str, int]) -> list[ExplainedHit]:
    """The hits as the page shows them; `placed` are the rows of decisions for this question, by document."""
    return [
        ExplainedHit(
            place=one.place,
            hit=one.hit,
            reasons=tuple(_reasons(one.account)),
            lacks=one.hit.missing,
            top_url=_place_url(question, one.hit, Where.TOP),
            hide_url=_place_url(question, one.hit, Where.HIDDEN),
            placed_url=reverse("placement:edit", args=[placed[one.hit.key]]) if one.hit.key in placed else "",
        )
        for one in explained
    ]


def _reasons(grounds: Iterable[Ground]) -> list[Reason]:
    """One line per word of the question and way in which it is met, the weightiest first."""
    together: dict[tuple[str, How], list[Ground]] = defaultdict(list)
    for ground in grounds:
        together[ground.typed, ground.how].append(ground)
    lines = [_reason(typed, how, same) for (typed, how), same in together.items()]
    return sorted(lines, key=lambda line: -line.percent)


def _reason(typed: str, how: How, same: Sequence[Ground]) -> Reason:
    found = list(dict.fromkeys(form for ground in same for form in ground.found))
    more = f" en {len(found) - SHOWN_FORMS} meer" if len(found) > SHOWN_FORMS else ""
    fields = {field for ground in same for field in ground.where}
    return Reason(
        percent=round(sum(ground.share for ground in same) * 100),
        found=", ".join(found[:SHOWN_FORMS]) + more,
        where=", ".join(label for field, label in FIELDS.items() if field in fields) or "–",
        how=HOW[how].format(typed=typed),
    )


def _place_url(question: str, hit: Hit, where: Where) -> str:
    asked = urlencode({"question": question, "key": hit.key, "where": where.value})
    return f"{reverse('placement:add')}?{asked}"
