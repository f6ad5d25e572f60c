"""Says of a hit why it is one, as far as that is not plain to see (pure)."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape

from search.analysis.tokens import fold, tokens
from search.question.model import How, Question
from search.results import FacetResult, Hit
from search.why import Why, bare

__all__ = ["Reason", "Told", "listed", "named", "tell"]

Named = Mapping[str, tuple[str, Mapping[str, str]]]
"""By key of a facet: its label, and the names of its values."""

MOST_REASONS = 3
"""Reasons on one line: a line is read, a paragraph is not."""
MOST_LACKING = 3
"""Words that are named when a hit lacks them; of more only the number is told."""

_FIELDS = {"title": "titel", "body": "tekst"}
"""What a reader sees of a document. Its keywords are not among it: of those the facets are told that show them."""
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


def named(facets: Iterable[FacetResult]) -> Named:
    """What the facets beside these results are called, and their values."""
    return {facet.key: (facet.label, {value.value: value.label for value in facet.values}) for facet in facets}


def tell(hit: Hit, question: Question, names: Named) -> Told:
    """What a reader can't see from the marks in title and passage."""
    here = _names_of_its_places(hit, question)
    visible = {fold(unescape(form)) for text in (hit.title_marked, hit.highlight) for form in _MARKED.findall(text)}
    told = [why for why in hit.why if why.how != How.GRAM and why.typed not in here and not _is_plain(why, visible)]
    placed = [(why, _beside(why, hit, names)) for why in told]
    # "coalitie" is in the name of every coalition: that is no reason.
    telling = (_reason(why, beside) for why, beside in placed if fold(why.typed) not in map(fold, beside))
    reasons = _together(telling)
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
        found = _one_form_each([form for why in hit.why if why.how != How.GRAM for form in why.found])
        return f"Met een deel van uw woord: {listed(found)}" if found else "Met een deel van uw woord"
    if len(lacking) > MOST_LACKING:
        return f"Met {asked - len(lacking)} van uw {asked} woorden"
    return f"Zonder {_quoted(lacking)}"


def _is_plain(why: Why, visible: Collection[str]) -> bool:
    """Whether a marked word in sight is the typed one, or has it in it, as "zwangerschap" has "zwanger"."""
    typed = fold(why.typed)
    return any((form := fold(found)) in visible and (why.how == How.WORD or typed in form) for found in why.found)


def _beside(why: Why, hit: Hit, names: Named) -> tuple[str, ...]:
    """The labels of the facets under which a reader sees the keyword of this document that is a reason."""
    if "keywords" not in why.where:
        return ()
    there = (
        (label, f" {bare(by_value[value])} ")
        for key, (label, by_value) in names.items()
        for value in hit.facets.get(key, ())
        if value in by_value
    )
    return tuple(dict.fromkeys(label for label, name in there if any(f" {form} " in name for form in why.found)))


def _reason(why: Why, beside: Sequence[str]) -> Reason:
    asked = {
        How.WORD: "",
        How.CORRECTION: f"u typte {why.typed}",
    }.get(why.how, f"u zocht {why.typed}")
    # Of a word itself, or as it was meant, one form says enough; synonyms differ.
    forms = 1 if why.how in (How.WORD, How.CORRECTION) else 2
    return Reason(_one_form_each(why.found)[:forms], asked, _where(why, beside))


def _one_form_each(found: Sequence[str]) -> tuple[str, ...]:
    """The first form of each word: "ervaringsdeskundigen" and "ervaringsdeskundige" are one to a reader."""
    first: dict[tuple[str, ...], str] = {}
    for form in found:
        first.setdefault(tuple(tokens(form)), form)
    return tuple(first.values())


def _where(why: Why, beside: Sequence[str]) -> str:
    """ "in titel en tekst", "in titel en onder ‘Kosten’", "bij ‘Thema’" """
    fields = [_FIELDS[field] for field in why.where if field in _FIELDS and not (field == "body" and why.under)]
    under = f"onder {_quoted(why.under)}" if 0 < len(why.under) <= 2 else ""
    if why.under and not under:
        fields.append(_FIELDS["body"])
    inside = f"in {listed(fields)}" if fields else ""
    labels = f"bij {_quoted(beside)}" if beside else ""
    found = [part for part in (inside, under, labels) if part]
    return listed(found) if found else ""


def _quoted(words: Sequence[str]) -> str:
    return listed([f"‘{word}’" for word in words])


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
