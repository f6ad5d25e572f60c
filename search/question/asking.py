"""What somebody asks, understood with the vocabulary in force and the words of the index."""

from search.known_words import StoredWords
from search.question.model import Question
from search.question.understanding import understand
from search.vocabulary import rules


def asked(text: str) -> Question:
    """The question in a cleaned text; at most two queries, and one for each word that nobody knows."""
    return understand(text, rules(), StoredWords()) if text else Question()
