"""Questions to begin with: they show what one can ask, and find something here."""

from search.analysis.tokens import fold, words
from search.known_words import StoredWords
from search.vocabulary.dropped import DROPPED

__all__ = ["examples"]

QUESTIONS = (
    "schulden in de zwangerschap",
    "hoe bereik je vaders?",
    "somber na de bevalling",
    "ouders die moeite hebben met lezen",
    "huisbezoek voor de geboorte",
    "stoppen met roken",
)
"""From a single word to a whole question, in words of parents and of professionals."""

SHOWN = 4
"""Enough to see that anything may be asked."""


def examples() -> tuple[str, ...]:
    """Those of which every word that counts occurs in the index; one query."""
    asked = {text: _content(text) for text in QUESTIONS}
    there = StoredWords().shares({token for tokens in asked.values() for token in tokens})
    return tuple(text for text, tokens in asked.items() if all(token in there for token in tokens))[:SHOWN]


def _content(text: str) -> list[str]:
    return [word.token for word in words(text) if fold(text[word.start : word.end]) not in DROPPED]
