"""The synonyms of one word as editors wrote them, for who wants to see what the search makes of a text."""

from collections.abc import Callable

from django.db import DatabaseError

from search.analysis.tokens import tokens
from search.vocabulary.entries import compile_entries
from search.vocabulary.seeds import seed_entries
from search.vocabulary.stored import entries_in_force

__all__ = ["synonyms_by_token"]


def synonyms_by_token() -> Callable[[str], list[str]]:
    """A function from a token to its synonyms; before the first `migrate` from what the site begins with."""
    try:
        entries = entries_in_force()
    except DatabaseError:
        entries = list(seed_entries())
    written = {tuple(tokens(term)): term for entry in reversed(entries) for term in (*entry.means, *entry.said)}
    synonyms = compile_entries(entries).synonyms
    return lambda token: [written[other] for other in synonyms.get((token,), ())]
