"""What the analysis makes of a text, word by word, for who wants to know why something was found."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from search.analysis.compounds import written_parts
from search.analysis.tokens import Word, words

Tokens = tuple[str, ...]
SynonymsOf = Callable[[Tokens], Sequence[str]]
"""The synonyms of the tokens of a term, as they are written."""


@dataclass(frozen=True)
class ExplainedWord:
    """A word of a text as both engines see it; a name of several words that stays together is one."""

    word: str
    lemma: str
    """The token that it shares with its other forms; of a name its tokens in a row."""
    parts: tuple[str, ...]
    """What the word was put together from, as it is written, in order."""
    synonyms: tuple[str, ...]


def explain(text: str, synonyms_of: SynonymsOf, names: Collection[Tokens] = ()) -> list[ExplainedWord]:
    """The words of a text, in order; `names` are those of which the words stay together."""
    return [_explained(text, found, synonyms_of) for found in _in_names(list(words(text)), names)]


def _in_names(read: Sequence[Word], names: Collection[Tokens]) -> Iterator[Sequence[Word]]:
    """The words one by one, those of a name together; of two names that begin at a word the longest."""
    longest = max(map(len, names), default=1)
    place = 0
    while place < len(read):
        lengths = range(min(longest, len(read) - place), 1, -1)
        ahead = (read[place : place + length] for length in lengths)
        found = next((some for some in ahead if tuple(word.token for word in some) in names), read[place : place + 1])
        yield found
        place += len(found)


def _explained(text: str, found: Sequence[Word], synonyms_of: SynonymsOf) -> ExplainedWord:
    tokens = tuple(word.token for word in found)
    written = text[found[0].start : found[-1].end]
    return ExplainedWord(
        word=written,
        lemma=" ".join(tokens),
        parts=written_parts(written) if len(found) == 1 else (),
        synonyms=tuple(synonyms_of(tokens)),
    )
