"""Which analysis made the tokens in an index."""

from functools import lru_cache

from search.analysis import lists

_CODE = "words-3"
"""Raise it when a change of code lets other tokens come out of the same lists."""


@lru_cache(maxsize=1)
def analysis_version() -> str:
    """Part of the index's fingerprint: another value asks for a rebuild."""
    return f"{_CODE}-{lists.digest()}"
