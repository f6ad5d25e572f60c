"""Keeping searches, and what is kept of people: no longer than needed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from alerts import services
from alerts.models import Frequency, Match, SavedSearch, Subscriber
from mail.models import Message
from search.api import SearchRequest
from tests.at_once import at_once
from tests.factories.alerts import kept
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db
ADDRESS = "iemand@voorbeeld.test"


def ask(query: str = "muziek", address: str = ADDRESS, form: str = "", **chosen: frozenset[str]) -> None:
    request = SearchRequest(query, chosen)
    services.keep_for_address(mail_address=address, request=request, frequency=Frequency.WEEKLY, form=form)


class TestKeeping:
    def test_an_address_counts_once_it_is_confirmed(self) -> None:
        ask()
        search = SavedSearch.objects.get()
        assert (search.confirmed, SavedSearch.objects.active().count()) == (None, 0)
        services.confirm(search=search)
        assert SavedSearch.objects.active().get() == search

    def test_the_typed_words_and_choices_are_kept_in_one_order(self) -> None:
        ThemeFactory(name="Wonen")
        ask("Muziek & tuinen", year=frozenset(["2024"]), theme=frozenset(["wonen"]))
        search = SavedSearch.objects.get()
        assert search.question == "?q=Muziek+%26+tuinen&theme=wonen&year=2024"
        assert search.request.query == "Muziek & tuinen"
        assert search.request.chosen == {"theme": frozenset(["wonen"]), "year": frozenset(["2024"])}

    def test_an_address_in_capitals_is_the_same(self) -> None:
        ask("muziek")
        ask("tuinen", address=" Iemand@Voorbeeld.test ")
        assert Subscriber.objects.get().address == ADDRESS

    def test_asking_again_keeps_one_and_mails_again(self) -> None:
        ask()
        ask()
        assert (SavedSearch.objects.count(), Message.objects.count()) == (1, 2)

    def test_one_form_is_one_mail_as_long_as_what_it_asked_for_is_kept(self) -> None:
        for query, form in (("muziek", "een"), ("muziek", "een"), ("tuinen", "een"), ("muziek", "twee")):
            ask(query, form=form)
        assert (SavedSearch.objects.count(), Message.objects.count()) == (2, 3)
        services.forget(search=SavedSearch.objects.get(question="?q=muziek"))
        ask(form="twee")
        assert (SavedSearch.objects.count(), Message.objects.count()) == (2, 4)

    def test_who_asks_again_before_confirming_gets_the_new_frequency_and_a_week_more(self) -> None:
        request, long_ago = SearchRequest("muziek"), timezone.now() - timedelta(days=6)
        services.keep_for_address(mail_address=ADDRESS, request=request, frequency=Frequency.DAILY)
        SavedSearch.objects.update(created=long_ago)
        services.keep_for_address(mail_address=ADDRESS, request=request, frequency=Frequency.WEEKLY)
        services.forget_unconfirmed(timezone.now() + timedelta(days=6))
        assert SavedSearch.objects.get().frequency == Frequency.WEEKLY

    def test_a_stranger_who_asks_again_changes_nothing_of_what_is_confirmed(self) -> None:
        search = kept(address=ADDRESS)
        ask()
        again = SavedSearch.objects.get()
        assert (again.frequency, again.created) == (search.frequency, search.created)

    def test_an_account_needs_no_confirmation_and_gets_no_mail(self) -> None:
        user = User.objects.create_user("iemand@voorbeeld.test")
        services.keep_for_user(user=user, request=SearchRequest("muziek"), frequency=Frequency.DAILY)
        assert SavedSearch.objects.active().get().subscriber.user == user
        assert not Message.objects.exists()

    def test_who_keeps_it_again_gets_the_new_frequency_and_no_pause(self) -> None:
        user = User.objects.create_user("iemand@voorbeeld.test")
        kept(user=user, paused=True)
        services.keep_for_user(user=user, request=SearchRequest("muziek"), frequency=Frequency.WEEKLY)
        search = SavedSearch.objects.get()
        assert (search.frequency, search.paused) == (Frequency.WEEKLY, False)

    def test_who_keeps_it_again_after_a_pause_hears_of_what_is_new_from_now_on(self) -> None:
        user = User.objects.create_user("iemand@voorbeeld.test")
        last_month = timezone.localdate() - timedelta(days=30)
        for paused, last_round in ((True, timezone.localdate()), (False, last_month)):
            SavedSearch.objects.filter(pk=kept(user=user).pk).update(paused=paused, last_round=last_month)
            services.keep_for_user(user=user, request=SearchRequest("muziek"), frequency=Frequency.WEEKLY)
            assert SavedSearch.objects.get().last_round == last_round
            SavedSearch.objects.all().delete()

    def test_there_is_an_end_to_how_many(self) -> None:
        user = User.objects.create_user("iemand@voorbeeld.test")
        for number in range(services.MAX_SEARCHES):
            kept(f"?q=muziek+{number}", user=user)
        with pytest.raises(services.TooMany):
            services.keep_for_user(user=user, request=SearchRequest("nog een"), frequency=Frequency.DAILY)

    def test_what_nobody_confirmed_takes_no_place_and_the_oldest_of_it_makes_room(self) -> None:
        for number in range(services.MAX_SEARCHES - 1):
            kept(f"?q=muziek+{number}", address=ADDRESS)
        for number in range(services.MAX_WAITING + 1):
            ask(f"vreemd {number}")
        waiting = SavedSearch.objects.filter(confirmed=None)
        assert [search.request.query for search in waiting] == [
            f"vreemd {number}" for number in range(1, services.MAX_WAITING + 1)
        ]

    def test_no_more_can_be_confirmed_than_can_be_kept(self) -> None:
        ask("nog een")
        search = SavedSearch.objects.get()
        for number in range(services.MAX_SEARCHES):
            kept(f"?q=muziek+{number}", address=ADDRESS)
        with pytest.raises(services.TooMany):
            services.confirm(search=search)

    def test_the_last_one_that_fits_is_confirmed_by_a_double_click(self) -> None:
        ask("nog een")
        for number in range(services.MAX_SEARCHES - 1):
            kept(f"?q=muziek+{number}", address=ADDRESS)
        first, second = (SavedSearch.objects.get(confirmed=None) for _click in range(2))
        services.confirm(search=first)
        services.confirm(search=second)
        assert SavedSearch.objects.active().count() == services.MAX_SEARCHES

    def test_who_asks_for_an_address_does_not_learn_that_it_keeps_many(self) -> None:
        for number in range(services.MAX_SEARCHES):
            kept(f"?q=muziek+{number}", address=ADDRESS)
        ask("nog een")
        assert Message.objects.get().composer == "alerts.full"

    def test_that_it_keeps_many_is_told_once_by_the_same_form(self) -> None:
        for number in range(services.MAX_SEARCHES):
            kept(f"?q=muziek+{number}", address=ADDRESS)
        for form in ("een", "een", "twee"):
            services.keep_for_address(
                mail_address=ADDRESS, request=SearchRequest("nog een"), frequency=Frequency.DAILY, form=form
            )
        assert [message.composer for message in Message.objects.all()] == ["alerts.full"] * 2

    def test_a_question_too_long_is_refused_and_leaves_nothing(self) -> None:
        with pytest.raises(services.TooLong):
            ask(theme=frozenset("x" * 200 + str(number) for number in range(20)))
        assert not Subscriber.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_the_second_finds_what_the_first_kept() -> None:
    user, request = User.objects.create_user("iemand@voorbeeld.test"), SearchRequest("muziek")
    kept("?q=tuinen", user=user)
    first, second = at_once(
        *[lambda: services.keep_for_user(user=user, request=request, frequency=Frequency.DAILY)] * 2
    )
    assert first == second == SavedSearch.objects.get(question="?q=muziek")


class TestForgetting:
    def test_an_address_that_nobody_confirmed_is_gone_after_a_week(self) -> None:
        ask()
        assert services.forget_unconfirmed(timezone.now() + timedelta(days=6)) == 0
        assert services.forget_unconfirmed(timezone.now() + timedelta(days=8)) == 1
        assert not Subscriber.objects.exists()
        assert services.forget_unconfirmed(timezone.now() + timedelta(days=8)) == 0

    def test_a_confirmed_search_beside_it_stays(self) -> None:
        search = kept(address=ADDRESS)
        ask("tuinen")
        services.forget_unconfirmed(timezone.now() + timedelta(days=8))
        assert SavedSearch.objects.get() == search

    def test_with_the_last_search_goes_the_address(self) -> None:
        one, two = kept("?q=muziek"), kept("?q=tuinen")
        services.forget(search=one)
        assert Subscriber.objects.exists()
        services.forget(search=two)
        assert not Subscriber.objects.exists()

    def test_who_stops_is_forgotten(self) -> None:
        search = kept()
        Match.objects.create(search=search, document="approach:1")
        services.stop(subscriber=search.subscriber)
        assert not (Subscriber.objects.exists() or SavedSearch.objects.exists() or Match.objects.exists())

    def test_who_stops_with_an_account_keeps_the_searches_paused(self) -> None:
        user = User.objects.create_user("iemand@voorbeeld.test")
        search = kept(user=user)
        Match.objects.create(search=search, document="approach:1")
        services.stop(subscriber=search.subscriber)
        assert SavedSearch.objects.get().paused
        assert not Match.objects.exists()

    def test_with_an_account_go_its_searches(self) -> None:
        user = User.objects.create_user("iemand@voorbeeld.test")
        kept(user=user)
        user.delete()
        assert not (Subscriber.objects.exists() or SavedSearch.objects.exists())


@pytest.mark.parametrize("both", [True, False])
def test_the_database_refuses_somebody_with_both_or_neither(both: bool) -> None:
    user = User.objects.create_user("iemand@voorbeeld.test")
    given = {"user": user, "address": ADDRESS} if both else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscriber.objects.create(**given)
