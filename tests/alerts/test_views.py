"""Keeping a search by hand: without scripts, without an account, without anybody learning who keeps what."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from alerts import limits, services
from alerts.models import Frequency, SavedSearch, Subscriber
from mail.models import Preference, Wish
from tests.alerts.conftest import Deliver
from tests.factories.alerts import kept
from tests.factories.logs import logged
from tests.factories.places import MunicipalityFactory
from tests.factories.themes import ThemeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_example, pytest.mark.usefixtures("embedded_search")]
ADDRESS = "iemand@voorbeeld.test"
SAVE = "/zoeken/bewaren/?q=muziek"


@pytest.fixture
def embedded_search(settings: Any) -> None:
    settings.OPENSEARCH_URL = ""


@pytest.fixture
def user(client: Client) -> User:
    made = User.objects.create_user("collega@voorbeeld.test")
    client.force_login(made)
    return made


def fill(client: Client, address: str = ADDRESS, frequency: str = "daily", path: str = SAVE) -> Any:
    return client.post(path, {"address": address, "frequency": frequency})


def path_in(body: str, part: str) -> str:
    """The path of the link in a mail that holds this."""
    found = re.search(rf"http://[^/\s]+(/zoekvragen/\S*{part}\S*)", body)
    assert found is not None
    return found[1]


class TestWithAnAddress:
    def test_from_the_page_of_results_to_a_confirmed_search(self, client: Client, deliver: Deliver) -> None:
        ThemeFactory(name="Wonen")
        page = client.get("/zoeken/?q=muziek&theme=wonen").content.decode()
        path = "/zoeken/bewaren/?q=muziek&amp;theme=wonen"
        assert path in page
        path = path.replace("&amp;", "&")
        assert "“muziek”, Thema: Wonen" in client.get(path).content.decode()
        assert fill(client, path=path).headers["Location"] == "/zoeken/bewaren/verstuurd/"
        (mail,) = deliver()
        assert (mail.to, mail.subject) == ([ADDRESS], "Bevestig uw bewaarde zoekvraag")
        confirm = path_in(mail.body, "bevestigen")
        assert "Ja, bewaar deze zoekvraag" in client.get(confirm).content.decode()
        assert SavedSearch.objects.get().confirmed is None, "looking confirms nothing: mail programs follow links"
        assert "Uw zoekvraag is bewaard" in client.post(confirm).content.decode()
        assert SavedSearch.objects.active().get().frequency == Frequency.DAILY

    def test_the_address_is_promised_to_go_only_if_it_keeps_nothing_else(
        self, client: Client, deliver: Deliver
    ) -> None:
        kept("?q=tuinen", address=ADDRESS)
        form = client.get(SAVE).content.decode()
        fill(client)
        mail = deliver()[0].body
        page = client.get(path_in(mail, "bevestigen")).content.decode()
        promise = "na een week. Bewaart u verder geen zoekvragen, dan wissen we ook uw adres."
        assert [promise in said for said in (form, mail, page)] == [True] * 3
        services.forget_unconfirmed(timezone.now() + timedelta(days=7))
        assert SavedSearch.objects.get().question == "?q=tuinen"

    def test_who_keeps_too_many_by_then_is_told_at_the_button(self, client: Client, deliver: Deliver) -> None:
        fill(client)
        confirm = path_in(deliver()[0].body, "bevestigen")
        for number in range(services.MAX_SEARCHES):
            kept(f"?q=tuinen+{number}", address=ADDRESS)
        page = client.post(confirm).content.decode()
        assert "Verwijder er eerst een" in page and "Uw zoekvraag is bewaard" not in page
        assert SavedSearch.objects.filter(confirmed=None).count() == 1

    def test_the_answer_is_the_same_whatever_the_address_keeps(self, client: Client, deliver: Deliver) -> None:
        kept(address=ADDRESS)
        known, unknown = fill(client), fill(client, "ander@voorbeeld.test")
        assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
        assert sorted(mail.subject for mail in deliver()) == [
            "Bevestig uw bewaarde zoekvraag",
            "U bewaart deze zoekvraag al",
        ]

    @pytest.mark.parametrize(
        ("address", "frequency", "said"),
        [
            ("", "daily", "Vul uw e-mailadres in."),
            ("geen adres", "daily", "Dit is geen e-mailadres."),
            ("x" * 300 + "@voorbeeld.test", "daily", "Dit e-mailadres is te lang."),
            ("a@b.test\nBcc: c@d.test", "daily", "Dit is geen e-mailadres."),
            (ADDRESS, "", "Kies hoe vaak u e-mail wilt."),
            (ADDRESS, "hourly", "Kies een van de twee."),
        ],
    )
    def test_what_is_wrong_is_said(self, client: Client, address: str, frequency: str, said: str) -> None:
        page = fill(client, address, frequency).content.decode()
        assert said in page and "<title>Fout: " in page
        assert not Subscriber.objects.exists()

    def test_nothing_can_be_kept_that_nothing_answers(self, client: Client) -> None:
        page = client.get("/zoeken/bewaren/?q=???").content.decode()
        assert "geen woorden waar we op kunnen letten" in page and "<form class" not in page
        fill(client, path="/zoeken/bewaren/?q=???")
        assert not SavedSearch.objects.exists()

    def test_a_filter_that_does_not_exist_is_left_out_and_said(self, client: Client) -> None:
        page = client.get("/zoeken/bewaren/?q=muziek&theme=bestaatniet").content.decode()
        assert "We kennen “bestaatniet” niet bij thema" in page
        fill(client, path="/zoeken/bewaren/?q=muziek&theme=bestaatniet")
        assert SavedSearch.objects.get().question == "?q=muziek"

    def test_choices_that_are_too_many_are_left_out_and_said(self, client: Client) -> None:
        too_many = "&".join(f"theme=t{number}" for number in range(51))
        assert "hoogstens 50 keuzes" in client.get(f"/zoeken/bewaren/?q=muziek&{too_many}").content.decode()

    @pytest.mark.parametrize("query", ["%00", "%ED%A0%80", "x" * 8_000, "a&theme=%00", "a&page=1000000000&sort=x"])
    def test_any_address_gets_an_answer(self, client: Client, query: str) -> None:
        assert client.get(f"/zoeken/bewaren/?q={query}").status_code == 200
        assert fill(client, path=f"/zoeken/bewaren/?q={query}").status_code in (200, 302)

    def test_one_mailbox_gets_three_mails_an_hour(self, client: Client) -> None:
        for word in ("een", "twee", "drie"):
            assert fill(client, path=f"/zoeken/bewaren/?q={word}").status_code == 302
        refused = fill(client, ADDRESS.upper(), path="/zoeken/bewaren/?q=vier")
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0

    def test_a_form_that_is_sent_twice_is_one_mail_and_counts_once(self, client: Client, deliver: Deliver) -> None:
        once = re.search(r'name="once" value="(\w+)"', client.get(SAVE).content.decode())
        assert once is not None
        for _click in range(5):
            answer = client.post(SAVE, {"address": ADDRESS, "frequency": "daily", "once": once[1]})
            assert answer.headers["Location"] == "/zoeken/bewaren/verstuurd/"
        assert len(deliver()) == 1
        assert [fill(client).status_code for _ in range(3)] == [302, 302, 429]

    def test_one_visitor_asks_for_twenty_mailboxes_an_hour(self, client: Client) -> None:
        for _ in range(limits.KEEP.limit):
            limits.KEEP.hit("127.0.0.1")
        assert fill(client).status_code == 429


class TestBehindTheKey:
    def test_the_key_opens_the_list_and_changes_it(self, client: Client) -> None:
        search = kept("?q=muziek", address=ADDRESS)
        own, change = f"/zoekvragen/{search.subscriber.key}/", f"/zoekvragen/{search.subscriber.key}/{search.pk}/"
        assert "“muziek”" in client.get(own).content.decode()
        assert client.post(change, {"what": "weekly"}).headers["Location"] == own
        client.post(change, {"what": "pause"})
        search.refresh_from_db()
        assert (search.frequency, search.paused) == ("weekly", True)
        client.post(change, {"what": "resume"})
        search.refresh_from_db()
        assert not search.paused
        client.post(change, {"what": "forget"})
        assert not Subscriber.objects.exists()
        assert client.get(own).status_code == 404

    def test_an_old_link_to_confirm_promises_no_mail_of_what_is_on_pause(self, client: Client) -> None:
        search = kept(address=ADDRESS, paused=True)
        content = client.get(f"/zoekvragen/{search.subscriber.key}/{search.pk}/bevestigen/").content.decode()
        assert "staat op pauze" in content and "sturen we u" not in content

    def test_what_cannot_be_done_is_refused(self, client: Client) -> None:
        search = kept()
        assert client.post(f"/zoekvragen/{search.subscriber.key}/{search.pk}/", {"what": "x"}).status_code == 400

    def test_a_key_changes_its_own_searches_only(self, client: Client) -> None:
        mine, theirs = kept(address="een@voorbeeld.test"), kept(address="twee@voorbeeld.test")
        for path in ("", "bevestigen/"):
            answer = client.post(f"/zoekvragen/{mine.subscriber.key}/{theirs.pk}/{path}", {"what": "forget"})
            assert answer.status_code == 404
        assert SavedSearch.objects.count() == 2

    def test_looking_at_the_way_out_changes_nothing(self, client: Client) -> None:
        search = kept()
        stop = f"/zoekvragen/{search.subscriber.key}/stoppen/"
        for _ in range(3):
            assert "Stop met e-mail" in client.get(stop).content.decode()
        assert SavedSearch.objects.active().count() == 1

    def test_a_mail_program_stops_all_by_one_post_without_a_cookie(self, deliver: Deliver) -> None:
        search = kept()
        stop = f"/zoekvragen/{search.subscriber.key}/stoppen/"
        answer = Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, Subscriber.objects.count()) == (200, 0)
        assert Client().post(stop).status_code == 200, "twice is the same"

    @pytest.mark.parametrize("key", ["bestaat-niet", "%00", "a%00b"])
    @pytest.mark.parametrize("path", ["", "stoppen/", "1/bevestigen/"])
    def test_a_key_that_is_none_says_so_and_nothing_more(self, client: Client, path: str, key: str) -> None:
        answer = client.get(f"/zoekvragen/{key}/{path}")
        assert answer.status_code == 404
        assert "Deze link werkt niet meer" in answer.content.decode()

    def test_a_key_with_something_in_it_that_no_database_keeps_is_another_key(self, client: Client) -> None:
        key = kept().subscriber.key
        assert client.get(f"/zoekvragen/{key}%00/").status_code == 404
        assert client.get(f"/zoekvragen/{key}/").status_code == 200

    def test_a_link_of_one_search_that_is_gone_leads_to_what_is_kept_still(self, client: Client) -> None:
        still, gone = kept("?q=muziek", address=ADDRESS), kept("?q=tuinen", address=ADDRESS, confirmed=None)
        confirm = f"/zoekvragen/{gone.subscriber.key}/{gone.pk}/bevestigen/"
        gone.delete()
        page = client.get(confirm)
        assert page.status_code == 404
        assert still.subscriber.own_url in page.content.decode() and "bewaren we niets" not in page.content.decode()
        still.subscriber.delete()
        assert "Bij deze link bewaren we niets meer." in client.get(confirm).content.decode()

    def test_nothing_is_changed_for_a_key_that_is_none(self, client: Client) -> None:
        assert client.post("/zoekvragen/%00/1/", {"what": "forget"}).status_code == 404

    @pytest.mark.parametrize("path", ["", "stoppen/", "{pk}/bevestigen/"])
    def test_the_address_is_told_to_nobody_else(self, client: Client, path: str) -> None:
        search = kept()
        answer = client.get(f"/zoekvragen/{search.subscriber.key}/{path.format(pk=search.pk)}")
        assert answer.status_code == 200
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer.headers["Cache-Control"]

    def test_neither_key_nor_question_nor_address_is_logged(self, client: Client) -> None:
        search = kept("?q=zeldzaamwoord", address=ADDRESS)
        with logged() as lines:
            client.get(f"/zoekvragen/{search.subscriber.key}/")
            fill(client, path="/zoeken/bewaren/?q=zeldzaamwoord")
        assert [line["route"] for line in lines.values if "route" in line] == [
            "zoekvragen/<str:key>/",
            "zoeken/bewaren/",
        ]
        assert not any(secret in lines.text for secret in (search.subscriber.key, "zeldzaamwoord", ADDRESS))


class TestWithAnAccount:
    def test_keeping_asks_no_address_and_leads_to_the_list(self, client: Client, user: User) -> None:
        assert 'name="address"' not in client.get(SAVE).content.decode()
        answer = client.post(SAVE, {"frequency": "weekly"}, follow=True)
        page = answer.content.decode()
        assert "Uw zoekvraag is bewaard." in page and "“muziek”" in page
        assert SavedSearch.objects.get().subscriber.user == user

    def test_changing_leads_back_to_the_account(self, client: Client, user: User) -> None:
        search = kept(user=user)
        answer = client.post(f"/zoekvragen/{search.subscriber.key}/{search.pk}/", {"what": "pause"})
        assert answer.headers["Location"] == "/account/zoekvragen/"

    def test_too_many_is_said(self, client: Client, user: User) -> None:
        for number in range(20):
            kept(f"?q=muziek+{number}", user=user)
        page = client.post(SAVE, {"frequency": "weekly"}).content.decode()
        assert "U bewaart al 20 zoekvragen" in page

    def test_the_list_is_of_the_account_alone(self, client: Client, user: User) -> None:
        kept("?q=geheim", user=User.objects.create_user("ander@voorbeeld.test"))
        kept("?q=geheim", address=user.email)
        page = client.get("/account/zoekvragen/").content.decode()
        assert "U bewaart nog geen zoekvragen" in page and "geheim" not in page

    def test_a_stranger_is_sent_to_the_login(self, client: Client) -> None:
        assert client.get("/account/zoekvragen/").headers["Location"].startswith("/inloggen/")

    def test_who_wants_no_mail_at_all_is_told_so(self, client: Client, user: User) -> None:
        kept(user=user)
        Preference.objects.create(user=user, wish=Wish.NONE)
        assert "U koos ervoor geen e-mail te krijgen" in client.get("/account/zoekvragen/").content.decode()

    def test_the_list_takes_no_more_queries_for_more_searches(
        self, client: Client, user: User, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(20):
            name = MunicipalityFactory(name=f"Plaats {number}").slug
            theme = ThemeFactory(name=f"Thema {number}").slug
            kept(f"?q=muziek&theme={theme}&municipality={name}&like={name}", user=user)
        client.get("/account/zoekvragen/")
        with django_assert_max_num_queries(15):
            client.get("/account/zoekvragen/")


def test_the_page_of_results_sets_no_cookie(client: Client) -> None:
    assert not client.get("/zoeken/?q=muziek").cookies
