"""The page of results as its template needs it: every link made, every sentence written (no query)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search import address, registry
from search.counting import in_words, part_in_words
from search.notices import notices_of
from search.question.quotations import in_quotes
from search.requests import SORTS, SearchRequest
from search.results import FacetResult, FacetValue, Hit, SearchResults
from search.suggestions import Suggestion
from search.telling import Told, named, tell
from search.ways_on import WaysOn, ways_on

SHOWN = 10
"""Values of a facet that stand open; the rest is behind "toon alle"."""

MOST_CHIPS = 12
"""What is chosen and stands in sight; the rest is folded away."""

AROUND = 2
"""Page numbers on either side of the current one."""


@dataclass(frozen=True)
class Ask:
    """A field under a facet where one can type a shorthand for several of its values; `value` is that of now, and
    `completions` the kind of names that are offered in it."""

    key: str
    prompt: str
    hint: str
    value: str
    completions: str


@dataclass(frozen=True)
class FacetView:
    """A facet: its first options, the rest (`more`), how many are chosen, whether it is closed at first, and what
    else can be asked of it."""

    key: str
    label: str
    options: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    chosen: int
    folded: bool
    asks: tuple["Ask", ...]


@dataclass(frozen=True)
class Chip:
    label: str
    facet_label: str
    remove_url: str


@dataclass(frozen=True)
class SortOption:
    value: str
    label: str
    selected: bool
    url: str


@dataclass(frozen=True)
class PageLink:
    number: int
    url: str
    current: bool


@dataclass(frozen=True)
class Pagination:
    """Links to the pages near this one. `previous_url` and `next_url` are "" where there is none."""

    page: int
    pages: int
    previous_url: str
    next_url: str
    numbers: tuple[PageLink, ...]


@dataclass(frozen=True)
class HitView:
    """A hit, and what is said of why it is one."""

    hit: Hit
    told: Told


@dataclass(frozen=True)
class Doors:
    """Ways on of one kind, that serve anybody."""

    kind: str
    doors: tuple[Suggestion, ...]


@dataclass(frozen=True)
class SearchPage:
    """`heading` counts what has all words, `heading_part` the rest; `all_in_words` counts both together; `about` is
    what comes behind: of which question."""

    request: SearchRequest
    results: SearchResults
    heading: str
    heading_part: str
    all_in_words: str
    about: str
    title: str
    hits: tuple[HitView, ...]
    ways: WaysOn
    facets: tuple[FacetView, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    notices: tuple[str, ...]
    pagination: Pagination
    sorts: tuple[SortOption, ...]
    suggestions: tuple[Suggestion, ...]
    doors: tuple[Doors, ...]
    examples: tuple["Example", ...]

    @property
    def blank(self) -> bool:
        """Nothing was asked yet."""
        return not self.q and not self.chips

    @property
    def only_partial(self) -> bool:
        """There are results, none of them has all words, and it isn't said yet why."""
        is_partial = not self.results.full and not self.empty
        return is_partial and (bool(self.ways.unknown) or not self.ways.nothing_from)

    @property
    def empty(self) -> bool:
        """Nothing was found at all."""
        return self.results.total == 0

    @property
    def parameters(self) -> str:
        """The question as a query string, without its page: for its feed, its file, and to keep it."""
        return address.address(self.request)

    @property
    def address(self) -> str:
        """The query string of this page, with what is chosen as it is called today."""
        return address.address(self.request, self.request.page)

    @property
    def q(self) -> str:
        return self.request.query

    @property
    def chosen(self) -> int:
        """How many values are chosen in all facets together."""
        return len(self.chips)

    @property
    def first_chips(self) -> tuple[Chip, ...]:
        """Those in sight."""
        return self.chips[:MOST_CHIPS]

    @property
    def other_chips(self) -> tuple[Chip, ...]:
        """Those that are folded away."""
        return self.chips[MOST_CHIPS:]


@dataclass(frozen=True)
class Example:
    """A question that finds something here."""

    text: str
    url: str


