"""What somebody asks, understood with what editors decided and the words of the index."""

from search.curation import Curation, in_force
from search.known_words import StoredWords
from search.placement.rules import apply
from search.question.model import Question
from search.question.understanding import understand


def asked(text: str, curation: Curation | None = None) -> Question:
    """The question in a cleaned text; at most two queries, and one for each word that nobody knows."""
    if not text:
        return Question()
    decided = curation or in_force()
    return apply(understand(text, decided.rules, StoredWords()), decided.placements)
