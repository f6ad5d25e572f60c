"""From an engine's answer to what a page, a feed or the command shows (pure, frozen)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from core.partial_date import PartialDate
from search import registry
from search.engines.base import Answer, Found
from search.facets import Facet
from search.fullness import Fullness
from search.highlight import mark, passage
from search.meeting import Meeting
from search.question.model import Question
from search.question.weights import lifts
from search.requests import MAX_RESULTS, SearchRequest
from search.shorthands import Meant
from search.there import There
from search.why import Why, reasons

EngineName = Literal["opensearch", "database"]


@dataclass(frozen=True)
class Hit:
    """One result. `highlight` and `title_marked` are escaped HTML with `<mark>`."""

    key: str
    type: str
    id: int
    type_label: str
    template: str
    external_id: str | None
    title: str
    title_marked: str
    url: str
    score: float | None
    highlight: str
    date: str
    display: Mapping[str, Any]
    parent: Mapping[str, str] | None
    why: tuple[Why, ...] = ()
    """Which words of the question it meets, and how; empty without words."""
    missing: tuple[str, ...] = ()
    """The words of the question, as typed, that it lacks: then it is one of those that meet a part of the question."""
    on_top: bool = False
    """Editors put it first for this question."""
    indented: bool = False
    """A part directly under the whole that it belongs to."""
    summary: str = ""
    iso_date: str = ""
    """The date as precise as it is known: "2024", "2024-03" or "2024-03-14"; "" if none."""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The values of its facets, by key."""


class FacetValue(NamedTuple):
    """One value of a facet. A page of results has hundreds, which a tuple is made for sooner."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # hides the method of a tuple, which nobody needs here
    selected: bool


@dataclass(frozen=True)
class FacetResult:
    """The values of one facet that occur, and the chosen ones always, in the order to show."""

    key: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class SearchResults:
    """One page of results. `degraded`: the engine was asked and couldn't answer; the database did."""

    request: SearchRequest
    engine: EngineName
    degraded: bool
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[FacetResult, ...]
    partial_counts: bool = False
    unknown: tuple[tuple[str, str], ...] = ()
    """Chosen values that don't exist, as (label of the facet, value); they were left out."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Chosen values that are called otherwise today: as they were asked for, and that name."""
    meant: tuple[Meant, ...] = ()
    """What the shorthands of the question stand for."""
    full: int = 0
    """How many of `total` have every word of the question; without words all of them."""
    question: Question = Question()
    """What was asked, as it was understood."""
    without: Mapping[str, int] = field(default_factory=dict)
    """When nothing was found: how many there are without the choice in a facet, of each facet where that helps."""
    without_all: int = 0
    """When nothing was found: how many there are without any choice."""

    @property
    def pages(self) -> int:
        """How many pages can be turned to."""
        return -(-min(self.total, MAX_RESULTS) // self.request.size)

    @property
    def only_alike(self) -> bool:
        """Whether nothing has one of several words as it is, but parts of words or letters alike at most.

        The first page has the best, so it tells of all; of another one isn't known what came before it.
        """
        words = len(self.question.needs)
        is_best = bool(self.hits) and self.request.page == 1 and self.request.sort == "relevance"
        return is_best and not self.full and words > 1 and all(len(hit.missing) == words for hit in self.hits)

    def facet(self, key: str) -> FacetResult:
        """The facet with this key; KeyError if none."""
        for facet in self.facets:
            if facet.key == key:
                return facet
        raise KeyError(key)


def hits(answer: Answer, question: Question, visible: Collection[str]) -> tuple[Hit, ...]:
    """The found documents that may be shown, with their passages."""
    meeting = Meeting(question)
    fullness = None if answer.full == answer.total else Fullness(question)
    shown = [_hit(found, meeting, fullness) for found in answer.found if found.key in visible]
    return tuple(_indent(shown))


def facet_result(
    facet: Facet, counts: Mapping[str, int], labels: Mapping[str, str], chosen: Collection[str]
) -> FacetResult:
    """One facet with names for its values; a value without a name (its theme was just deleted) is left out."""
    present = {**counts, **{value: counts.get(value, 0) for value in chosen}}
    values = [
        FacetValue(value, str(labels[value]), count, value in chosen)
        for value, count in present.items()
        if value in labels
    ]
    return FacetResult(facet.key, facet.label, tuple(_sorted(values, facet, list(labels))))


def _hit(found: Found, meeting: Meeting, fullness: Fullness | None) -> Hit:
    """`fullness` is None when every document has all words."""
    document = registry.document_type(found.type)
    source = found.source
    there = There.of(source)
    return Hit(
        key=found.key,
        type=found.type,
        id=found.id,
        type_label=str(document.label),
        template=document.template,
        external_id=source["external_id"] or None,
        title=source["title"],
        title_marked=mark(source["title"], meeting, there),
        url=source["url"],
        score=_score(found, meeting.question),
        highlight=passage(source, meeting, there),
        date=PartialDate.parse(source["date"]).display() if source["date"] else "",
        display=source["display"],
        parent=source["parent"],
        why=reasons(source, meeting, there),
        summary=source["summary"],
        iso_date=source["date"],
        missing=fullness.missing(source, there) if fullness else (),
        facets=source["facets"],
        on_top=found.key in meeting.question.on_top,
    )


def _score(found: Found, question: Question) -> float | None:
    """What a document earned by its words."""
    lift = lifts(question.on_top).get(found.key, 0)
    return found.score if found.score is None or not lift else max(0.0, round(found.score - lift, 2))


def _indent(shown: Sequence[Hit]) -> list[Hit]:
    """A part right after its own whole, or after another part of it that is indented, stands under it."""
    result: list[Hit] = []
    whole = ""
    for hit in shown:
        under = hit.parent is not None and hit.parent["key"] == whole
        result.append(replace(hit, indented=True) if under else hit)
        whole = whole if under else hit.key
    return result


def _sorted(values: list[FacetValue], facet: Facet, given: list[str]) -> list[FacetValue]:
    if facet.sort == "label":
        return sorted(values, key=lambda value: value.label.casefold())
    if facet.sort == "value":
        return sorted(values, key=lambda value: value.value, reverse=True)
    if facet.sort == "given":
        return sorted(values, key=lambda value: given.index(value.value))
    return sorted(values, key=lambda value: (-value.count, value.label.casefold()))
