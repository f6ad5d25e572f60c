"""What words mean in this field: synonyms, related words and names. All of search asks `vocabulary.rules()`."""

from search.vocabulary.rules import Rules
from search.vocabulary.stored import rules

__all__ = ["Rules", "rules"]
