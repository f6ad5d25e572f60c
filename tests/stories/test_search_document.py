"""Stories as they are found."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from places.models import RegionLayer
from search.registry import facets_of
from stories.models import StoryPage
from stories.search_document import StoryDocument
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> StoryPage:
    return StoryPageFactory(
        parent=CoalitionPageFactory(title="Zaanstad", slug="zaanstad"),
        title="Ik durfde niets te vragen",
        slug="vragen",
        summary="Tot de kraamverzorgende doorvroeg.",
        voice="ouder",
        how_collected="interview",
        phases=["geboorte-en-kraamtijd"],
        themes=[ThemeFactory(name="Geldzorgen", synonyms="schulden")],
        municipalities=[MunicipalityFactory(name=f"Gemeente {letter}") for letter in "ABCDE"],
        tags=["kraamzorg"],
        body=json.dumps([{"type": "paragraph", "value": "<p>Zij vroeg door.</p>"}]),
    )


def test_it_has_its_text_and_what_a_hit_shows(story: StoryPage) -> None:
    document = StoryDocument().build(StoryDocument().queryset().get())
    assert (document.title, document.url) == ("Ik durfde niets te vragen", "/coalities/zaanstad/vragen/")
    assert [section.text for section in document.sections] == ["Zij vroeg door."]
    assert {"schulden", "Gemeente E", "kraamzorg"} <= set(document.keywords)
    assert document.display["voice"] == "ouder"
    assert document.display["voice_label"] == "Verhaal van een ouder"
    assert document.display["how_collected"] == "Interview"
    assert document.display["coalition"] == "Zaanstad"
    assert len(document.display["municipalities"]) == 3
    assert document.display["municipalities_more"] == 2


def test_where_no_municipality_may_be_named_the_region_is_and_what_that_lies_in(story: StoryPage) -> None:
    region = RegionFactory(layer=RegionLayer.GGD_REGION, name="GGD Drenthe", slug="ggd-drenthe")
    province = RegionFactory(layer=RegionLayer.PROVINCE, slug="drenthe")
    for around in (region, province):
        RegionMembershipFactory(municipality=story.municipalities.first(), region=around)
    story.municipalities.clear()
    story.region = region
    story.save()
    document = StoryDocument().build(StoryDocument().queryset().get())
    assert document.display["municipalities"] == ["GGD Drenthe"]
    assert "GGD Drenthe" in document.keywords
    values = {facet.key: list(facet.values(story)) for facet in facets_of(StoryPage)}
    assert (values["ggd_region"], values["province"]) == (["ggd-drenthe"], ["drenthe"])


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "restrict above"])
def test_only_public_stories_are_found(story: StoryPage, hide: str) -> None:
    if hide == "unpublish":
        story.unpublish()
    else:
        page = story if hide == "restrict" else story.get_parent()
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert not StoryDocument().queryset().exists()


def test_building_runs_no_query_however_many_there_are(story: StoryPage) -> None:
    document = StoryDocument()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as fetching:
            items = list(document.queryset())
        with CaptureQueriesContext(connection) as building:
            for item in items:
                document.build(item)
                for facet in facets_of(StoryPage):
                    list(facet.values(item))
        assert len(building) == 0
        counts.append(len(fetching))
        for number in range(5):
            StoryPageFactory(
                themes=list(story.themes.all()), municipalities=[MunicipalityFactory()], tags=["kraamzorg", str(number)]
            )
    assert counts[0] == counts[1]


def test_it_goes_stale_with_its_own_theme_place_and_coalition_alone(story: StoryPage) -> None:
    StoryPageFactory()
    document = StoryDocument()
    for changed in (story.themes.get(), story.municipalities.first(), story.coalition):
        assert list(StoryPage.objects.filter(document.affected(changed))) == [story]
    for other in (ThemeFactory(), MunicipalityFactory(), CoalitionPageFactory()):
        assert not StoryPage.objects.filter(document.affected(other)).exists()


class TestVoice:
    facet = property(lambda self: next(facet for facet in facets_of(StoryPage) if facet.key == "voice"))

    def test_a_story_is_counted_by_its_voice_if_that_is_known(self, story: StoryPage) -> None:
        assert list(self.facet.values(story)) == ["ouder"]
        assert list(self.facet.values(StoryPageFactory(voice=""))) == []

    def test_voices_are_named_in_the_order_of_the_list(self) -> None:
        assert list(self.facet.labels({"professional", "x", "ouder"}).values()) == ["Ouder", "Professional"]
