"""The why page, the questions without an answer, and the state of the index; for editors alone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from search.api import build_due
from search.indexer.push import DEAD_AFTER
from search.models import AskedInVain, HandledQuestion, IndexEntry, PlacedResult, VocabularyRule
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of
from tests.search.content import approach, coalition

pytestmark = [pytest.mark.django_db, pytest.mark.every_example, pytest.mark.usefixtures("embedded")]

SCREENS = ("editorial_why", "editorial_unanswered", "editorial_call", "editorial_index")


@pytest.fixture
def embedded(settings: Any) -> None:
    settings.OPENSEARCH_URL = ""


def text(answer: Any) -> str:
    return str(answer.content.decode())


def asked(question: str, count: int = 1, **more: Any) -> AskedInVain:
    return AskedInVain.objects.create(day=timezone.localdate(), question=question, count=count, **more)


class TestWhy:
    def test_each_hit_tells_what_it_met_where_and_how_much_that_counts(self, desk: Client) -> None:
        VocabularyRule.objects.create(kind="synonyms", said="zwaluw\nvinkje")
        approach(coalition(), "Vinkjes", summary="Een vinkje.")
        build_due()
        page = text(desk.get(reverse("editorial_why"), {"q": "zwaluw breiclub"}))
        assert "synoniem van “zwaluw”" in page and "titel, tekst" in page and "100%" in page
        assert "Mist: breiclub." in page
        assert "vinkje" in page

    def test_what_was_put_first_and_what_was_hidden_is_told(self, desk: Client) -> None:
        parent = coalition()
        first, hidden = approach(parent, "Vinken"), approach(parent, "Zwaluwen")
        build_due()
        rows = [
            PlacedResult.objects.create(
                question=question, type="approach", object_id=page.pk, title=page.title, where=where
            )
            for question, page, where in (
                ("zwaluw", first, "top"),
                ("zwaluw", hidden, "hidden"),
                ("ooievaar", hidden, "hidden"),
            )
        ]
        found = text(desk.get(reverse("editorial_why"), {"q": "zwaluwen"}))
        assert "bovenaan gezet door de redactie" in found
        assert "Bij deze vraag verborgen" in found
        edit = [reverse("placement:edit", args=[row.pk]) in found for row in rows]
        assert edit == [True, True, False], "not what was decided for another question"

    def test_without_results_it_offers_the_vocabulary(self, desk: Client) -> None:
        page = text(desk.get(reverse("editorial_why"), {"q": "breiclub"}))
        assert f"{reverse('vocabulary:add')}?kind=everyday&amp;asked=breiclub" in page

    def test_queries_do_not_grow_with_the_hits(self, desk: Client, django_assert_max_num_queries: Any) -> None:
        parent = coalition()
        for number in range(20):
            approach(parent, f"Zwaluw {number}")
        build_due()
        desk.get(reverse("editorial_why"), {"q": "zwaluw"})
        with django_assert_max_num_queries(45):
            page = text(desk.get(reverse("editorial_why"), {"q": "zwaluw"}))
        assert page.count('searching-hit"') == 20

    @pytest.mark.parametrize("page", ["0", "-1", "x", "²", "999999999", "500"])
    def test_an_odd_page_is_no_error(self, desk: Client, page: str) -> None:
        assert desk.get(reverse("editorial_why"), {"q": "zwaluw", "page": page}).status_code == 200

    @pytest.mark.parametrize("question", ["\x00", "x" * 9_000, "?", "\u201czwaluw", "<script>"])
    def test_an_odd_question_is_no_error(self, desk: Client, question: str) -> None:
        answer = desk.get(reverse("editorial_why"), {"q": question})
        assert answer.status_code == 200
        assert "<script>zw" not in text(answer)


class TestUnanswered:
    def test_the_list_tells_how_often_when_and_what_the_visitor_got(self, desk: Client) -> None:
        asked("breiclub huisbezeok", 7, partial=42, corrected="huisbezoek")
        page = text(desk.get(reverse("editorial_unanswered")))
        for told in ("breiclub huisbezeok", "7×", "42 met een deel van de woorden", "ook gezocht op: huisbezoek"):
            assert told in page

    def test_there_are_three_ways_on(self, desk: Client, redactie: Any) -> None:
        asked("breiclub")
        page = text(desk.get(reverse("editorial_unanswered")))
        assert f"{reverse('vocabulary:add')}?asked=breiclub" in page
        assert f"{reverse('editorial_call')}?question=breiclub" in page
        answer = desk.post(
            reverse("editorial_handle_question"),
            {"question": "breiclub", "do": "dismiss", "back": reverse("editorial_unanswered") + "?week=1"},
        )
        assert answer.headers["Location"].endswith("?week=1")
        done = HandledQuestion.objects.get()
        assert (done.how, done.by) == ("dismissed", redactie)
        assert "breiclub</a>" not in text(desk.get(reverse("editorial_unanswered")))
        assert "breiclub</a>" in text(desk.get(reverse("editorial_unanswered"), {"all": "1"}))

    def test_a_call_is_ready_to_be_sent(self, desk: Client) -> None:
        asked("breiclub")
        assert "zoeken op “breiclub”" in text(desk.get(reverse("editorial_call"), {"question": "breiclub"}))
        desk.post(reverse("editorial_handle_question"), {"question": "breiclub", "do": "call"})
        assert HandledQuestion.objects.get().how == "call"
        assert desk.get(reverse("editorial_call")).status_code == 302

    def test_a_question_with_a_name_is_erased(self, desk: Client) -> None:
        asked("jan de vries")
        desk.post(reverse("editorial_handle_question"), {"question": "jan de vries", "do": "erase"})
        assert not AskedInVain.objects.exists()

    @pytest.mark.parametrize("data", [{}, {"question": "x"}, {"do": "dismiss"}, {"question": "x" * 500, "do": "erase"}])
    def test_nonsense_is_answered_kindly(self, desk: Client, data: dict[str, str]) -> None:
        answer = desk.post(reverse("editorial_handle_question"), data, follow=True)
        assert "Kies een vraag uit de lijst" in text(answer)

    def test_it_leads_to_no_other_site(self, desk: Client) -> None:
        data = {"question": "x", "do": "dismiss", "back": "https://elders.test/"}
        answer = desk.post(reverse("editorial_handle_question"), data)
        assert answer.headers["Location"] == reverse("editorial_unanswered")

    def test_reading_changes_nothing(self, desk: Client) -> None:
        asked("breiclub")
        assert desk.get(reverse("editorial_handle_question")).status_code == 405
        assert AskedInVain.objects.count() == 1

    def test_queries_do_not_grow_with_the_list(self, desk: Client, django_assert_max_num_queries: Any) -> None:
        for number in range(60):
            asked(f"vraag {number}")
        desk.get(reverse("editorial_unanswered"))
        with django_assert_max_num_queries(18):
            desk.get(reverse("editorial_unanswered"))


class TestIndex:
    @pytest.fixture
    def given_up(self) -> IndexEntry:
        page = approach(coalition(), "Warme belroute")
        build_due()
        IndexEntry.objects.filter(type="approach", object_id=page.pk).update(
            attempts=DEAD_AFTER, error="bouwen: ValueError", version=9
        )
        return IndexEntry.objects.get(type="approach", object_id=page.pk)

    def test_it_shows_what_was_given_up_and_why(self, desk: Client, given_up: IndexEntry) -> None:
        page = text(desk.get(reverse("editorial_index")))
        assert "Niet gelukt (1)" in page and "Warme belroute" in page and "bouwen: ValueError" in page

    def test_one_can_be_tried_again(
        self, desk: Client, given_up: IndexEntry, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            answer = desk.post(reverse("editorial_retry"), {"key": given_up.key}, follow=True)
        assert "1 document opnieuw geprobeerd" in text(answer)
        given_up.refresh_from_db()
        assert (given_up.attempts, given_up.built_version) == (0, 9)

    def test_all_can_be_tried_again(self, desk: Client, given_up: IndexEntry) -> None:
        desk.post(reverse("editorial_retry"), {"all": "1"})
        given_up.refresh_from_db()
        assert given_up.attempts == 0

    def test_what_is_no_letter_any_more_is_said(self, desk: Client) -> None:
        assert "staat niet meer bij" in text(desk.post(reverse("editorial_retry"), {"key": "x:1"}, follow=True))
        assert desk.get(reverse("editorial_retry")).status_code == 405

    def test_with_nothing_wrong_it_says_so(self, desk: Client) -> None:
        assert "Alles staat in de index" in text(desk.get(reverse("editorial_index")))


def test_nobody_of_a_coalition_sees_or_does_any_of_it(client: Client) -> None:
    asked("breiclub")
    client.force_login(coordinator_of(CoalitionPageFactory()))
    for name in SCREENS:
        assert client.get(reverse(name), {"q": "breiclub", "question": "breiclub"}).status_code == 302, name
    assert client.post(reverse("editorial_handle_question"), {"question": "breiclub", "do": "erase"}).status_code == 302
    assert client.post(reverse("editorial_retry"), {"all": "1"}).status_code == 302
    assert AskedInVain.objects.count() == 1


def test_the_menu_has_them_for_editors_only(desk: Client, client: Client) -> None:
    assert "Zoekmachine" in text(desk.get(reverse("wagtailadmin_home")))
    client.force_login(coordinator_of(CoalitionPageFactory()))
    assert "Zoekmachine" not in text(client.get(reverse("wagtailadmin_home")))
