"""What somebody asks, understood with what editors decided, the words of the index and the names of others."""

from search import registry
from search.curation import Curation, in_force
from search.known_words import StoredWords
from search.placement.rules import apply
from search.question.model import Place, Question
from search.question.understanding import understand

MAX_PLACES = 3
"""Names in one question that count: "samenwerking tussen Delft, Leiden en Zoetermeer"."""


def asked(text: str, curation: Curation | None = None) -> Question:
    """The question in a cleaned text; `curation` when that isn't what is in force.

    Four queries at most, and one for each word that nobody knows: none of them grows with the number of documents.
    """
    if not text:
        return Question()
    decided = curation or in_force()
    return apply(understand(text, decided.rules, StoredWords(), _places(text)), decided.placements)


def _places(text: str) -> tuple[Place, ...]:
    found = [
        Place(vocabulary.facet, value, label)
        for vocabulary in registry.vocabularies()
        for value, label in vocabulary.find(text)
    ]
    return tuple(found[:MAX_PLACES])
