"""The fields that are searched, their weights, and what is in them: the same for both engines (pure)."""

from collections.abc import Iterator, Mapping

WORDS: Mapping[str, float] = {"title": 4, "keywords": 1, "body": 2}
"""Fields of words in the order in which they stand, with their weights. `keywords` are theme names, their synonyms,
tags and places: dutch-search.md has 3, measured on documents with few of them; ours have a dozen, which then drown
the text (docs/search.md has the figures)."""

PARTS: Mapping[str, float] = {"title_parts": 2, "body_parts": 1}
"""Fields of the parts of compounds, at half the weight of the words that they are parts of."""

FIELDS: Mapping[str, float] = {**WORDS, **PARTS}
"""All that is scored together, as one text (BM25F)."""

K1, B = 2.4, 0.4
"""BM25's own numbers: how long repeating a word goes on counting, and how much a long text is held against itself.
Measured in dutch-search.md. SQLite has its own b, .75."""

EXACT: Mapping[str, str] = {field: f"{field}_exact" for field in WORDS}
"""Beside each field of words one with the words as they are written: what stands between quotes is looked for there,
and nothing else. It adds to no score."""

GRAMS = "grams"
"""The field of n-grams: it adds to the score and finds nothing by itself."""

GRAM = 5
"""Letters of an n-gram: shorter ones are in every word."""


def grams(token: str) -> Iterator[str]:
    """The n-grams of a token that is longer than one."""
    if len(token) > GRAM:
        yield from (token[start : start + GRAM] for start in range(len(token) - GRAM + 1))
