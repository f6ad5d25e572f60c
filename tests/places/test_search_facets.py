from collections.abc import Callable

import pytest

from places.models import Placed, Region, RegionLayer
from places.search_facets import named_places, suggest_places
from search.registry import facets, suggestions, vocabularies
from tests.factories.places import MunicipalityFactory, RegionFactory

BY_KEY = {facet.key: facet for facet in facets()}


class PartOfAPage(Placed):
    """Something that is not a page, but lies somewhere, as a building block does."""

    municipality_slugs = ("asten", "someren")

    def region_slugs(self, layer: str) -> tuple[str, ...]:
        return (f"{layer}-1",)


@pytest.mark.parametrize(
    ("key", "values"),
    [("municipality", ("asten", "someren")), ("province", ("province-1",)), ("ggd_region", ("ggd_region-1",))],
)
def test_each_place_facet_counts_its_own_values(key: str, values: tuple[str, ...]) -> None:
    assert BY_KEY[key].values(PartOfAPage()) == values
    assert issubclass(PartOfAPage, BY_KEY[key].applies_to)


@pytest.mark.django_db
def test_a_region_facet_names_regions_of_its_own_layer_only(django_assert_num_queries: Callable[..., object]) -> None:
    RegionFactory(layer=RegionLayer.PROVINCE, name="Flevoland")
    Region.objects.create(layer=RegionLayer.GGD_REGION, slug="flevoland", name="GGD Flevoland")
    with django_assert_num_queries(1):
        assert BY_KEY["province"].labels(["flevoland"]) == {"flevoland": "Flevoland"}
    assert BY_KEY["ggd_region"].labels(["flevoland"]) == {"flevoland": "GGD Flevoland"}


@pytest.mark.django_db
def test_the_municipality_facet_names_municipalities() -> None:
    MunicipalityFactory(name="Asten")
    assert BY_KEY["municipality"].labels(["asten", "atlantis"]) == {"asten": "Asten"}


@pytest.mark.django_db
def test_a_question_that_names_a_municipality_leads_to_all_there_is_of_it() -> None:
    MunicipalityFactory(name="Asten")
    MunicipalityFactory(name="Zeist")
    first, *others = suggest_places("asten en zeist", limit=1)
    assert others == []
    assert (first.kind, first.label, first.url) == ("Gemeente", "Asten", "/zoeken/?municipality=asten")
    assert suggest_places("", limit=6) == []
    assert suggest_places in [source.find for source in suggestions()]


@pytest.mark.django_db
def test_a_place_that_a_question_names_leads_to_its_facet(django_assert_num_queries: Callable[..., object]) -> None:
    MunicipalityFactory(name="Den Helder", slug="den-helder")
    with django_assert_num_queries(1):
        assert named_places("huisbezoek in den helder") == [("den-helder", "Den Helder")]
    assert [(one.key, one.facet) for one in vocabularies()] == [("places", "municipality")]
