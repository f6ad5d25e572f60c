"""What results can be narrowed by, and where else a question leads, as far as places go."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from django.urls import reverse

from places.alike import like
from places.known import known_places
from places.models import Municipality, Placed, Region, RegionLayer, RegionMembership
from places.naming import MUNICIPALITY, Known, is_known_name, meant, words_of_names
from places.rules import names_in
from search.api import (
    Completions,
    Facet,
    Kinship,
    Name,
    Named,
    Shorthand,
    Suggestion,
    Suggestions,
    Vocabulary,
    register,
)


def _region_values(layer: RegionLayer) -> Callable[[Placed], Iterable[str]]:
    return lambda item: item.region_slugs(layer)


def _region_labels(layer: RegionLayer) -> Callable[[Collection[str]], Mapping[str, str]]:
    return lambda slugs: Region.objects.filter(layer=layer).labels(slugs)


def _region_facet(layer: RegionLayer, *, position: int, kinship: Kinship | None = None) -> Facet:
    """The facet of one layer of regions, under the key of the layer."""
    return Facet(
        key=layer.value,
        label=layer.label,
        applies_to=Placed,
        values=_region_values(layer),
        labels=_region_labels(layer),
        depends_on=(Municipality, Region, RegionMembership),
        sort="label",
        position=position,
        kinship=kinship,
        folded=True,
    )


register(
    Facet(
        key="municipality",
        label="Gemeente",
        applies_to=Placed,
        values=lambda item: item.municipality_slugs,
        labels=Municipality.objects.labels,
        depends_on=(Municipality,),
        sort="label",
        position=40,
    )
)
register(_region_facet(RegionLayer.PROVINCE, position=41))
# Of the layers this is the one that coalitions work together in.
register(_region_facet(RegionLayer.GGD_REGION, position=42, kinship=Kinship(1, "regio", "regio’s")))
register(_region_facet(RegionLayer.ZORGKANTOOR_REGION, position=43))


register(
    Shorthand(
        key="like",
        facet="municipality",
        label="Gemeenten zoals",
        prompt="Gemeenten zoals de mijne",
        hint="Typ de naam van uw gemeente",
        meaning=like,
        completions="places",
        names=Municipality.objects.labels,
    )
)


def suggest_places(text: str, limit: int) -> Sequence[Suggestion]:
    """The pages of the municipalities that a question names; nothing for an empty text."""
    (names,) = named_places([text])
    found = dict.fromkeys((name.value, name.label) for name in names if name.facet == MUNICIPALITY)
    return [
        Suggestion(kind="Gemeente", label=label, url=reverse("places:municipality", args=[slug]))
        for slug, label in list(found)[:limit]
    ]


register(Suggestions(key="places", find=suggest_places))


def complete_places(text: str) -> Iterable[Named]:
    """Municipalities by the beginning of a word of one of their names, of before too."""
    for name, slug, other_names in Municipality.objects.beginning_with(text):
        yield Named(name, "places:municipality", slug, tuple(other_names))


register(Completions(key="places", label="Gemeenten", position=30, find=complete_places))


def named_places(texts: Sequence[str]) -> list[list[Name]]:
    """The municipalities and regions that each question names, by whatever name, the longest first."""
    known = known_places()
    return [[name for run in names_in(text) for name in _names(run, known)] for text in texts]


def _names(run: str, known: Known) -> Iterator[Name]:
    places = meant(run, known)
    yield from (Name(place.facet, place.value, place.label, run) for place in places)
    if not places and is_known_name(run):
        yield Name("", "", "", run)


register(Vocabulary(key="places", find=named_places, words=lambda: words_of_names(known_places())))
