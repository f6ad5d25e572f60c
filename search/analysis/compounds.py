"""What a compound is made of, as tokens: "schuldhulpverlening" is found with schuld, hulp and verlening."""

from functools import lru_cache
from itertools import chain

from search.analysis import lists
from search.analysis.tokens import plain, split, token, written


@lru_cache(maxsize=100_000)  # as the tokens: a page of results meets the same words over and over
def parts(word: str) -> tuple[str, ...]:
    """The tokens of the parts of a word, with its accents and case; () when it is no compound.

    After the smallest parts come the words between those and the whole: jeugd, gezondheid, zorg, gezondheidszorg.
    """
    whole = plain(word)
    smallest = split(whole)
    if not smallest:
        return ()
    found = dict.fromkeys(token(part) for part in (*smallest, *lists.splitter().within(whole, smallest)))
    found.pop(token(word), None)
    return tuple(found)


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


def all_tokens(text: str) -> frozenset[str]:
    """The tokens of a text with those of the parts of its compounds, in no order."""
    # A text has each of its words several times.
    return frozenset(chain.from_iterable(map(with_parts, set(written(text)))))


@lru_cache(maxsize=100_000)  # as its tokens
def with_parts(word: str) -> tuple[str, ...]:
    """The token of a word as it is written, then those of its parts; () for what is nothing but marks."""
    return (found, *parts(word)) if (found := token(word)) else ()
