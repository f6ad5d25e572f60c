"""What results can be narrowed by, and where else a question leads, as far as places go."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.http import urlencode

from places.models import Municipality, Placed, Region, RegionLayer, RegionMembership
from search.api import Facet, Suggestion, Suggestions, Vocabulary, register


def _region_values(layer: RegionLayer) -> Callable[[Placed], Iterable[str]]:
    return lambda item: item.region_slugs(layer)


def _region_labels(layer: RegionLayer) -> Callable[[Collection[str]], Mapping[str, str]]:
    return lambda slugs: Region.objects.filter(layer=layer).labels(slugs)


def _region_facet(layer: RegionLayer, *, position: int) -> Facet:
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
register(_region_facet(RegionLayer.GGD_REGION, position=42))


def suggest_places(text: str, limit: int) -> Sequence[Suggestion]:
    """For a question that names a municipality, all there is of that municipality; nothing for an empty text."""
    return [
        Suggestion(
            kind="Gemeente",
            label=place.name,
            url=f"{reverse('search:results')}?{urlencode({'municipality': place.slug})}",
        )
        for place in Municipality.objects.named_in(text)[:limit]
    ]


register(Suggestions(key="places", find=suggest_places))


def named_places(text: str) -> Sequence[tuple[str, str]]:
    """The municipalities that a question names, by whatever name, as (slug, name of now)."""
    return [(place.slug, place.name) for place in Municipality.objects.named_in(text)]


register(Vocabulary(key="places", facet="municipality", find=named_places))
