"""What every engine answers: the same question, the same answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from search.question.model import Question
from search.requests import SearchRequest


class SearchUnavailable(Exception):
    """The engine can't answer in time. The message is for the log and holds no question."""


@dataclass(frozen=True)
class Found:
    """One document that was found, with all that it keeps."""

    key: str
    score: float | None
    source: Mapping[str, Any]
    version: int | None = None
    """Of the engine's text; None when it comes from the database itself."""

    @property
    def type(self) -> str:
        return self.key.partition(":")[0]

    @property
    def id(self) -> int:
        return int(self.key.partition(":")[2])


@dataclass(frozen=True)
class Answer:
    """A page of found documents, how many there are in all, and the counts per facet and value."""

    total: int
    found: tuple[Found, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    partial_counts: bool = False
    """The counts are those of the best documents only: there were too many to count in time."""
    full: int = 0
    """How many of `total` have every word of the question; without words all of them."""
    without: Mapping[str, int] = field(default_factory=dict)
    """When nothing is left: how many there would be without the choice in a facet, of each facet where that helps."""
    without_all: int = 0
    """When nothing is left: how many there would be without any choice."""


class SearchEngine(Protocol):
    """Something that can answer a question."""

    name: str

    def search(self, request: SearchRequest, question: Question) -> Answer:
        """Answer, or raise SearchUnavailable."""
        ...
