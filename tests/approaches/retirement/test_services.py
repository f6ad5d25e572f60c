"""What is taken away is out of everything at once, in one transaction; its page stays and says why."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import PageViewRestriction

from approaches.models import ApproachPage, BuildingBlock, RetirementReason
from approaches.retirement.services import AlreadyRetired, NotRetired, SuccessorIsItself, restore, retire
from coalitions.services import ensure_team
from coalitions.tree import cards_below
from search.api import SearchRequest, build_due, search
from search.models import IndexEntry
from tests.factories.approaches import block
from tests.factories.coalitions import CoalitionPageFactory, editor
from tests.factories.core import DocumentFactory
from tests.factories.marks import published
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db

REASON = RetirementReason.MERGED


@pytest.fixture(scope="module", autouse=True)
def _made(module_content: None) -> int:
    made = published(title="Warme belroute", summary="Bellen ter plekke", building_blocks=[block("Belkaart")])
    build_due()
    return made.pk


@pytest.fixture
def page(_made: int, settings: Any, db: None) -> ApproachPage:
    settings.OPENSEARCH_URL = ""
    return ApproachPage.objects.get(pk=_made)


def found(query: str) -> int:
    build_due()
    return search(SearchRequest(query=query)).total


class TestOutOfEverything:
    def test_it_is_not_public_and_neither_are_its_blocks(self, page: ApproachPage) -> None:
        retire(page=page, reason=REASON)
        assert not ApproachPage.objects.public().exists()
        assert not BuildingBlock.objects.public().exists()
        assert ApproachPage.objects.retired().get() == page

    def test_no_search_finds_it(self, page: ApproachPage) -> None:
        assert (found("belroute"), found("belkaart")) == (1, 1)
        retire(page=page, reason=REASON)
        assert (found("belroute"), found("belkaart")) == (0, 0)

    def test_the_index_is_emptied_in_the_same_transaction(self, page: ApproachPage) -> None:
        with transaction.atomic():
            retire(page=page, reason=REASON)
            entries = IndexEntry.objects.filter(type__in=["approach", "block"])
            assert [entry.document for entry in entries] == [None, None]
            transaction.set_rollback(True)
        assert all(entry.document for entry in IndexEntry.objects.filter(type__in=["approach", "block"]))
        assert ApproachPage.objects.public().exists()

    def test_no_list_shows_it_nor_counts_it(self, page: ApproachPage, client: Client) -> None:
        parent = page.get_parent().specific
        published(parent=ApproachPage.objects.get().get_parent().specific, title="Andere aanpak")
        retire(page=page, reason=REASON)
        (group,) = cards_below(parent, size=12)
        assert ([card.title for card in group.pages], group.total) == (["Andere aanpak"], 1)
        for path in (parent.url, "/sitemap.xml", "/"):
            assert page.url not in client.get(path).content.decode()

    def test_a_coalition_with_only_that_has_no_empty_heading(self, page: ApproachPage) -> None:
        retire(page=page, reason=REASON)
        assert cards_below(page.get_parent().specific, size=12) == ()

    def test_nor_is_its_document_there_unless_another_page_shows_it(self, page: ApproachPage, client: Client) -> None:
        coalition = page.get_parent().specific
        document = DocumentFactory(collection=ensure_team(coalition).collection)
        shows = [{"type": "paragraph", "value": f'<p><a linktype="document" id="{document.pk}">Lees dit</a></p>'}]
        page.need = shows
        page.save()
        assert client.get(document.url).status_code == 200
        retire(page=page, reason=REASON)
        assert client.get(document.url).status_code == 404
        published(parent=coalition, title="Andere aanpak", need=shows)
        assert client.get(document.url).status_code == 200

    def test_a_story_does_not_lead_to_it(self, page: ApproachPage, client: Client) -> None:
        story = StoryPageFactory(approaches=[page])
        assert page.url in client.get(story.url).content.decode()
        retire(page=page, reason=REASON)
        assert page.url not in client.get(story.url).content.decode()

    @pytest.mark.parametrize("end", ["versies/", "versie/1/", "versie/9/", "kaart.pdf", "bouwsteen/belkaart/"])
    def test_its_card_versions_and_blocks_say_what_the_page_says(
        self, end: str, page: ApproachPage, client: Client
    ) -> None:
        address = f"{page.url}{end}"
        retire(page=page, reason=REASON)
        itself, part = client.get(page.url), client.get(address)
        assert part.status_code == itself.status_code
        text = part.content.decode()
        assert "Deze aanpak is weggehaald op" in text
        assert '<meta name="robots" content="noindex">' in text
        assert "Bellen ter plekke" not in text

    @pytest.mark.parametrize("end", ["versies/", "versie/1/", "kaart.pdf", "bouwsteen/belkaart/"])
    def test_of_one_that_not_everybody_sees_they_say_nothing(
        self, end: str, page: ApproachPage, client: Client
    ) -> None:
        address = f"{page.url}{end}"
        retire(page=page, reason=REASON)
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert client.get(address).status_code == 404


class TestWhatStays:
    def test_the_page_says_so_and_why_and_leads_on(self, page: ApproachPage, client: Client) -> None:
        successor, hidden = published(title="Nieuwe belroute"), published(title="Verborgen", slug="verborgen")
        retire(page=page, reason=REASON, explanation="Wij doen nu <b>samen</b>.", successors=[successor, hidden])
        hidden.unpublish()
        response = client.get(page.url)
        text = response.content.decode()
        assert response.status_code == 200
        for shown in ("Deze aanpak is weggehaald op", "Opgegaan in een andere aanpak", "&lt;b&gt;samen", successor.url):
            assert shown in text
        assert '<meta name="robots" content="noindex">' in text
        for kept_back in ("Bellen ter plekke", "Verborgen", "Belkaart", "application/ld+json"):
            assert kept_back not in text

    def test_the_address_of_a_block_says_so_too(self, page: ApproachPage, client: Client) -> None:
        address = page.building_blocks.get().url
        assert "Belkaart" in client.get(address).content.decode()
        retire(page=page, reason=REASON)
        text = client.get(address).content.decode()
        assert "Deze aanpak is weggehaald op" in text
        assert "Belkaart" not in text

    def test_a_successor_that_went_too_is_not_named(self, page: ApproachPage, client: Client) -> None:
        successor = published(title="Nieuwe belroute")
        retire(page=page, reason=REASON, successors=[successor])
        retire(page=successor, reason=REASON)
        assert "Nieuwe belroute" not in client.get(page.url).content.decode()

    def test_the_number_of_queries_does_not_depend_on_the_successors(
        self, page: ApproachPage, django_assert_max_num_queries: Any, client: Client
    ) -> None:
        parent = CoalitionPageFactory()
        retire(page=page, reason=REASON, successors=[published(parent=parent) for _ in range(5)])
        client.get(page.url)
        with django_assert_max_num_queries(25):
            client.get(page.url)


class TestTwice:
    def test_it_is_taken_away_once(self, page: ApproachPage) -> None:
        retire(page=page, reason=REASON)
        with pytest.raises(AlreadyRetired):
            retire(page=page, reason=REASON)

    def test_it_does_not_follow_itself(self, page: ApproachPage) -> None:
        with pytest.raises(SuccessorIsItself):
            retire(page=page, reason=REASON, successors=[page])
        assert not page.retirements.exists()


class TestBack:
    def test_put_back_it_is_where_it_was(self, page: ApproachPage, client: Client) -> None:
        somebody = editor()
        retirement = retire(page=page, reason=REASON)
        restore(page=page, user=somebody)
        retirement.refresh_from_db()
        assert retirement.undone_by == somebody
        assert (found("belroute"), found("belkaart")) == (1, 1)
        assert "Bellen ter plekke" in client.get(page.url).content.decode()

    def test_what_is_there_cannot_be_put_back(self, page: ApproachPage) -> None:
        with pytest.raises(NotRetired):
            restore(page=page, user=editor())

    def test_it_can_be_taken_away_again(self, page: ApproachPage) -> None:
        retire(page=page, reason=REASON)
        restore(page=page, user=editor())
        retire(page=page, reason=RetirementReason.WRONG, explanation="Toch niet")
        assert page.retirements.count() == 2


@pytest.mark.parametrize("change", [lambda page: page.unpublish(), lambda page: page.save_revision().publish()])
def test_what_else_happens_to_the_page_does_not_bring_it_back(page: ApproachPage, change: Callable[..., Any]) -> None:
    retire(page=page, reason=REASON)
    change(ApproachPage.objects.get(pk=page.pk))
    assert found("belroute") == 0


def test_a_copy_is_on_the_site(page: ApproachPage) -> None:
    retire(page=page, reason=REASON)
    copy = page.copy(update_attrs={"slug": "kopie"})
    assert ApproachPage.objects.public().get() == copy
