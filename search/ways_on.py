"""Where to go from a page of results: the question as it was meant, only in the place it names, with less chosen.

All of it follows from the one answer that the page shows anyhow (pure but for the registry).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from search import address, registry
from search.counting import in_words
from search.did_you_mean import better
from search.question.model import Need, Place
from search.question.names import without_names
from search.question.quotations import unquoted
from search.requests import SearchRequest
from search.results import Hit, SearchResults
from search.telling import listed

__all__ = ["Loosening", "Way", "WaysOn", "ways_on"]


@dataclass(frozen=True)
class Way:
    """Another question: what it is called, and its address."""

    label: str
    url: str


@dataclass(frozen=True)
class Loosening:
    """A choice that can be let go, with how many results there are without it."""

    label: str
    count: int
    url: str

    @property
    def count_in_words(self) -> str:
        return in_words(self.count)


@dataclass(frozen=True)
class WaysOn:
    """All that leads on. `only_in`: to a place that is named, by each way to understand the name; `nothing_from`: a
    place that has no document yet; `unknown`: words that occur in none."""

    meant: Way | None = None
    only_in: tuple[Way, ...] = ()
    nothing_from: str = ""
    alike: Way | None = None
    unknown: tuple[str, ...] = ()
    loosenings: tuple[Loosening, ...] = ()
    unquoted: Way | None = None


def ways_on(results: SearchResults, finished: str = "") -> WaysOn:
    """The ways on from these results; offers about the question stand on its first page only.

    `finished`: the question with its last word finished (search/unfinished.py), offered when nothing was mistyped.
    """
    if results.request.page > 1:
        return WaysOn(loosenings=_loosenings(results))
    places = _places(results)
    only_in = tuple(way for reading in _readings(places) if (way := _only_in(results, reading, places)))
    nothing_from = "" if only_in else _nothing_from(results, places)
    return WaysOn(
        meant=_meant(results, finished),
        only_in=only_in,
        nothing_from=nothing_from,
        alike=_alike(results, places[0]) if nothing_from else None,
        unknown=_unknown(results),
        loosenings=_loosenings(results),
        unquoted=_unquoted(results),
    )


def _meant(results: SearchResults, finished: str) -> Way | None:
    text = better(results) or finished
    return Way(text, address.address(replace(results.request, query=text))) if text else None


def _places(results: SearchResults) -> tuple[Place, ...]:
    """The places that the question names, of the facets that the first name may mean, unless something is chosen in
    one of those already."""
    places = results.question.places
    facets = {place.facet for place in places if place.said == places[0].said}
    chosen = {facet for facet, values in results.request.chosen.items() if values}
    chosen |= {meant.shorthand.facet for meant in results.meant}
    return () if facets & chosen else tuple(place for place in places if place.facet in facets)


def _readings(places: Sequence[Place]) -> list[list[Place]]:
    """The places that go together: of one facet, and of one name each a reading of its own ("Bergen" is two)."""
    found: dict[tuple[str, int], list[Place]] = {}
    times: Counter[tuple[str, str]] = Counter()
    for place in places:
        found.setdefault((place.facet, times[place.facet, place.said]), []).append(place)
        times[place.facet, place.said] += 1
    return list(found.values())


def _only_in(results: SearchResults, places: Sequence[Place], all_named: Sequence[Place]) -> Way | None:
    """The places, of one facet, instead of their names, as far as something answers the rest of the question there."""
    asked = without_names(results.question.typed, places)
    beside_names = set(asked.split())
    found = [place for place in places if any(_answers(hit, place, beside_names) for hit in results.hits)]
    if not found:
        return _all_from(results, places, all_named)
    values = frozenset(place.value for place in found)
    request = _with_facet(results.request, found[0].facet, values)
    return Way(f"Alleen in {_labels(found, all_named)}?", address.address(replace(request, query=asked)))


def _all_from(results: SearchResults, places: Sequence[Place], all_named: Sequence[Place]) -> Way | None:
    """What there is of the places whatever it is about, when they have something else than what was asked."""
    there = {value.value for place in places for value in results.facet(place.facet).values if value.count}
    found = [place for place in places if place.value in there]
    if not found:
        return None
    request = SearchRequest(chosen={found[0].facet: frozenset(place.value for place in found)})
    return Way(f"Alles uit {_labels(found, all_named)}", address.address(request))


def _labels(places: Iterable[Place], all_named: Sequence[Place]) -> str:
    """Their names, with what they are where that isn't plain: "de provincie Utrecht" beside the municipality."""
    kinds = {facet.key: str(facet.label).lower() for facet in registry.facets()}
    names = (
        f"de {kinds[place.facet]} {place.label}"
        if any(other.said == place.said and other.facet != place.facet for other in all_named)
        else place.label
        for place in places
    )
    return listed(list(dict.fromkeys(names)))


