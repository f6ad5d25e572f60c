"""What a change of editors does to a question: the results of now beside those of then."""

from dataclasses import dataclass, replace
from enum import StrEnum

from search.curation import Curation, in_force
from search.placement.models import PlacedResult
from search.placement.stored import placements_with
from search.requests import SearchRequest
from search.results import Hit, SearchResults
from search.service import search
from search.vocabulary.models import VocabularyRule
from search.vocabulary.stored import rules_with


class Change(StrEnum):
    """What happens to a hit, seen from the first page."""

    NEW = "new"
    GONE = "gone"
    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True)
class Moved:
    """A hit at its place, what happened to it, and over how many places."""

    place: int
    hit: Hit
    change: Change
    steps: int = 0


@dataclass(frozen=True)
class Comparison:
    """The first page before and after."""

    query: str
    before: SearchResults
    after: SearchResults
    rows_before: tuple[Moved, ...]
    rows_after: tuple[Moved, ...]

    @property
    def alike(self) -> bool:
        """Whether nothing at all changes."""
        keys = [[hit.key for hit in results.hits] for results in (self.before, self.after)]
        return keys[0] == keys[1] and (self.before.total, self.before.full) == (self.after.total, self.after.full)


def with_rule(query: str, rule: VocabularyRule) -> Comparison:
    """A cleaned question now, and with a rule that may not be saved yet in the place of its row."""
    now = in_force()
    return _compare(query, now, replace(now, rules=rules_with(rule.entry, instead_of=rule.pk)))


def with_place(query: str, row: PlacedResult) -> Comparison:
    """A cleaned question now, and with a place that may not be saved yet."""
    now = in_force()
    return _compare(query, now, replace(now, placements=placements_with(row, instead_of=row.pk)))


def _compare(query: str, now: Curation, then: Curation) -> Comparison:
    request = SearchRequest(query)
    before, after = search(request, curation=now), search(request, curation=then)
    return Comparison(query, before, after, _rows(before, after, Change.GONE), _rows(after, before, Change.NEW))


def _rows(mine: SearchResults, others: SearchResults, alone: Change) -> tuple[Moved, ...]:
    there = {hit.key: place for place, hit in enumerate(others.hits, 1)}
    return tuple(_moved(place, hit, there.get(hit.key), alone) for place, hit in enumerate(mine.hits, 1))


def _moved(place: int, hit: Hit, other: int | None, alone: Change) -> Moved:
    if other is None:
        return Moved(place, hit, alone)
    before, after = (place, other) if alone == Change.GONE else (other, place)
    change = Change.SAME if before == after else (Change.UP if after < before else Change.DOWN)
    return Moved(place, hit, change, abs(after - before))
