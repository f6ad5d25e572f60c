"""What a command that wrote much does before it ends: all of it can then be found, mistyped too."""

from search.indexer.build import build_due
from search.known_words import count_words

__all__ = ["catch_up"]


def catch_up() -> None:
    """Build every document that is due, and count anew which words the index has."""
    build_due()
    count_words()