def _answers(hit: Hit, place: Place, asked: set[str]) -> bool:
    """Whether a hit is from there, and has something of what is asked beside the place."""
    met = {why.typed for why in hit.why} - set(hit.missing)
    return place.has(hit.facets) and (not asked or any(word in typed for word in met for typed in asked))


def _nothing_from(results: SearchResults, places: Sequence[Place]) -> str:
    """The first place that is named, with all that are called so, when nothing here is from there, however its name is
    understood. Unless the name may be an everyday word ("best", "leiden"): typed without a capital, and documents have
    it."""
    if not places or not _counted_in_full(results, places):
        return ""
    place = places[0]
    named = [need for need in results.question.needs if place in need.places]
    is_name = any(need.typed[0].isupper() for need in named) or all(map(_is_unknown, named))
    same = (other.label for other in places if (other.facet, other.said) == (place.facet, place.said))
    return listed(list(dict.fromkeys(same))) if is_name else ""


def _counted_in_full(results: SearchResults, places: Sequence[Place]) -> bool:
    """Whether the counts of the facets tell of all there is from these places: all of it is found, no choice left
    something out, and so many that only the best were counted there are not."""
    narrowed = any(results.request.chosen.values()) or results.meant or results.partial_counts
    return not narrowed and set(places) <= set(results.question.admitting_places)


def _alike(results: SearchResults, place: Place) -> Way | None:
    """Places like this one, where a shorthand of its facet knows them."""
    short = next((short for short in registry.shorthands() if short.facet == place.facet), None)
    if short is None:
        return None
    request = replace(
        results.request,
        query=without_names(results.question.typed, [place]),
        shorthands={**results.request.shorthands, short.key: place.value},
    )
    return Way(f"{short.label[0].lower()}{short.label[1:]} {place.label}", address.address(request))


def _unknown(results: SearchResults) -> tuple[str, ...]:
    """Words that occur nowhere: not those of a place, of which it is told whether there is something."""
    if results.full or results.without_all:
        return ()
    beside_names = without_names(results.question.typed, results.question.places)
    return tuple(
        need.typed
        for need in results.question.needs
        if _is_unknown(need) and need.typed in beside_names and all(need.typed in hit.missing for hit in results.hits)
    )


def _is_unknown(need: Need) -> bool:
    return not any(clause.share for clause in need.clauses if clause.admits)


def _loosenings(results: SearchResults) -> tuple[Loosening, ...]:
    """Each choice without which something is found, what gives most first; or all of them together."""
    request = results.request
    found = [
        Loosening(_chosen_in(results, key), count, address.address(_with_facet(request, key, frozenset())))
        for key, count in results.without.items()
    ]
    if not found and results.without_all:
        everything = replace(request, chosen={}, shorthands={}, page=1)
        found = [Loosening("al uw keuzes", results.without_all, address.address(everything))]
    return tuple(sorted(found, key=lambda each: -each.count))


def _chosen_in(results: SearchResults, key: str) -> str:
    """What is chosen in a facet, as its chips say it."""
    facet = results.facet(key)
    chosen = [f"{facet.label}: {value.label}" for value in facet.values if value.selected]
    meant = [f"{each.shorthand.label} {each.meaning.label}" for each in results.meant if each.shorthand.facet == key]
    return listed(chosen + meant)


def _with_facet(request: SearchRequest, key: str, values: frozenset[str]) -> SearchRequest:
    """The question with these values of a facet in place of what was chosen in it, on its first page."""
    own = {short.key for short in registry.shorthands() if short.facet == key}
    return replace(
        request,
        chosen={**request.others(key), **({key: values} if values else {})},
        shorthands={short: text for short, text in request.shorthands.items() if short not in own},
        page=1,
    )


def _unquoted(results: SearchResults) -> Way | None:
    """When nothing has what stands between quotes: the same words without them."""
    if results.total or not results.question.phrases:
        return None
    text = unquoted(results.question.typed)
    return Way(text, address.address(replace(results.request, query=text)))
