"""What results can be narrowed by, as far as places go."""

from collections.abc import Callable, Collection, Iterable, Mapping

from places.models import Municipality, Placed, Region, RegionLayer, RegionMembership
from search.api import Facet, register


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
