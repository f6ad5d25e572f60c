"""The vocabulary as editors wrote it, for who wants to see what the search makes of a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.db import DatabaseError

from search.analysis.tokens import tokens
from search.vocabulary.entries import Entry, compile_entries
from search.vocabulary.rules import Rules, Tokens
from search.vocabulary.seeds import seed_entries
from search.vocabulary.stored import entries_in_force

__all__ = ["Spoken", "spoken"]


@dataclass(frozen=True)
class Spoken:
    """The rules, and each of their terms as it is written, by its tokens."""

    rules: Rules
    written: Mapping[Tokens, str]

    @classmethod
    def of(cls, entries: list[Entry]) -> Self:
        """Of two ways to write a term the first."""
        written = {tuple(tokens(term)): term for entry in reversed(entries) for term in (*entry.means, *entry.said)}
        return cls(compile_entries(entries), written)

    @property
    def names(self) -> frozenset[Tokens]:
        """Those of which the words stay together."""
        return self.rules.names

    def synonyms(self, term: Tokens) -> list[str]:
        """The synonyms of a term, as they are written."""
        return [self.written[other] for other in self.rules.synonyms.get(term, ())]


def spoken() -> Spoken:
    """What is in force; before the first `migrate` what the site begins with."""
    try:
        return Spoken.of(entries_in_force())
    except DatabaseError:
        return Spoken.of(list(seed_entries()))
