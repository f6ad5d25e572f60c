"""Plain text out of rich content: the one walker that search, summaries and checks share."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A stretch of text under its heading ("" before the first one)."""

    heading: str
    text: str
