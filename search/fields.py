"""The fields that are searched, their weights, and what is in them: the same for both engines (pure)."""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {"title": 4, "body": 2, "title_parts": 2, "body_parts": 1}
"""What is scored together, as one text (BM25F): words, and the parts of compounds at half the weight of the words that
they are parts of."""

KEYWORDS = ("keywords", "keyword_parts")
"""Theme names, their synonyms, tags and places, and the parts of their compounds. They find a document and are worth
little (weights.KEYWORD_WEIGHT): a dozen synonyms of a theme would else be most of what a short text says."""

WORDS = ("title", "keywords", "body")
PARTS = ("title_parts", "keyword_parts", "body_parts")
FIELDS = (*WORDS, *PARTS)
"""All that finds a document, in the order in which the fields stand."""


def looked_in(*, whole: bool) -> tuple[str, ...]:
    """The fields in which something is found; `whole`: only as a word of its own, never within a longer one."""
    return WORDS if whole else FIELDS


K1, B = 2.4, 0.4
"""BM25's own numbers: how long repeating a word goes on counting, and how much a long text is held against itself.
docs/search.md, "The theory of the ranking". SQLite has its own b, .75."""

EXACT: Mapping[str, str] = {field: f"{field}_exact" for field in WORDS}
"""Beside each field of words one with the words as they are written: what stands between quotes is looked for there,
and nothing else. It adds to no score."""

GAP = "\ue000"
"""Stands in those between two texts of one field: what ends one keyword and begins the next is nothing that anybody
wrote. A word to both engines (a character for private use), and none that can be typed."""

GRAMS = "grams"
"""The field of n-grams: it adds to the score and finds nothing by itself."""

GRAM = 5
"""Letters of an n-gram: shorter ones are in every word."""


def grams(token: str) -> list[str]:
    """The n-grams of a token that is longer than one."""
    return [token[start : start + GRAM] for start in range(len(token) - GRAM + 1)] if len(token) > GRAM else []
