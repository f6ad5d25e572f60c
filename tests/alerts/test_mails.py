"""The mail itself: plain, with a way out for people and for programs."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from alerts import mails
from alerts.models import Frequency, SavedSearch
from coalitions.models import CoalitionPage
from mail.models import Preference, Wish
from search.indexer.build import build_due
from search.models import IndexEntry
from search.placement.models import Where
from tests.factories.alerts import kept
from tests.factories.search import placed
from tests.factories.themes import ThemeFactory
from tests.search.content import approach

pytestmark = pytest.mark.django_db


def payload(ours: CoalitionPage, search: SavedSearch, title: str = "Muziek & <tuinen>") -> dict[str, object]:
    """What the outbox holds of a mail about one approach."""
    page = approach(ours, title)
    build_due()
    found = {str(search.pk): {"documents": [f"approach:{page.pk}"]}}
    return {"subscriber": search.subscriber.pk, "found": found}


class TestDigest:
    def test_has_the_headers_of_one_click_unsubscribing(self, ours: CoalitionPage) -> None:
        search = kept()
        mail = mails.digest(payload(ours, search))
        assert mail is not None
        assert mail.extra_headers["List-Unsubscribe"] == f"<{search.subscriber.stop_url}>"
        assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail.extra_headers["Auto-Submitted"] == "auto-generated"

    def test_is_text_as_it_was_written(self, ours: CoalitionPage) -> None:
        mail = mails.digest(payload(ours, kept()))
        assert mail is not None
        assert "Aanpak: Muziek & <tuinen>" in mail.body
        assert "sort=newest" in mail.body

    def test_goes_to_the_address_that_the_account_has_now(self, ours: CoalitionPage) -> None:
        user = User.objects.create_user("oud@voorbeeld.test")
        given = payload(ours, kept(user=user))
        user.email = "nieuw@voorbeeld.test"
        user.save()
        mail = mails.digest(given)
        assert mail is not None and mail.to == ["nieuw@voorbeeld.test"]

    @pytest.mark.parametrize(("wish", "gets"), [(Wish.ALL, True), (Wish.TODO, True), (Wish.NONE, False)])
    def test_follows_the_wish_for_no_mail_at_all(self, ours: CoalitionPage, wish: Wish, gets: bool) -> None:
        user = User.objects.create_user("iemand@voorbeeld.test")
        given = payload(ours, kept(user=user))
        Preference.objects.create(user=user, wish=wish)
        assert (mails.digest(given) is not None) is gets

    def test_does_not_go_to_a_closed_account(self, ours: CoalitionPage) -> None:
        user = User.objects.create_user("iemand@voorbeeld.test", is_active=False)
        assert mails.digest(payload(ours, kept(user=user))) is None

    def test_what_left_the_theme_of_the_search_meanwhile_is_left_out(self, ours: CoalitionPage) -> None:
        ThemeFactory(name="Wonen")
        assert mails.digest(payload(ours, kept("?q=muziek&theme=wonen"))) is None

    def test_what_editors_hid_for_the_question_meanwhile_is_left_out(self, ours: CoalitionPage) -> None:
        search = kept("?q=muziek")
        given = payload(ours, search)
        assert mails.digest(given) is not None
        placed("muziek", IndexEntry.objects.get(document__title__startswith="Muziek"), Where.HIDDEN)
        assert mails.digest(given) is None

    def test_a_type_that_is_no_more_is_left_out(self, ours: CoalitionPage) -> None:
        search = kept()
        found = {str(search.pk): {"documents": ["vroeger:1"]}}
        assert mails.digest({"subscriber": search.subscriber.pk, "found": found}) is None


class TestConfirmation:
    def test_of_what_was_thrown_away_is_not_sent(self) -> None:
        search = kept(confirmed=None)
        search.delete()
        assert mails.confirmation({"search": search.pk}) is None

    def test_names_the_question_and_one_link(self) -> None:
        search = kept("?q=muziek+%26+tuinen", confirmed=None)
        mail = mails.confirmation({"search": search.pk})
        assert mail is not None
        assert "“muziek & tuinen”" in mail.body
        assert mail.body.count("http") == 1

    @pytest.mark.parametrize(
        ("frequency", "said"), [(Frequency.DAILY, "één keer per dag"), (Frequency.WEEKLY, "één keer per week")]
    )
    def test_names_how_often(self, client: Client, frequency: Frequency, said: str) -> None:
        search = kept(confirmed=None, frequency=frequency)
        mail = mails.confirmation({"search": search.pk, "frequency": frequency})
        assert mail is not None and f"hooguit {said}" in mail.body
        page = client.get(reverse("alerts:confirm", args=[search.subscriber.key, search.pk]))
        assert f"hooguit {said}" in page.content.decode()

    def test_of_one_that_is_kept_says_what_was_chosen_now_and_where_its_owner_can_choose_it(self) -> None:
        search = kept(frequency=Frequency.DAILY)
        mail = mails.confirmation({"search": search.pk, "frequency": Frequency.WEEKLY})
        assert mail is not None
        assert "e-mail: elke dag." in mail.body
        assert "Nu is gekozen: elke week, op maandag. Dat hebben we niet veranderd" in mail.body
        assert search.subscriber.own_url in mail.body
        same = mails.confirmation({"search": search.pk, "frequency": Frequency.DAILY})
        assert same is not None and "Nu is gekozen" not in same.body

    def test_of_one_that_is_paused_promises_no_mail(self) -> None:
        mail = mails.confirmation({"search": kept(paused=True).pk, "frequency": Frequency.DAILY})
        assert mail is not None
        assert "staat op pauze" in mail.body and "dan krijgt u e-mail" not in mail.body

    def test_too_many_leads_to_the_list(self) -> None:
        search = kept()
        mail = mails.full({"subscriber": search.subscriber.pk})
        assert mail is not None and search.subscriber.own_url in mail.body
