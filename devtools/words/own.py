"""What is written down by hand in data/ beside the dictionary, and the names of municipalities."""

from pathlib import Path

from devtools.words.lemmas import OwnLemmas
from devtools.words.parts import OwnParts
from search.analysis.tokens import fold

_DATA = Path(__file__).parent / "data"
_PLACES = Path(__file__).parents[2] / "places" / "data"


def own_lemmas() -> OwnLemmas:
    """Irregular plurals, strong verbs, words that stay apart."""
    return OwnLemmas(lines("irregular.txt"), lines("strong_verbs.txt"), lines("apart.txt"))


def own_parts() -> OwnParts:
    """Parts that the dictionary lacks, what is no part, and what is never split."""
    return OwnParts(
        parts=_words("domain.txt", "keep.txt", "parts.txt"),
        short_first=_words("short_first.txt"),
        short_last=_words("short_last.txt"),
        not_first=_words("not_first.txt"),
        not_last=_words("not_last.txt"),
        whole=_words("keep.txt", "whole.txt"),
    )


def place_names() -> frozenset[str]:
    """The words in the names of municipalities, of now and before, folded."""
    text = "".join(
        (_PLACES / name).read_text(encoding="utf-8") for name in ("municipalities.csv", "former_municipalities.csv")
    )
    return frozenset(word for word in fold(text).replace(",", " ").replace("-", " ").split() if word.isalpha())


def lines(name: str) -> tuple[str, ...]:
    """The lines of a file in data/, without its comments."""
    text = (_DATA / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _words(*names: str) -> frozenset[str]:
    return frozenset(fold(word) for name in names for line in lines(name) for word in line.split())
