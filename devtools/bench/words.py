"""Dutch text from a seed: sentences of the examples, in which rarer words of the language take turns (pure).

The sentences give it the function words, lengths and word order of real pages; the words give it the long tail that
a large collection has. Of the latter the n-th is met 1/n as often as the first (Zipf), and a fifth is a compound made
on the spot, since Dutch makes new ones all the time.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from exchange.demo.files import read
from search.analysis import lists

_TAG = re.compile(r"<[^>]+>")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_REPLACEABLE = re.compile(r"\b[a-z]{6,}\b")
"""Lower case and long: mostly nouns, verbs and adjectives."""

NEW_COMPOUNDS = 0.2
REPLACED = (0.7, 0.4)
"""How likely a sentence gets a first and a second other word."""

MIN_SENTENCE = 20
"""Letters of what counts as a sentence: shorter is a heading or a cry."""


@dataclass(frozen=True)
class Material:
    """What text is made of, each in a fixed order."""

    sentences: Sequence[str]
    titles: Sequence[str]
    words: Sequence[str]
    first_parts: Sequence[str]
    last_parts: Sequence[str]


@lru_cache(maxsize=1)
def material() -> Material:
    """Of the examples in this checkout and the lists of the analysis."""
    pages = read().all_pages
    told = [text for page in pages for text in _texts(page.values)]
    sentences = {
        sentence.strip() for text in told for sentence in _SENTENCE_END.split(text) if len(sentence) >= MIN_SENTENCE
    }
    splitter = lists.splitter()
    words = set(lists.lemmas()) | splitter.first | splitter.last
    return Material(
        sentences=sorted(sentences),
        titles=sorted(str(page.values["title"]) for page in pages),
        words=_shuffled(word for word in words if len(word) >= MIN_WORD),
        first_parts=_shuffled(splitter.first & splitter.everyday),
        last_parts=_shuffled(splitter.last & splitter.everyday),
    )


MIN_WORD = 4


def _shuffled(words: Any) -> Sequence[str]:
    """In an order of its own that is always the same: by the alphabet the commonest would all begin with an a."""
    found = sorted(words)
    random.Random("woorden").shuffle(found)
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield _TAG.sub(" ", value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


class Writer:
    """Writes with one source of chance: the same seed gives the same text."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._of = material()

    def word(self) -> str:
        """A word as rare as words are, or a compound that was never written before."""
        if self._chance.random() < NEW_COMPOUNDS:
            return self._ranked(self._of.first_parts) + self._ranked(self._of.last_parts)
        return self._ranked(self._of.words)

    def sentence(self) -> str:
        sentence = self._chance.choice(self._of.sentences)
        for likely in REPLACED:
            places = list(_REPLACEABLE.finditer(sentence))
            if places and self._chance.random() < likely:
                place = self._chance.choice(places)
                sentence = sentence[: place.start()] + self.word() + sentence[place.end() :]
        return sentence

    def text(self, letters: int) -> str:
        """About so many letters, in whole sentences: from half as much to half as much again."""
        wanted = letters * (0.5 + self._chance.random())
        sentences: list[str] = []
        while sum(map(len, sentences)) < wanted:
            sentences.append(self.sentence())
        return " ".join(sentences)

    def title(self) -> str:
        """One of the examples with another word in it; at most 100 letters."""
        title = self._chance.choice(self._of.titles)
        place = next(iter(_REPLACEABLE.finditer(title)), None)
        if place:
            return f"{title[: place.start()]}{self.word()}{title[place.end() :]}"[:100]
        return f"{title}, {self.word()}"[:100]

    def _ranked(self, words: Sequence[str]) -> str:
        # A rank evenly spread over its logarithm is met as often as 1/rank.
        return words[int(len(words) ** self._chance.random()) - 1]
