"""Says of a hit why it is one, as far as that is not plain to see (pure)."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape

from search.analysis.tokens import fold
from search.question.model import How, Question
from search.results import Hit
from search.why import Why

__all__ = ["Reason", "Told", "listed", "tell"]

MOST_REASONS = 3
"""Reasons on one line: a line is read, a paragraph is not."""
MOST_LACKING = 3
"""Words that are named when a hit lacks them; of more only the number is told."""

_FIELDS = {"title": "titel", "keywords": "trefwoorden", "body": "tekst"}
_MARKED = re.compile(r"<mark>(.*?)</mark>")


@dataclass(frozen=True)
class Reason:
    """The words that a hit was found on, what was typed for them ("u zocht geldzorgen", "" for these words), where."""

    found: tuple[str, ...]
    asked: str
    where: str


@dataclass(frozen=True)
class Told:
    """What is said under a hit: which words of the question it lacks, what it was found on, and from which place it is
    when it was found on that."""

    lacking: str
    reasons: tuple[Reason, ...]
    origin: str = ""


def tell(hit: Hit, question: Question) -> Told:
    """What a reader can't see from the marks in title and passage."""
    here = _names_of_its_places(hit, question)
    visible = {fold(unescape(form)) for text in (hit.title_marked, hit.highlight) for form in _MARKED.findall(text)}
    told = [why for why in hit.why if why.how != How.GRAM and why.typed not in here and not _is_plain(why, visible)]
    reasons = _together(map(_reason, told))
    places = dict.fromkeys(form for why in hit.why if why.how == How.PLACE for form in why.found)
    origin = f"Uit {listed(list(places))}" if places else ""
    return Told(_lacking_in_words(hit.missing, question, hit), tuple(reasons[:MOST_REASONS]), origin)


def listed(words: Sequence[str]) -> str:
    """ "a", "a en b", "a, b en c" """
    *first, last = words
    return f"{', '.join(first)} en {last}" if first else last


def _names_of_its_places(hit: Hit, question: Question) -> frozenset[str]:
    """The words of the question that name a place that it is from: it says so itself, and need not have the name."""
    return frozenset(need.typed for need in question.needs if any(place.has(hit.facets) for place in need.places))


def _lacking_in_words(lacking: Sequence[str], question: Question, hit: Hit) -> str:
    if not lacking:
        return ""
    asked = len(question.needs)
    if asked == 1 and not question.needs[0].exact:
        found = [form for why in hit.why if why.how != How.GRAM for form in why.found]
        return f"Met een deel van uw woord: {listed(found)}" if found else "Met een deel van uw woord"
    if len(lacking) > MOST_LACKING:
        return f"Met {asked - len(lacking)} van uw {asked} woorden"
    return f"Zonder {listed([f'‘{word}’' for word in lacking])}"


def _is_plain(why: Why, visible: Collection[str]) -> bool:
    """Whether a marked word in sight is the typed one, or has it in it, as "zwangerschap" has "zwanger"."""
    typed = fold(why.typed)
    return any((form := fold(found)) in visible and (why.how == How.WORD or typed in form) for found in why.found)


def _reason(why: Why) -> Reason:
    asked = {
        How.WORD: "",
        How.CORRECTION: f"u typte {why.typed}",
    }.get(why.how, f"u zocht {why.typed}")
    # Of a word itself, or as it was meant, one form says enough; synonyms differ.
    forms = 1 if why.how in (How.WORD, How.CORRECTION) else 2
    return Reason(why.found[:forms], asked, _where(why))


def _where(why: Why) -> str:
    """ "in titel en tekst", "in titel en onder ‘Kosten’" """
    fields = [_FIELDS[field] for field in why.where if field != "body" or not why.under]
    under = f"onder {listed([f'‘{heading}’' for heading in why.under])}" if 0 < len(why.under) <= 2 else ""
    if why.under and not under:
        fields.append(_FIELDS["body"])
    inside = f"in {listed(fields)}" if fields else ""
    return listed([part for part in (inside, under) if part])


def _together(reasons: Iterable[Reason]) -> list[Reason]:
    """Words that are what was typed, and stand in the same places, are one reason."""
    found: list[Reason] = []
    for reason in reasons:
        same = next((at for at, one in enumerate(found) if (one.asked, one.where) == ("", reason.where)), None)
        if reason.asked or same is None:
            found.append(reason)
        else:
            found[same] = replace(found[same], found=(*found[same].found, *reason.found))
    return found
