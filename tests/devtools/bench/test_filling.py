"""A filled site can't be told from one whose pages were published one by one."""

import pytest
from django.test import Client
from wagtail.models import Page

from devtools.bench.filling import fill
from search import registry
from search.indexer.check import check
from search.indexer.rebuild import refresh_rows
from search.models import IndexEntry, IndexFacet
from stories.models import StoryPage
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import InstrumentFactory

pytestmark = pytest.mark.django_db

DOCUMENTS = 45


@pytest.fixture
def filled() -> None:
    for layer in ("province", "ggd_region", "zorgkantoor_region"):
        RegionMembershipFactory(municipality=MunicipalityFactory(slug="ergens"), region=RegionFactory(layer=layer))
    ThemeFactory()
    InstrumentFactory()
    before = refreshed()
    fill(DOCUMENTS)
    assert refreshed() == before + DOCUMENTS


def refreshed() -> int:
    refresh_rows(lambda what, done, total: None)
    return IndexEntry.objects.with_document().count()


@pytest.mark.usefixtures("filled")
def test_all_is_found_with_every_kind_and_facet_and_the_tree_is_sound() -> None:
    assert check(deep=True).clean
    assert not any(Page.find_problems())
    kinds = set(IndexEntry.objects.with_document().values_list("type", flat=True))
    assert {document.key for document in registry.document_types()} <= kinds
    assert {facet.key for facet in registry.facets()} == set(IndexFacet.objects.values_list("facet", flat=True))


@pytest.mark.usefixtures("filled")
def test_a_page_can_be_read_and_published_anew(client: Client) -> None:
    page = StoryPage.objects.first()
    assert page is not None
    page.title = "Een andere titel"
    page.save_revision().publish()
    assert b"Een andere titel" in client.get(page.url).content
