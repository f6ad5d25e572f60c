"""What somebody asks, understood with what editors decided, the words of the index and the names of others."""

from collections.abc import Iterable

from search import registry
from search.curation import Curation, in_force
from search.known_words import StoredWords, all_words
from search.placement.rules import apply
from search.question.model import Place, Question
from search.question.understanding import understand

MAX_PLACES = 3
"""Names in one question that count: "samenwerking tussen Delft, Leiden en Zoetermeer"."""


def asked(text: str, curation: Curation | None = None) -> Question:
    """The question in a cleaned text; `curation` when that isn't what is in force.

    Five queries at most, and one for each word that nobody knows: none of them grows with the number of documents.
    """
    if not text:
        return Question()
    decided = curation or in_force()
    return apply(understand(text, decided.rules, StoredWords(), _places(text)), decided.placements)


def each_asked(texts: Iterable[str]) -> list[Question]:
    """Many questions, without the places that they name: two queries in all, and the words of the index in memory."""
    known, rules = all_words(), in_force().rules
    return [understand(text, rules, known) if text else Question() for text in texts]


def _places(text: str) -> tuple[Place, ...]:
    """The longest names: "Bergen op Zoom" is not Bergen as well."""
    found = [
        Place(name.facet, name.value, name.label, name.said)
        for vocabulary in registry.vocabularies()
        for name in vocabulary.find(text)
    ]
    longest = [
        place
        for place in found
        if not any(f"-{place.said}-" in f"-{other.said}-" and place.said != other.said for other in found)
    ]
    return tuple(longest[:MAX_PLACES])
