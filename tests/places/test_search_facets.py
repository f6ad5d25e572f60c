from collections.abc import Callable

import pytest

from places.models import Placed, Region, RegionLayer
from places.search_facets import complete_places, named_places, suggest_places
from search.api import Name
from search.registry import facets, suggestions, vocabularies
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory, RegionFactory

BY_KEY = {facet.key: facet for facet in facets()}


class PartOfAPage(Placed):
    """Something that is not a page, but lies somewhere, as a building block does."""

    municipality_slugs = ("asten", "someren")

    def region_slugs(self, layer: str) -> tuple[str, ...]:
        return (f"{layer}-1",)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("municipality", ("asten", "someren")),
        ("province", ("province-1",)),
        ("ggd_region", ("ggd_region-1",)),
        ("zorgkantoor_region", ("zorgkantoor_region-1",)),
    ],
)
def test_each_place_facet_counts_its_own_values(key: str, values: tuple[str, ...]) -> None:
    assert BY_KEY[key].values(PartOfAPage()) == values
    assert issubclass(PartOfAPage, BY_KEY[key].applies_to)


def test_every_layer_has_a_facet_and_its_address_is_the_key_without_region() -> None:
    assert {layer.value for layer in RegionLayer} <= set(BY_KEY)
    assert {layer.path: layer.value for layer in RegionLayer} == {
        "province": "province",
        "ggd": "ggd_region",
        "zorgkantoor": "zorgkantoor_region",
    }


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
def test_municipalities_come_along_by_the_beginning_of_any_name_in_one_query(
    django_assert_num_queries: Callable[..., object],
) -> None:
    MunicipalityFactory(name="Asten")
    MunicipalityFactory(name="Zeist")
    FormerMunicipalityFactory(name="Astdorp", successors=[MunicipalityFactory(name="Ommen")])
    with django_assert_num_queries(1):
        found = list(complete_places("ast"))
    assert sorted((named.label, named.slug, named.other_names) for named in found) == [
        ("Asten", "asten", ()),
        ("Ommen", "ommen", ("Astdorp",)),
    ]
    assert list(complete_places("???")) == []


@pytest.mark.django_db
def test_a_question_that_names_a_municipality_leads_to_all_there_is_of_it() -> None:
    MunicipalityFactory(name="Asten")
    MunicipalityFactory(name="Zeist")
    first, *others = suggest_places("asten en zeist", limit=1)
    assert others == []
    assert (first.kind, first.label, first.url) == ("Gemeente", "Asten", "/gemeenten/asten/")
    assert suggest_places("", limit=6) == []
    assert suggest_places in [source.find for source in suggestions()]


@pytest.mark.django_db
def test_a_place_that_a_question_names_leads_to_its_facet(django_assert_num_queries: Callable[..., object]) -> None:
    MunicipalityFactory(name="Den Helder", slug="den-helder")
    with django_assert_num_queries(2):
        assert named_places("huisbezoek in den helder") == [
            Name("municipality", "den-helder", "Den Helder", "den-helder")
        ]
    assert [one.key for one in vocabularies()] == ["places"]


@pytest.mark.django_db
def test_a_region_that_a_question_names_leads_to_its_own_facet() -> None:
    RegionFactory(name="GGD Twente", slug="ggd-twente", layer=RegionLayer.GGD_REGION)
    RegionFactory(name="Twente", slug="twente", layer=RegionLayer.ZORGKANTOOR_REGION)
    assert named_places("nazorg in Twente") == [Name("ggd_region", "ggd-twente", "GGD Twente", "twente")]


@pytest.mark.django_db
def test_a_name_of_both_a_municipality_and_a_province_is_the_municipality() -> None:
    MunicipalityFactory(name="Utrecht", slug="utrecht")
    RegionFactory(name="Utrecht", slug="utrecht", layer=RegionLayer.PROVINCE)
    assert [name.facet for name in named_places("utrecht")] == ["municipality"]


@pytest.mark.django_db
def test_a_name_of_before_is_told_as_it_was_said() -> None:
    today = MunicipalityFactory(name="West Betuwe", slug="west-betuwe")
    FormerMunicipalityFactory(name="Geldermalsen", slug="geldermalsen", successors=[today])
    assert named_places("rouw Geldermalsen") == [Name("municipality", "west-betuwe", "West Betuwe", "geldermalsen")]
