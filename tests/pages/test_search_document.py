"""Pages with a text as they are found."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import StandardPage, TextPage
from pages.search_document import PageDocument
from search.api import Document
from search.registry import facets_of
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.pages import KnowledgePageFactory
from tests.factories.places import MunicipalityFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def built(pk: int) -> Document:
    document = PageDocument()
    return document.build(document.queryset().get(pk=pk))


def test_a_knowledge_page_has_its_kind_its_source_and_its_date() -> None:
    page = KnowledgePageFactory(
        slug="monitor",
        kind="onderzoek",
        source_url="https://www.rivm.nl/monitor",
        content_date="2023",
        external_id="rivm-7",
        body=json.dumps([{"type": "paragraph", "value": "<p>De cijfers.</p>"}]),
    )
    document = built(page.pk)
    assert document.url == "/landelijk/monitor/"
    assert document.external_id == "rivm-7"
    assert str(document.date) == "2023"
    assert [section.text for section in document.sections] == ["De cijfers."]
    assert (document.display["kind_label"], document.display["source"]) == ("Onderzoek", "rivm.nl")
    assert document.display["date"] == "2023"


def test_another_word_for_its_kind_is_shown_as_it_is() -> None:
    assert built(KnowledgePageFactory(kind_label="Podcast").pk).display["kind_label"] == "Podcast"


def test_a_page_about_the_site_has_no_date_and_no_kind() -> None:
    document = built(StandardPage.objects.get(slug="privacy").pk)
    assert document.date is None
    assert (document.display["date"], document.display["kind_label"], document.display["source"]) == ("", "", "")


def test_both_are_one_type_with_the_facets_of_contributions() -> None:
    page = KnowledgePageFactory(
        parent=CoalitionPageFactory(slug="zaanstad"),
        themes=[ThemeFactory(name="Geldzorgen")],
        municipalities=[MunicipalityFactory(name="Zaanstad")],
    )
    item = PageDocument().queryset().get(pk=page.pk)
    values = {facet.key: list(facet.values(item)) for facet in facets_of(TextPage) if facet.key != "type"}
    assert values.items() >= {"theme": ["geldzorgen"], "municipality": ["zaanstad"], "coalition": ["zaanstad"]}.items()


def test_building_runs_no_query_however_many_there_are() -> None:
    document = PageDocument()
    theme = ThemeFactory()
    counts = []
    for _ in range(2):
        for number in range(4):
            KnowledgePageFactory(
                themes=[theme], municipalities=[MunicipalityFactory()], tags=["kraamzorg", f"{number}"]
            )
        with CaptureQueriesContext(connection) as fetching:
            items = list(document.queryset())
        with CaptureQueriesContext(connection) as building:
            for item in items:
                document.build(item)
                for facet in facets_of(TextPage):
                    list(facet.values(item))
        assert len(building) == 0
        counts.append(len(fetching))
    assert counts[0] == counts[1]
