"""What somebody asks, cleaned: the form every question takes, from whichever door (pure)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["relevance", "newest", "title"]
SORTS: Mapping[Sort, str] = {"relevance": "Meest passend", "newest": "Nieuwste eerst", "title": "Titel, A tot Z"}

PAGE_SIZE = 20
MAX_RESULTS = 10_000
"""The engine gives no hits beyond this one; nobody reads them."""
MAX_QUERY = 250
"""Characters of a question that are read: a long sentence. What is pasted beyond it would only cost time."""
MAX_VALUES = 50
"""Chosen values per facet."""

_UNWANTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+")


def clean_query(text: str) -> str:
    """A question without control characters and lone surrogates, on one line, cut at MAX_QUERY characters.

    Not within a word, if it has more than one: half a word is another one.
    """
    # Cut before normalising: one character can grow to eighteen.
    kept = unicodedata.normalize("NFC", _UNWANTED.sub(" ", text[: MAX_QUERY * 8]))
    line = " ".join(kept.split())
    cut = line[:MAX_QUERY]
    if line[MAX_QUERY : MAX_QUERY + 1].strip() and " " in cut:
        cut = cut.rpartition(" ")[0]
    return cut.rstrip()


@dataclass(frozen=True)
class SearchRequest:
    """A question: words, chosen facet values, order and page. Pages count from 1."""

    query: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    size: int = PAGE_SIZE
    shorthands: Mapping[str, str] = field(default_factory=dict)
    """Parameters that stand for several values of a facet (search/shorthands.py), as typed."""

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    @property
    def too_deep(self) -> bool:
        """Whether the page lies beyond what the engine gives."""
        return self.page < 1 or self.offset + self.size > MAX_RESULTS

    def others(self, key: str) -> dict[str, frozenset[str]]:
        """What is chosen in the other facets: a facet's counts ignore its own choice."""
        return {other: values for other, values in self.chosen.items() if other != key and values}
