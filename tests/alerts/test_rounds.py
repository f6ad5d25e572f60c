"""Looking and telling: each change once, nothing when there is nothing, and nothing that is hidden when it is sent."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from alerts import mails, rounds, services
from alerts.models import Frequency, Match, SavedSearch
from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from core import jobs
from mail.models import Message
from search.api import SearchRequest
from search.indexer.build import build_due
from search.models import IndexEntry
from search.placement.models import Where
from search.standing.news import news
from tests.alerts.conftest import Deliver
from tests.factories.alerts import kept
from tests.factories.search import placed
from tests.search.content import approach

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)


def publish(page: ApproachPage, **fields: str) -> None:
    """Publish a page with these fields changed."""
    page.refresh_from_db()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    build_due()


def published(parent: Page, title: str, **fields: str) -> ApproachPage:
    page = approach(parent, title)
    publish(page, **fields)
    return page


def morning(days: int = 0, hours: int = 0) -> int:
    """A round of telling so many days after a Tuesday in December."""
    return rounds.tell(TUESDAY + timedelta(days=days, hours=hours))


def hide(page: Page, how: str) -> None:
    if how == "unpublished":
        page.unpublish()
    elif how == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    elif how == "above":
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    elif how == "deleted":
        page.delete()
    else:
        type(page).objects.filter(pk=page.pk).update(live=False)  # behind the back of every signal
    build_due()


HIDING = ("unpublished", "restricted", "above", "deleted", "behind the back")


class TestTelling:
    def test_what_was_published_arrives_with_its_address(
        self, ours: CoalitionPage, deliver: Deliver, settings: Any
    ) -> None:
        search = kept(address="iemand@voorbeeld.test")
        page = published(ours, "Muziek in de wijk", summary="Samen rouwen.")
        rounds.look()
        assert morning() == 1
        (mail,) = deliver()
        assert mail.to == ["iemand@voorbeeld.test"]
        assert mail.subject == "Eén nieuw resultaat bij uw zoekvraag"
        for said in ("“muziek”", "Aanpak: Muziek in de wijk", "Samen rouwen.", f"{settings.BASE_URL}{page.url}"):
            assert said in mail.body
        assert search.subscriber.stop_url in mail.body

    def test_nothing_new_is_no_mail(self, ours: CoalitionPage, deliver: Deliver) -> None:
        kept()
        published(ours, "Iets anders")
        rounds.look()
        assert (morning(), deliver()) == (0, [])

    def test_a_change_is_told_once(self, ours: CoalitionPage, deliver: Deliver) -> None:
        kept()
        page = published(ours, "Muziek in de wijk")
        for _ in range(2):
            rounds.look()
            morning()
        assert [morning(days) for days in (1, 2)] == [0, 0]
        publish(page, summary="Nu anders.")
        rounds.look()
        assert [morning(days) for days in (3, 4)] == [1, 0]
        assert len(deliver()) == 2

    def test_a_document_in_two_searches_of_one_person_is_told_once(self, ours: CoalitionPage, deliver: Deliver) -> None:
        kept("?q=muziek")
        kept("?q=wijk", frequency=Frequency.WEEKLY)
        assert morning(-1) == 0, "a Monday: what is told weekly is not due on the days after it"
        published(ours, "Muziek in de wijk")
        rounds.look()
        assert [morning(days) for days in range(8)] == [1, 0, 0, 0, 0, 0, 0, 0]
        (mail,) = deliver()
        assert mail.body.count("Aanpak: Muziek in de wijk") == 1

    def test_several_searches_of_one_person_are_one_mail(self, ours: CoalitionPage, deliver: Deliver) -> None:
        kept("?q=muziek")
        kept("?q=tuinen")
        published(ours, "Muziek")
        published(ours, "Tuinen")
        rounds.look()
        assert morning() == 1
        (mail,) = deliver()
        assert mail.subject == "2 nieuwe resultaten bij uw zoekvragen"
        assert mail.body.index("“muziek”") < mail.body.index("Aanpak: Muziek") < mail.body.index("“tuinen”")

    def test_two_people_get_a_mail_each(self, ours: CoalitionPage, deliver: Deliver) -> None:
        kept(address="een@voorbeeld.test")
        kept(address="twee@voorbeeld.test")
        published(ours, "Muziek")
        rounds.look()
        assert morning() == 2
        assert sorted(mail.to for mail in deliver()) == [["een@voorbeeld.test"], ["twee@voorbeeld.test"]]

    def test_a_long_list_is_cut_and_says_so(
        self, ours: CoalitionPage, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mails, "LISTED", 2)
        kept()
        for number in range(5):
            published(ours, f"Muziek {number}")
        rounds.look()
        morning()
        (mail,) = deliver()
        assert mail.subject == "5 nieuwe resultaten bij uw zoekvragen"
        assert mail.body.count("Aanpak: ") == 2
        assert "En nog 3." in mail.body

    def test_what_is_hidden_meanwhile_makes_room_in_a_long_list_and_is_not_counted(
        self, ours: CoalitionPage, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mails, "LISTED", 2)
        kept()
        pages = [published(ours, f"Muziek {number}") for number in range(6)]
        rounds.look()
        morning()
        for page in (*pages[:2], pages[5]):
            hide(page, "unpublished")
        placed("muziek", IndexEntry.objects.get(document__title="Muziek 2"), Where.HIDDEN)
        (mail,) = deliver()
        assert mail.subject == "2 nieuwe resultaten bij uw zoekvragen"
        assert [f"Aanpak: Muziek {number}" in mail.body for number in range(6)] == [False] * 3 + [True] * 2 + [False]
        assert "En nog" not in mail.body

    def test_what_was_there_before_is_no_news(self, ours: CoalitionPage) -> None:
        published(ours, "Muziek in de wijk")
        rounds.look()
        kept()
        rounds.look()
        assert morning() == 0

    def test_what_was_there_before_is_no_news_though_nobody_had_looked_yet(self, ours: CoalitionPage) -> None:
        page = published(ours, "Muziek in de wijk")
        kept()
        services.keep_for_address(
            mail_address="ander@voorbeeld.test", request=SearchRequest("muziek"), frequency=Frequency.DAILY
        )
        services.confirm(search=SavedSearch.objects.get(subscriber__address="ander@voorbeeld.test"))
        rounds.look()
        assert Match.objects.count() == 0
        publish(page, summary="Nu anders.")
        rounds.look()
        assert Match.objects.count() == 2


class TestWhen:
    def test_not_before_the_morning_and_once_a_day(self, ours: CoalitionPage) -> None:
        kept()
        published(ours, "Muziek")
        rounds.look()
        assert morning(hours=-2) == 0
        assert morning() == 1
        published(ours, "Muziek en tuinen")
        rounds.look()
        assert [morning(hours=hours) for hours in (1, 12)] == [0, 0]
        assert morning(days=1) == 1

    def test_weekly_is_on_monday(self, ours: CoalitionPage) -> None:
        search = kept(frequency=Frequency.WEEKLY)
        SavedSearch.objects.filter(pk=search.pk).update(last_round=TUESDAY.date())
        published(ours, "Muziek")
        rounds.look()
        assert [morning(days) for days in range(8)] == [0, 0, 0, 0, 0, 0, 1, 0]

    def test_a_worker_that_was_down_on_monday_tells_on_tuesday(self, ours: CoalitionPage) -> None:
        search = kept(frequency=Frequency.WEEKLY)
        SavedSearch.objects.filter(pk=search.pk).update(last_round=TUESDAY.date())
        published(ours, "Muziek")
        rounds.look()
        assert [morning(days) for days in (7, 8)] == [1, 0]

    @pytest.mark.parametrize("change", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
    def test_every_day_once_when_the_clock_changes(self, ours: CoalitionPage, change: datetime) -> None:
        kept()
        told = []
        start = change - timedelta(days=1)
        for quarter in range(4 * 24 * 3):
            now = start + timedelta(minutes=15 * quarter)
            if quarter % 48 == 0:
                published(ours, f"Muziek {quarter}")
                rounds.look()
            if rounds.tell(now):
                told.append(timezone.localtime(now))
        assert [(moment.date().day - start.day, moment.hour) for moment in told] == [(0, 7), (1, 7), (2, 7)]

    def test_what_was_kept_today_is_told_tomorrow(self, ours: CoalitionPage) -> None:
        search = kept(confirmed=None)
        services.confirm(search=search)
        published(ours, "Muziek")
        rounds.look()
        today = timezone.localtime().replace(hour=23)
        assert rounds.tell(today) == 0
        assert rounds.tell(today + timedelta(days=1)) == 1


class TestWhoIsNotTold:
    def test_an_address_that_was_not_confirmed(self, ours: CoalitionPage) -> None:
        kept(confirmed=None)
        published(ours, "Muziek")
        rounds.look()
        assert (morning(), Match.objects.count()) == (0, 0)

    def test_who_paused_and_what_was_new_meanwhile(self, ours: CoalitionPage) -> None:
        search = kept()
        published(ours, "Muziek")
        rounds.look()
        services.pause(search=search)
        assert morning() == 0
        published(ours, "Muziek en tuinen")
        rounds.look()
        services.resume(search=search)
        assert morning(days=1) == 0

    @pytest.mark.parametrize("how", ["stopped", "thrown away", "paused"])
    def test_who_stopped_after_the_mail_was_put_in_the_outbox(
        self, ours: CoalitionPage, deliver: Deliver, how: str
    ) -> None:
        search = kept()
        published(ours, "Muziek")
        rounds.look()
        assert morning() == 1
        if how == "stopped":
            services.stop(subscriber=search.subscriber)
        elif how == "paused":
            services.pause(search=search)
        else:
            services.forget(search=search)
        assert deliver() == []
        assert Message.objects.get().state == Message.State.LAPSED


class TestRights:
    @pytest.mark.parametrize("how", HIDING)
    def test_what_is_hidden_before_the_round_is_not_told(self, ours: CoalitionPage, how: str) -> None:
        kept()
        page = published(ours, "Muziek in de wijk")
        rounds.look()
        hide(page, how)
        assert morning() == 0

    @pytest.mark.parametrize("how", HIDING)
    def test_what_is_hidden_after_the_round_is_not_in_the_mail(
        self, ours: CoalitionPage, deliver: Deliver, how: str
    ) -> None:
        kept()
        other = CoalitionPage(title="Coalitie Elders", slug="elders")
        ours.get_parent().add_child(instance=other)
        published(other, "Muziek elders")
        page = published(ours, "Geheim over muziek")
        rounds.look()
        assert morning() == 1
        hide(page, how)
        (mail,) = deliver()
        assert "Muziek elders" in mail.body
        assert "Geheim" not in mail.body and "geheim" not in mail.body

    @pytest.mark.parametrize("how", HIDING)
    def test_a_mail_of_which_nothing_is_left_is_not_sent(self, ours: CoalitionPage, deliver: Deliver, how: str) -> None:
        kept()
        page = published(ours, "Muziek in de wijk")
        rounds.look()
        morning()
        hide(page, how)
        assert deliver() == []

    def test_the_outbox_holds_neither_text_nor_address(self, ours: CoalitionPage) -> None:
        kept(address="iemand@voorbeeld.test")
        published(ours, "Muziek in de wijk")
        rounds.look()
        morning()
        row = Message.objects.values().get()
        assert "Muziek" not in str(row) and "muziek" not in str(row) and "iemand@" not in str(row)

    def test_what_comes_back_before_the_round_is_told_then(self, ours: CoalitionPage) -> None:
        kept()
        page = published(ours, "Muziek in de wijk")
        rounds.look()
        hide(page, "unpublished")
        assert morning() == 0
        publish(page)
        rounds.look()
        assert [morning(days) for days in (1, 2)] == [1, 0]

    def test_what_is_rewritten_and_says_something_else_now_is_not_told(self, ours: CoalitionPage) -> None:
        kept()
        page = published(ours, "Muziek in de wijk")
        rounds.look()
        publish(page, title="Iets anders", summary="Zonder dat woord.")
        rounds.look()
        assert morning() == 0

    def test_news_of_what_stays_hidden_is_forgotten(self, ours: CoalitionPage) -> None:
        kept()
        page = published(ours, "Muziek")
        rounds.look()
        hide(page, "unpublished")
        now = timezone.now()
        assert [rounds.prune(now + timedelta(days=days)) for days in (59, 61, 61)] == [0, 1, 0]


class TestOnce:
    def test_a_round_of_looking_that_is_broken_off_leaves_all_to_the_next(
        self, ours: CoalitionPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept()
        published(ours, "Muziek")
        with monkeypatch.context() as broken:
            broken.setattr(rounds, "settle", _killed)
            with pytest.raises(KeyboardInterrupt):
                rounds.look()
        assert (len(news(10)) > 0, Match.objects.count()) == (True, 0)
        rounds.look()
        assert morning() == 1

    def test_a_round_of_telling_that_is_broken_off_tells_all_later_and_once(
        self, ours: CoalitionPage, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept()
        published(ours, "Muziek")
        rounds.look()
        with monkeypatch.context() as broken:
            broken.setattr(rounds.outbox, "store_to_compose", _killed)
            with pytest.raises(KeyboardInterrupt):
                morning()
        assert [morning(), morning()] == [1, 0]
        assert len(deliver()) == 1

    def test_what_another_worker_looked_at_meanwhile_is_left_to_it(self, ours: CoalitionPage) -> None:
        kept()
        published(ours, "Muziek")
        items = news(100)
        rounds.look()
        morning()
        rounds._note(items, {SavedSearch.objects.get().pk: {item.key for item in items}})
        assert Match.objects.count() == 0

    def test_the_jobs_run_twice_are_one_mail(self, ours: CoalitionPage, deliver: Deliver, time_machine: Any) -> None:
        time_machine.move_to(TUESDAY)
        kept()
        published(ours, "Muziek")
        for _ in range(2):
            for name in ("look_for_saved_searches", "tell_saved_searches", "forget_saved_searches"):
                assert jobs.run(name) is jobs.Outcome.DONE
        assert len(deliver()) == 1


def _killed(*args: Any, **kwargs: Any) -> None:
    raise KeyboardInterrupt


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_once(ours: CoalitionPage) -> None:
    kept()
    published(ours, "Muziek")
    rounds.look()
    told: list[int] = []

    def work() -> None:
        told.append(morning())
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(told) == [0, 1]
    assert Message.objects.count() == 1


def test_looking_costs_no_query_per_search(ours: CoalitionPage, django_assert_max_num_queries: Any) -> None:
    for number in range(50):
        kept(f"?q=muziek+{number}&theme=bereik", address=f"iemand{number}@voorbeeld.test")
    published(ours, "Muziek")
    with django_assert_max_num_queries(25):
        rounds.look()


def test_each_question_is_understood_once_in_a_round(ours: CoalitionPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "BATCH", 1)
    kept()
    for number in range(3):
        published(ours, f"Muziek {number}")
    with CaptureQueriesContext(connection) as queries:
        assert rounds.look() > 2
    assert sum("search_knownword" in query["sql"] for query in queries) == 1
