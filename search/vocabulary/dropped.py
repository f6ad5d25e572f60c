"""Words of a question that are dropped, unless they belong to a name."""

from search.analysis.function_words import FUNCTION_WORDS

DROPPED = FUNCTION_WORDS | {"geen", "niet", "nu", "zonder"}
"""Folded forms. What is denied is still what a text is about: "zonder oordeel" is about oordelen."""
