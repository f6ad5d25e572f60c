"""How much each way of meeting a word counts, against 1 for the word itself. Measured: docs/search.md."""

from collections.abc import Mapping, Sequence
from math import log

from search.question.model import How, Need

WEIGHTS = {
    How.WORD: 1.0,
    # Somebody else's word for the same thing.
    How.SYNONYM: 0.8,
    # A part says less than the whole: "hulp" of "schuldhulp".
    How.PART: 0.5,
    How.CORRECTION: 0.8,
    # What a layman's words come down to is one of several things.
    How.MEANING: 0.5,
    How.RELATED: 0.3,
}

WHOLE = 0.25
"""A name or term that stands in a document as it was typed, beside its words: a little more."""

WHOLE_NAME = 1.5
"""A name that stands there as it was typed. Its words are common ones ("nu", "niet"), and its abbreviation is rare and
counts for each of them: without this a text with "NNZ" came before one that is called Nu Niet Zwanger."""

COMMON = 0.15
"""A part that this share of the documents has says nothing by itself ("zorg", "kind"): it admits no document."""

EVERYWHERE = 0.5
"""A word that more than this share of the documents has, as a keyword too, counts less the more have it: each approach
is of a coalition, and "ouders bij een coalitie" is about parents. Else all that is called coalition came first."""

KEYWORD_WEIGHT = 0.6
"""A word of the question that is among the keywords counts so often its rarity, as one mention in the title does: once,
however many of its synonyms are there too, and however short the text is. They say under what a document was filed.
Measured: docs/search.md."""

GRAM_WEIGHT = 0.05
"""An n-gram that a document has: what no list knows is still alike. A word has up to ten of them."""

PLACE_WEIGHT = 1.0
"""A document of the place that is named, besides that the name stands in it: about half of what a rare word brings.
Who asks for "huisbezoek Leiden" wants those of Leiden first, and others rather than nothing."""

FULL_WEIGHT = 1.0
"""That every word of the question is met. Of one word many synonyms can bring more than all words together, and a
reader who sees "12 resultaten" expects those first. Measured: docs/search.md."""

LIFT = 100_000
"""What a document that editors put first gets above its score: no sum of words comes near, and a float of the engine
still tells hundredths apart at five times as much."""


def lifts(on_top: Sequence[str]) -> Mapping[str, int]:
    """What each document at the top gets added to its score, by its key: the first the most."""
    return {key: LIFT * (len(on_top) - place) for place, key in enumerate(on_top)}


def rarity(share: float) -> float:
    """What BM25 calls idf, by the share of the documents that has a word; of an unknown word that of a rare one."""
    return log(1 + (1.0005 - share) / (share + 0.0005))


def filed(need: Need) -> float:
    """What it brings that a word of the question, or what says the same, is among the keywords."""
    return round(KEYWORD_WEIGHT * min(rarity(clause.share) for clause in need.says), 3)
