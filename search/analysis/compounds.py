"""What a compound is made of, as tokens: "schuldhulpverlening" is found with schuld, hulp and verlening."""

from functools import lru_cache

from search.analysis import lists
from search.analysis.tokens import lemma, plain, split, token


def taken_apart(word: str) -> tuple[str, tuple[str, ...]]:
    """The token of a word as it is written, "" for what is nothing but marks, and the tokens of its parts.

    After the smallest parts come the words between those and the whole: jeugd, gezondheid, zorg, gezondheidszorg.
    Not remembered: who asks it of all words of all documents keeps them with what else was made of them.
    """
    whole = plain(word)
    if not whole:
        return "", ()
    found, smallest = lemma(whole), split(whole)
    if not smallest:
        return found, ()
    parts = dict.fromkeys(map(token, (*smallest, *lists.splitter().within(whole, smallest))))
    parts.pop(found, None)
    return found, tuple(parts)


def parts(word: str) -> tuple[str, ...]:
    """The tokens of the parts of a word, with its accents and case; () when it is no compound."""
    return with_parts(word)[1:]


def longer_parts(word: str) -> tuple[str, ...]:
    """Of the tokens of its parts those that are compounds themselves: babysterfte in babysterftecijfers."""
    whole = plain(word)
    return tuple(dict.fromkeys(map(token, lists.splitter().within(whole, split(whole)))))


def written_parts(word: str) -> tuple[str, ...]:
    """The smallest parts of a word as they are written, in order, without linking s; () when it is no compound."""
    whole = plain(word)
    found, start = [], 0
    # What was folded to as many letters as were written has its accents in the same places.
    shown = word.lower() if len(word) == len(whole) else whole
    for part in split(whole):
        start = whole.index(part, start)
        found.append(shown[start : start + len(part)])
        start += len(part)
    return tuple(found)


@lru_cache(maxsize=100_000)  # as the tokens: a page of results meets the same words over and over
def with_parts(word: str) -> tuple[str, ...]:
    """The token of a word as it is written, then those of its parts; () for what is nothing but marks."""
    found, parts = taken_apart(word)
    return (found, *parts) if found else ()
