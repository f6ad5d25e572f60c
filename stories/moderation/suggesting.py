"""Which themes a story may be about, by the words of the closed list. Computed at each look, kept nowhere.

Never by the search engine: what was told to us would stand in its logs and among the questions without an answer.
"""

from collections.abc import Iterable
from typing import Final

from django.utils.text import slugify

from themes.models import Theme

__all__ = ["suggestions"]

MOST: Final = 4
"""More themes than a story is ever about say nothing."""
LOOKED_AT: Final = 5_000
"""Characters of a text that are looked at: what it is about stands in its first pages, and a list has twenty."""


def suggestions(texts: Iterable[str]) -> list[list[Theme]]:
    """For each text the themes that it names, by name or synonym; that of the longest word first. One query for all."""
    known = [(theme, [slugify(word) for word in (theme.name, *theme.synonym_list)]) for theme in Theme.objects.all()]
    return [_named(f"-{slugify(text[:LOOKED_AT])}-", known) for text in texts]


def _named(folded: str, known: Iterable[tuple[Theme, list[str]]]) -> list[Theme]:
    """As themes.rules.named, with every text and word folded once."""
    lengths = [
        (max((len(word) for word in words if f"-{word}-" in folded), default=0), theme) for theme, words in known
    ]
    return [theme for length, theme in sorted(lengths, key=lambda pair: -pair[0]) if length][:MOST]