def compose(
    results: SearchResults,
    notices: Sequence[str],
    suggestions: Sequence[Suggestion],
    *,
    doors: Sequence[Suggestion] = (),
    examples: Sequence[str] = (),
    finished: str = "",
) -> SearchPage:
    """The page for these results.

    `notices` are those of reading the address; `suggestions` are what the question names, `doors` serve anybody.
    `finished` is the question with its last word finished.
    """
    request = results.request
    pages = results.pages
    names = named(results.facets)
    heading, part = in_words(results.full or results.total), part_in_words(results)
    about = f" voor {in_quotes(request.query)}" if request.query else ""
    where = f", pagina {request.page}" if request.page > 1 else ""
    return SearchPage(
        request=request,
        results=results,
        heading=heading,
        heading_part=part,
        all_in_words=in_words(results.total),
        about=about,
        title=f"{heading}{part}{about}{where}",
        hits=tuple(HitView(hit, tell(hit, results.question, names)) for hit in results.hits),
        ways=ways_on(results, finished),
        facets=tuple(_facets(results)),
        chips=tuple(_chips(results)),
        clear_url=address.address(replace(request, chosen={}, shorthands={})),
        notices=(*notices, *notices_of(results)),
        pagination=_pagination(request, pages),
        sorts=tuple(_sorts(results)),
        suggestions=tuple(suggestions),
        doors=tuple(_by_kind(doors)),
        examples=tuple(Example(text, address.address(SearchRequest(text))) for text in examples),
    )


def _by_kind(doors: Sequence[Suggestion]) -> list[Doors]:
    """A kind with a single door ("mensen") comes last: it is for who saw nothing among the others."""
    kinds = dict.fromkeys(door.kind for door in doors)
    groups = [Doors(kind, tuple(door for door in doors if door.kind == kind)) for kind in kinds]
    return sorted(groups, key=lambda group: len(group.doors) == 1)


def _sorts(results: SearchResults) -> Iterator[SortOption]:
    """The orders to choose from. Without words nothing fits better than anything else: then newest is the rule."""
    request = results.request
    orders = dict(SORTS)
    if not results.question.needs:
        orders["relevance"] = orders.pop("newest")
    chosen = request.sort if request.sort in orders else "relevance"
    for value, label in orders.items():
        yield SortOption(value, label, value == chosen, address.address(replace(request, sort=value)))


def _facets(results: SearchResults) -> Iterator[FacetView]:
    """The facets with values, and those of which a shorthand is in use: without its field the next search loses it."""
    folded = {facet.key for facet in registry.facets() if facet.folded}
    names = {meant.shorthand.key: meant.meaning.label for meant in results.meant}
    for facet in results.facets:
        asks = tuple(
            Ask(short.key, short.prompt, short.hint, names.get(short.key, ""), short.completions)
            for short in registry.shorthands()
            if short.facet == facet.key
        )
        used = any(ask.value for ask in asks)
        if facet.values or used:
            yield _facet(facet, folded=facet.key in folded and not used, asks=asks)


def _facet(facet: FacetResult, *, folded: bool, asks: tuple[Ask, ...]) -> FacetView:
    options = facet.values
    # A chosen value is never hidden behind "toon alle".
    open_ones = [option for place, option in enumerate(options) if place < SHOWN or option.selected]
    rest = [option for option in options[SHOWN:] if not option.selected]
    chosen = sum(option.selected for option in options)
    return FacetView(
        key=facet.key,
        label=facet.label,
        options=tuple(open_ones),
        more=tuple(rest),
        chosen=chosen,
        folded=folded and not chosen,
        asks=asks,
    )


def _chips(results: SearchResults) -> list[Chip]:
    request = results.request
    chosen = [
        Chip(value.label, facet.label, address.address(address.toggled(request, facet.key, value.value)))
        for facet in results.facets
        for value in facet.values
        if value.selected
    ]
    meant = [
        Chip(
            each.meaning.label,
            each.shorthand.label,
            address.address(address.without_shorthand(request, each.shorthand.key)),
        )
        for each in results.meant
    ]
    return chosen + meant


def _pagination(request: SearchRequest, pages: int) -> Pagination:
    page = request.page
    near = range(max(1, page - AROUND), min(pages, page + AROUND) + 1)
    numbers = sorted({1, pages, *near}) if pages > 1 else []
    # From beyond the last page, "previous" leads back to the last one that exists.
    previous = min(page - 1, pages)
    return Pagination(
        page=page,
        pages=pages,
        previous_url=address.address(request, previous) if previous >= 1 else "",
        next_url=address.address(request, page + 1) if page < pages else "",
        numbers=tuple(PageLink(number, address.address(request, number), number == page) for number in numbers),
    )
