"""Rules about themes: functions over values, without the database."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.text import slugify

# The same names and synonyms are held against every question.
_folded = lru_cache(maxsize=10_000)(slugify)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that have something on them, trimmed, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def named(question: str, things: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Name and slug of the things (name, other words, slug) that a question names, those of the longest word first.

    By whole words or phrases: case, accents and punctuation don't matter.
    """
    asked = f"-{slugify(question)}-"
    found = [(_longest(asked, (name, *lines(synonyms))), name, slug) for name, synonyms, slug in things]
    return [(name, slug) for length, name, slug in sorted(found, key=lambda each: -each[0]) if length]


def _longest(asked: str, words: Iterable[str]) -> int:
    return max((len(folded) for word in words if (folded := _folded(word)) and f"-{folded}-" in asked), default=0)


def replaced(values: Sequence[int], old: int, new: int) -> list[int]:
    """The values with a new one instead of an old one, each once and in their order."""
    return list(dict.fromkeys(new if value == old else value for value in values))
