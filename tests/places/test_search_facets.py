from collections.abc import Callable

import pytest

from places.models import Placed, Region, RegionLayer
from places.search_facets import complete_places, named_places, suggest_places
from search.api import Name
from search.registry import facets, suggestions, vocabularies
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory, RegionFactory

BY_KEY = {facet.key: facet for facet in facets()}


def named(question: str) -> list[Name]:
    """The places that one question names."""
    (names,) = named_places([question])
    return names


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
        assert named("huisbezoek in den helder") == [Name("municipality", "den-helder", "Den Helder", "den-helder")]
    assert [one.key for one in vocabularies()] == ["places"]


@pytest.mark.django_db
def test_a_region_that_a_question_names_leads_to_its_own_facet() -> None:
    RegionFactory(name="GGD Twente", slug="ggd-twente", layer=RegionLayer.GGD_REGION)
    RegionFactory(name="Twente", slug="twente", layer=RegionLayer.ZORGKANTOOR_REGION)
    assert named("nazorg in Twente") == [Name("ggd_region", "ggd-twente", "GGD Twente", "twente")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "said", "facets"),
    [
        ("roken in utrecht", "utrecht", ["municipality", "province"]),
        ("roken in de provincie Utrecht", "provincie-utrecht", ["province"]),
        ("gemeente Utrecht", "gemeente-utrecht", ["municipality"]),
        ("stad Utrecht", "stad-utrecht", ["municipality"]),
        ("regio Utrecht", "regio-utrecht", ["ggd_region"]),
        ("GGD Utrecht", "ggd-utrecht", ["ggd_region"]),
        ("GGD Regio Utrecht", "ggd-regio-utrecht", ["ggd_region"]),
        ("zorgkantoor Utrecht", "zorgkantoor-utrecht", ["zorgkantoor_region"]),
    ],
)
def test_a_name_of_several_places_is_both_municipality_and_province_unless_it_is_said_which(
    question: str, said: str, facets: list[str]
) -> None:
    MunicipalityFactory(name="Utrecht")
    RegionFactory(name="Utrecht", layer=RegionLayer.PROVINCE)
    RegionFactory(name="GGD Regio Utrecht", layer=RegionLayer.GGD_REGION)
    RegionFactory(name="Utrecht", layer=RegionLayer.ZORGKANTOOR_REGION)
    assert [name.facet for name in named(question) if name.said == said] == facets


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["bergen", "gemeente-bergen"])
def test_a_name_of_two_municipalities_is_either(said: str) -> None:
    for name in ("Bergen (NH.)", "Bergen (L.)", "Bergen op Zoom"):
        MunicipalityFactory(name=name)
    assert [name.label for name in named(f"rouw {said.replace('-', ' ')}") if name.said == said] == [
        "Bergen (L.)",
        "Bergen (NH.)",
    ]
    assert [name.label for name in named("Bergen L")][:1] == ["Bergen (L.)"]
    assert [found.label for found in suggest_places("bergen", limit=6)] == ["Bergen (L.)", "Bergen (NH.)"]


@pytest.mark.django_db
def test_a_kind_of_place_that_the_name_is_not_changes_nothing() -> None:
    MunicipalityFactory(name="Leiden")
    assert named("regio Leiden") == [Name("municipality", "leiden", "Leiden", "leiden")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "facet", "label"),
    [
        ("Friesland", "province", "Fryslân"),
        ("Brabant", "province", "Noord-Brabant"),
        ("R'dam", "municipality", "Rotterdam"),
        ("Scheveningen", "municipality", "'s-Gravenhage"),
        ("Den Haag", "municipality", "'s-Gravenhage"),
        ("in het Gooi", "ggd_region", "GGD Gooi en Vechtstreek"),
        ("in 't Gooi", "ggd_region", "GGD Gooi en Vechtstreek"),
        ("gemeente ‘t Hogeland", "municipality", "Het Hogeland"),
        ("in Holland Rijnland", "zorgkantoor_region", "Zuid-Holland Noord"),
        ("GGD Friesland", "ggd_region", "GGD Fryslân"),
    ],
)
def test_what_people_also_say_for_a_place_leads_there(said: str, facet: str, label: str) -> None:
    MunicipalityFactory(name="'s-Gravenhage", aliases=["Den Haag"])
    MunicipalityFactory(name="Rotterdam")
    MunicipalityFactory(name="Het Hogeland")
    for name in ("Fryslân", "Noord-Brabant"):
        RegionFactory(name=name, layer=RegionLayer.PROVINCE)
    RegionFactory(name="GGD Fryslân", layer=RegionLayer.GGD_REGION)
    RegionFactory(name="GGD Gooi en Vechtstreek", layer=RegionLayer.GGD_REGION)
    for name in ("Friesland", "Zuid-Holland Noord"):
        RegionFactory(name=name, layer=RegionLayer.ZORGKANTOOR_REGION)
    assert [(name.facet, name.label) for name in named(f"roken {said}")][0] == (facet, label)


@pytest.mark.django_db
def test_an_everyday_word_is_no_name_of_a_region() -> None:
    RegionFactory(name="GGD Gooi en Vechtstreek", layer=RegionLayer.GGD_REGION)
    assert named("ik gooi alle post weg") == []


@pytest.mark.django_db
def test_a_village_that_a_question_names_leads_to_the_page_of_its_municipality() -> None:
    MunicipalityFactory(name="'s-Gravenhage")
    assert [found.label for found in suggest_places("roken Scheveningen", limit=6)] == ["'s-Gravenhage"]


@pytest.mark.django_db
def test_a_part_of_the_country_that_is_no_region_of_a_layer_is_known_and_leads_nowhere() -> None:
    assert named("thuis in de Achterhoek") == [Name("", "", "", "achterhoek")]


@pytest.mark.django_db
def test_the_places_of_many_questions_take_as_many_queries_as_those_of_one(
    django_assert_num_queries: Callable[..., object],
) -> None:
    MunicipalityFactory(name="Den Helder")
    RegionFactory(name="Zeeland")
    texts = [f"vraag {number} over Den Helder" for number in range(400)]
    with django_assert_num_queries(2):
        found = named_places([*texts, "roken zeeland", ""])
    with django_assert_num_queries(0):
        named_places(texts)
    assert [name.label for name in found[399]] == ["Den Helder"]
    assert [[name.label for name in each] for each in found[400:]] == [["Zeeland"], []]


@pytest.mark.django_db
def test_each_word_of_the_names_of_places_is_known_as_it_is_written() -> None:
    MunicipalityFactory(name="'s-Gravenhage", aliases=["Den Haag"])
    MunicipalityFactory(name="IJsselstein")
    RegionFactory(name="Fryslân", layer=RegionLayer.PROVINCE)
    (places,) = vocabularies()
    words = places.words()
    assert {words[name] for name in ("gravenhage", "haag", "ijsselstein", "fryslan", "scheveningen")} == {
        "Gravenhage",
        "Haag",
        "IJsselstein",
        "Fryslân",
        "Scheveningen",
    }


@pytest.mark.django_db
def test_a_name_of_before_is_told_as_it_was_said() -> None:
    today = MunicipalityFactory(name="West Betuwe", slug="west-betuwe")
    FormerMunicipalityFactory(name="Geldermalsen", slug="geldermalsen", successors=[today])
    assert named("rouw Geldermalsen") == [Name("municipality", "west-betuwe", "West Betuwe", "geldermalsen")]
