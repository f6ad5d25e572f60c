"""Coalitions as they are found, and the facet of coalitions."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalitions.models import CoalitionPage
from coalitions.search_document import CoalitionDocument
from search.api import SearchRequest, build_due, search
from search.models import IndexEntry
from search.registry import facets, facets_of
from tests.factories.approaches import ApproachPageFactory, whole_approach
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition() -> CoalitionPage:
    municipality = MunicipalityFactory(name="Zaanstad", aliases=["Zaandam"])
    RegionMembershipFactory(municipality=municipality, region=RegionFactory(name="Noord-Holland"))
    return CoalitionPageFactory(
        title="Kansrijke Start Zaanstreek",
        slug="zaanstreek",
        stage="bouwen",
        partners=["jgz"],
        municipalities=[municipality],
        ambitions=json.dumps([{"type": "paragraph", "value": "<p>Ieder kind telt.</p>"}]),
        contact_name="Kanarie Contact",
        contact_email="kanarie@voorbeeld.test",
    )


def test_it_has_its_text_its_places_and_its_stage(coalition: CoalitionPage) -> None:
    document = CoalitionDocument().build(CoalitionDocument().queryset().get())
    assert (document.title, document.url) == ("Kansrijke Start Zaanstreek", "/coalities/zaanstreek/")
    assert [section.text for section in document.sections] == ["Ieder kind telt."]
    assert {"Zaanstad", "Zaandam", "jeugdgezondheidszorg (JGZ)"} <= set(document.keywords)
    assert document.display["stage_label"] == "Bouwen"
    assert document.display["municipalities"] == ["Zaanstad"]


def test_nobody_to_contact_is_in_it(coalition: CoalitionPage) -> None:
    assert "kanarie" not in repr(CoalitionDocument().build(CoalitionDocument().queryset().get())).lower()


def test_it_has_the_facets_of_places_and_not_that_of_coalitions(coalition: CoalitionPage) -> None:
    keys = {facet.key for facet in facets_of(CoalitionPage)}
    assert {"municipality", "province"} <= keys
    assert "coalition" not in keys


def test_building_runs_no_query_however_many_there_are(coalition: CoalitionPage) -> None:
    document = CoalitionDocument()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as fetching:
            items = list(document.queryset())
        with CaptureQueriesContext(connection) as building:
            for item in items:
                document.build(item)
                for facet in facets_of(CoalitionPage):
                    list(facet.values(item))
        assert len(building) == 0
        counts.append(len(fetching))
        for _ in range(4):
            CoalitionPageFactory(municipalities=[MunicipalityFactory(), coalition.municipalities.get()])
    assert counts[0] == counts[1]


def test_it_goes_stale_with_its_own_municipality_alone(coalition: CoalitionPage) -> None:
    CoalitionPageFactory(municipalities=[MunicipalityFactory()])
    found = CoalitionPage.objects.filter(CoalitionDocument().affected(coalition.municipalities.get()))
    assert list(found) == [coalition]


class TestStage:
    facet = property(lambda self: next(facet for facet in facets() if facet.key == "stage"))

    def test_a_coalition_has_its_own_and_what_lies_below_it_has_that_too(self, coalition: CoalitionPage) -> None:
        below = whole_approach(parent=coalition)
        block = below.building_blocks.get(slug="warme-belroute")
        assert {tuple(self.facet.values(item)) for item in (coalition, below, block)} == {("bouwen",)}

    def test_where_no_stage_is_known_there_is_no_value(self) -> None:
        assert list(self.facet.values(ApproachPageFactory())) == []
        assert list(self.facet.values(CoalitionPageFactory())) == []

    def test_names_are_in_the_order_of_the_stages(self) -> None:
        assert list(self.facet.labels({"borgen", "vormen", "x"}).values()) == ["Vormen", "Borgen"]

    def test_a_new_stage_is_found_on_the_approaches_of_the_coalition_and_touches_no_other_coalition(
        self, coalition: CoalitionPage
    ) -> None:
        other = CoalitionPageFactory()
        ApproachPageFactory(parent=coalition, title="Bezoek")
        build_due()
        before = IndexEntry.objects.get(type="coalition", object_id=other.pk).version
        coalition.stage = "borgen"
        coalition.save_revision().publish()
        build_due()
        found = search(SearchRequest(chosen={"stage": frozenset(["borgen"])}), engine="database")
        assert {hit.title for hit in found.hits} == {"Bezoek", coalition.title}
        assert IndexEntry.objects.get(type="coalition", object_id=other.pk).version == before


class TestFacet:
    facet = property(lambda self: next(facet for facet in facets() if facet.key == "coalition"))

    def test_a_page_below_a_coalition_has_its_slug(self, coalition: CoalitionPage) -> None:
        assert list(self.facet.values(ApproachPageFactory(parent=coalition))) == ["zaanstreek"]

    def test_a_national_page_has_no_value(self) -> None:
        assert list(self.facet.values(ApproachPageFactory())) == []

    def test_labels_are_titles_in_one_query(self, coalition: CoalitionPage, django_assert_num_queries: Any) -> None:
        CoalitionPageFactory(title="Goes", slug="goes")
        with django_assert_num_queries(1):
            labels = self.facet.labels(["zaanstreek", "goes", "bestaat-niet"])
        assert labels == {"zaanstreek": "Kansrijke Start Zaanstreek", "goes": "Goes"}
