"""Words as both engines see them: one analysis for documents, queries and marks.

A word becomes a token: lower case, folded, and the lemma that it shares with its other forms (gezinnen, gezin). No
word is dropped: "Nu Niet Zwanger" is a name. The engines get these tokens ready made and analyse nothing themselves
(docs/adr/0007). What a compound is made of is told by `compounds`.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from Stemmer import Stemmer

from search.analysis import lists
from search.analysis.function_words import DROPPED

MAX_TOKEN = 64
"""Letters of a token that count; Dutch compounds stay well below, pasted nonsense does not."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ]s\b)?")
_POSSESSIVE = re.compile(r"['’ʼ]s$")


class Word(NamedTuple):
    """A word where it stands in the text, and its token."""

    start: int
    end: int
    token: str


def fold(text: str) -> str:
    """Lower case, without accents, ligatures taken apart (ĳ is ij)."""
    if text.isascii():
        return text.lower()  # nothing to take apart, and most words are
    # Taken apart before and after: 𝝖 has a lower case only once it is Α, and İ leaves a dot behind.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    # "dutch" became Kraaij-Pohlmann in Snowball 3, which takes gezin for zin; dutch_porter is what Lucene has too.
    # In C: the same stems as Snowball's own Python, forty times sooner. Without its cache, since `token` has one.
    return Stemmer("dutch_porter", 0)


def plain(word: str) -> str:
    """A word as the lists have it: folded, without possessive s and what isn't a letter or digit."""
    if word.isascii() and word.isalnum():
        return word.lower()[:MAX_TOKEN]
    folded = fold(_POSSESSIVE.sub("", word))[:MAX_TOKEN]
    return "".join(letter for letter in folded if letter.isalnum())


@lru_cache(maxsize=100_000)  # a few MB; a page of results meets the same words over and over
def token(word: str) -> str:
    """The token of one word, with its accents and case: "Coalities" and "coalities" are one."""
    kept = plain(word)
    return lemma(kept) if kept else ""


def lemma(word: str) -> str:
    """The token of a plain word: from the list, of the last part of a compound, or by the stemmer.

    New compounds are made all the time and no list has their plurals: "buurtgezinnen" goes where "gezinnen" goes.
    """
    listed = lists.lemmas().get(word)
    if listed:
        return listed
    parts = split(word)
    if parts:
        return word[: -len(parts[-1])] + token(parts[-1])
    return stem(word)


@lru_cache(maxsize=10_000)  # asked twice for each new word, for its token and for its parts
def split(word: str) -> tuple[str, ...]:
    """The parts of a plain word as they are written, () when it is no compound."""
    return lists.splitter().split(word)


def stem(word: str) -> str:
    """What the stemmer alone makes of a folded word.

    But no other word becomes one that questions drop: "overheid" is not a form of "over", nor "maart" of "maar".
    """
    stemmed: str = word if word in DROPPED else _stemmer().stemWord(word)
    return word if stemmed in DROPPED else stemmed


def written(text: str) -> list[str]:
    """The words of a text as they stand there; one that is nothing but marks has no token."""
    return _WORD.findall(text)


FEW = 32
"""Words that are looked for one by one: more of them are found sooner by going through all words of a text."""


def places_of_any(text: str, forms: Collection[str]) -> Iterator[re.Match[str]]:
    """Where any of these words of `written` stands in a text."""
    if len(forms) <= FEW:
        return chain.from_iterable(places(text, form) for form in forms)
    return (match for match in _WORD.finditer(text) if match[0] in forms)


def places(text: str, form: str) -> Iterator[re.Match[str]]:
    """Where one of the words of `written` stands in a text: sooner than all of them are gone through."""
    if form[0] == "s" and not form[1:2].isalnum():
        # It may be the end of another one: the s of "foto's" is no word.
        yield from (match for match in _WORD.finditer(text) if match[0] == form)
        return
    start = text.find(form)
    while start >= 0:
        # First whether a word begins here: of one long run of letters each would be read to its end.
        if not text[start - 1 : start].isalnum() and (match := _WORD.match(text, start)) and match[0] == form:
            yield match
        start = text.find(form, start + 1)


def words(text: str, start: int = 0) -> Iterator[Word]:
    """The words of a text with their places, from a place on."""
    for match in _WORD.finditer(text, start):
        if found := token(match.group()):
            yield Word(match.start(), match.end(), found)


def end_of_row(text: str, start: int, wanted: tuple[str, ...]) -> int:
    """Where these tokens end, of which the words stand in a row from here on; 0 when they don't."""
    ahead = list(islice(words(text, start), len(wanted)))
    return ahead[-1].end if tuple(word.token for word in ahead) == wanted else 0


def exact(word: str) -> str:
    """A word as it is written, but for capitals and accents: "stopte" and "stoppen" are two."""
    if word.isascii() and word.isalnum():
        return word.lower()[:MAX_TOKEN]
    return "".join(letter for letter in fold(word)[:MAX_TOKEN] if letter.isalnum())


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order."""
    return [word.token for word in words(text)]
