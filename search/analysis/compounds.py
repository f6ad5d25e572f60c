"""What a compound is made of, as tokens: "schuldhulpverlening" is found with schuld, hulp and verlening."""

from functools import lru_cache

from search.analysis.tokens import plain, split, token


@lru_cache(maxsize=100_000)  # as the tokens: a page of results meets the same words over and over
def parts(word: str) -> tuple[str, ...]:
    """The tokens of the parts of a word, with its accents and case; () when it is no compound."""
    found = dict.fromkeys(token(part) for part in split(plain(word)))
    found.pop(token(word), None)
    return tuple(found)
