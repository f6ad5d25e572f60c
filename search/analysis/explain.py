"""What the analysis makes of a text, word by word, for who wants to know why something was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search.analysis.compounds import parts
from search.analysis.tokens import words

SynonymsOf = Callable[[str], Sequence[str]]
"""The synonyms of a token, as they are written."""


@dataclass(frozen=True)
class ExplainedWord:
    """A word of a text as both engines see it."""

    word: str
    lemma: str
    """The token that it shares with its other forms."""
    parts: tuple[str, ...]
    """Tokens of what the word was put together from."""
    synonyms: tuple[str, ...]


def explain(text: str, synonyms_of: SynonymsOf) -> list[ExplainedWord]:
    """The words of a text, in order."""
    return [
        ExplainedWord(
            word=written,
            lemma=word.token,
            parts=parts(written),
            synonyms=tuple(synonyms_of(word.token)),
        )
        for word in words(text)
        for written in (text[word.start : word.end],)
    ]
