"""Who must have a second factor, and when a session has shown it (trust.md 18)."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from accounts.models import User
from accounts.second_factor import is_required_of
from tests.accounts.conftest import PASSWORD
from tests.factories.accounts import (
    app_of,
    code,
    log_in,
    log_in_fully,
    permission,
    publishers,
    recovery_codes_of,
    waiting_secret,
)


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.REQUIRE_MFA = True


@pytest.fixture
def publisher(user: User) -> User:
    user.groups.add(publishers())
    return user


def admitted(client: Client) -> bool:
    """Whether the admin lets this session in; who isn't is led to the login."""
    response = client.get("/admin/")
    assert response.status_code == 200 or response["Location"] == "/inloggen/?next=/admin/"
    return bool(response.status_code == 200)


def led_to(client: Client, path: str = "/admin/") -> str:
    """Where somebody ends who asks for this and follows what they are told."""
    return str(client.get(path, follow=True).redirect_chain[-1][0])


class TestWhoMustHaveOne:
    def test_a_professional_need_not(self, user: User) -> None:
        assert not is_required_of(user)

    def test_whoever_administers_must(self, admin_user: User) -> None:
        assert is_required_of(admin_user)

    def test_whoever_publishes_anywhere_must(self, user: User, group: Group, public: Page) -> None:
        user.groups.add(group)
        row = GroupPagePermission.objects.create(group=group, page=public, permission=permission("change_page"))
        assert not is_required_of(user)
        row.permission = permission("publish_page")
        row.save()
        assert is_required_of(user)

    @pytest.mark.parametrize("codename", ["read_submissions", "publish_theme"])
    @pytest.mark.parametrize("through_group", [True, False])
    def test_so_must_who_reads_submissions_or_publishes_what_is_no_page(
        self, user: User, group: Group, codename: str, through_group: bool
    ) -> None:
        kind = ContentType.objects.get_for_model(User)
        granted = Permission.objects.create(codename=codename, name=codename, content_type=kind)
        user.groups.add(group)
        assert not is_required_of(user)
        (group.permissions if through_group else user.user_permissions).add(granted)
        assert is_required_of(user)

    def test_nobody_must_where_it_is_off(self, admin_user: User, settings: Any) -> None:
        settings.REQUIRE_MFA = False
        assert not is_required_of(admin_user)

    def test_asking_costs_one_query(self, publisher: User, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            assert is_required_of(publisher)


class TestSettingUp:
    def test_comes_before_anything_in_the_admin(self, client: Client, publisher: User) -> None:
        response = log_in(client, publisher, PASSWORD)
        assert response["Location"] == "/admin/"
        assert not admitted(client)
        assert led_to(client) == "/account/tweede-stap/"
        assert "Stel daarom eerst een tweede stap in" in client.get("/account/tweede-stap/").content.decode()

    @pytest.mark.django_db(transaction=True)
    def test_is_done_with_a_code_of_the_app_and_opens_the_admin(self, client: Client, publisher: User) -> None:
        log_in(client, publisher, PASSWORD)
        client.get("/account/tweede-stap/app/")
        secret = waiting_secret(client)
        wrong = client.post("/account/tweede-stap/app/", {"code": "000000"})
        assert "<title>Fout: " in wrong.content.decode()
        assert not admitted(client)
        right = client.post("/account/tweede-stap/app/", {"code": code(secret)})
        assert right["Location"] == "/account/tweede-stap/herstelcodes/"
        assert admitted(client)
        shown = client.get("/account/tweede-stap/herstelcodes/").content.decode()
        assert all(recovery in shown for recovery in recovery_codes_of(publisher))

    def test_the_login_leads_on_with_the_way_back(self, client: Client, publisher: User) -> None:
        client.force_login(publisher)
        app_of(publisher)
        assert led_to(client, "/admin/pages/") == "/account/bevestigen/code/?next=%2Fadmin%2Fpages%2F"


class TestLoggingIn:
    def test_with_a_password_alone_is_not_logging_in(self, client: Client, publisher: User) -> None:
        app_of(publisher)
        assert log_in(client, publisher, PASSWORD)["Location"].startswith("/inloggen/tweede-stap/")
        assert "_auth_user_id" not in client.session
        assert not admitted(client)

    def test_with_both_is(self, client: Client, publisher: User) -> None:
        app_of(publisher)
        assert log_in_fully(client, publisher, PASSWORD)["Location"] == "/admin/"
        assert admitted(client)

    def test_leads_to_where_one_came_from_after_the_second_step(self, client: Client, publisher: User) -> None:
        app_of(publisher)
        log_in(client, publisher, PASSWORD, next="/admin/pages/")
        assert client.post("/inloggen/tweede-stap/", {"code": code()})["Location"] == "/admin/pages/"

    def test_a_code_works_once_whichever_process_it_comes_to(self, publisher: User) -> None:
        app_of(publisher)
        log_in_fully(Client(), publisher, PASSWORD)
        other = Client()
        log_in(other, publisher, PASSWORD)
        cache.clear()  # what allauth remembers of used codes, in one process
        again = other.post("/inloggen/tweede-stap/", {"code": code()})
        assert "is al gebruikt" in again.content.decode()

    def test_a_recovery_code_stands_in_once(self, client: Client, publisher: User) -> None:
        app_of(publisher)
        recovery = recovery_codes_of(publisher)[0]
        log_in(client, publisher, PASSWORD)
        assert client.post("/inloggen/tweede-stap/", {"code": recovery}).status_code == 302
        assert admitted(client)
        other = Client()
        log_in(other, publisher, PASSWORD)
        assert other.post("/inloggen/tweede-stap/", {"code": recovery}).status_code == 200

    def test_new_recovery_codes_do_not_shut_out_who_used_an_old_one(self, client: Client, publisher: User) -> None:
        app_of(publisher)
        log_in(client, publisher, PASSWORD)
        client.post("/inloggen/tweede-stap/", {"code": recovery_codes_of(publisher)[0]})
        assert client.post("/account/tweede-stap/herstelcodes/nieuw/").status_code == 302
        assert admitted(client)

    def test_a_professional_with_an_app_shows_it_too(self, client: Client, user: User) -> None:
        app_of(user)
        log_in_fully(client, user, PASSWORD)
        assert client.get("/account/").status_code == 200


class TestOpenSessions:
    """trust.md 13: a right given or taken counts at the next request, with the same cookie."""

    def test_a_right_to_publish_asks_for_a_second_factor_at_once(self, client: Client, user: User) -> None:
        log_in(client, user, PASSWORD)
        assert client.get("/account/").status_code == 200
        user.groups.add(publishers())
        assert client.get("/account/")["Location"] == "/inloggen/?next=/account/"
        assert led_to(client) == "/account/tweede-stap/"

    def test_a_right_that_is_taken_is_gone_at_once(self, client: Client, publisher: User, public: Page) -> None:
        app_of(publisher)
        log_in_fully(client, publisher, PASSWORD)
        edit = f"/admin/pages/{public.pk}/edit/"
        assert client.get(edit).status_code == 200
        publisher.groups.clear()
        sent = {"title": "Anders", "slug": "openbaar", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
        assert client.post(edit, sent | {"action-publish": "1"}).status_code == 302
        assert Page.objects.get(pk=public.pk).title == "Openbaar"
        assert led_to(client) == "/inloggen/?next=/admin/"

    def test_a_right_on_one_page_that_is_taken_is_gone_at_once(
        self, client: Client, publisher: User, public: Page
    ) -> None:
        app_of(publisher)
        log_in_fully(client, publisher, PASSWORD)
        GroupPagePermission.objects.filter(group=publishers()).delete()
        assert client.get(f"/admin/pages/{public.pk}/edit/").status_code == 302
        assert admitted(client)  # the start page is for whoever may enter the admin

    def test_a_closed_account_is_out_at_once(self, client: Client, publisher: User) -> None:
        app_of(publisher)
        log_in_fully(client, publisher, PASSWORD)
        User.objects.filter(pk=publisher.pk).update(is_active=False)
        assert not admitted(client)
        assert led_to(client) == "/inloggen/?next=/admin/"

    def test_a_session_older_than_the_factor_has_to_show_it(self, client: Client, publisher: User) -> None:
        log_in(client, publisher, PASSWORD)
        app_of(publisher)
        assert not admitted(client)
        assert led_to(client).startswith("/account/bevestigen/code/?next=")
        shown = client.post("/account/bevestigen/code/", {"code": code(), "next": "/admin/"})
        assert shown["Location"] == "/admin/"
        assert admitted(client)

    def test_a_factor_that_was_taken_away_shuts_out_the_session_that_showed_it(
        self, client: Client, publisher: User
    ) -> None:
        factor = app_of(publisher)
        log_in_fully(client, publisher, PASSWORD)
        factor.delete()
        assert not admitted(client)
        assert led_to(client) == "/account/tweede-stap/"

    def test_a_new_factor_is_not_shown_by_a_session_that_showed_the_old_one(
        self, client: Client, publisher: User
    ) -> None:
        factor = app_of(publisher)
        log_in_fully(client, publisher, PASSWORD)
        factor.delete()
        app_of(publisher, "KRUGS4ZANFZSAYLOEBSXQYLN")
        assert not admitted(client)


class TestPasswordAlone:
    """What a session that has shown a password only may not do to an account with a second factor."""

    @pytest.mark.parametrize(
        "path",
        [
            "/account/",
            "/account/e-mailadres/",
            "/account/wachtwoord/",
            "/account/bevestigen/",
            "/account/tweede-stap/",
            "/account/tweede-stap/app/",
            "/account/tweede-stap/app/weghalen/",
            "/account/tweede-stap/sleutels/toevoegen/",
            "/account/tweede-stap/herstelcodes/",
            "/account/tweede-stap/herstelcodes/nieuw/",
            "/account/tweede-stap/herstelcodes/bestand/",
        ],
    )
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_nothing_of_the_account_is_open(self, client: Client, publisher: User, path: str, method: str) -> None:
        log_in(client, publisher, PASSWORD)
        factor = app_of(publisher)
        before = recovery_codes_of(publisher)
        response = getattr(client, method)(path, {"password": PASSWORD, "code": "1", "email": "x@y.nl"})
        assert response.status_code == 302
        assert response["Location"].startswith("/inloggen/")
        assert list(publisher.authenticator_set.filter(type="totp")) == [factor]
        assert recovery_codes_of(publisher) == before

    def test_a_password_does_not_stand_in_for_the_factor_once_there_is_one(
        self, client: Client, publisher: User, settings: Any
    ) -> None:
        settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
        app_of(publisher)
        log_in_fully(client, publisher, PASSWORD)
        assert client.get("/account/tweede-stap/app/weghalen/")["Location"].startswith("/account/bevestigen/code/")
        refused = client.post("/account/bevestigen/", {"password": PASSWORD, "next": "/account/"})
        assert refused["Location"].startswith("/account/bevestigen/code/")


class TestRecovery:
    """trust.md 18: getting back in does not skip the second factor."""

    def test_a_new_password_is_only_half_of_it(self, client: Client, publisher: User, mailoutbox: Any) -> None:
        app_of(publisher)
        client.post("/wachtwoord-vergeten/", {"email": publisher.email})
        link = next(line for line in mailoutbox[0].body.splitlines() if "wachtwoord-instellen" in line)
        form = client.get(link, follow=True).redirect_chain[-1][0]
        new = "heel-iets-anders-1"
        assert client.post(form, {"new_password1": new, "new_password2": new}).status_code == 302
        assert "_auth_user_id" not in client.session
        assert log_in(client, publisher, new)["Location"].startswith("/inloggen/tweede-stap/")
        assert not admitted(client)

    def test_a_link_that_confirms_an_address_logs_nobody_in(
        self, client: Client, publisher: User, mailoutbox: Any
    ) -> None:
        app_of(publisher)
        log_in_fully(client, publisher, PASSWORD)
        client.post("/account/e-mailadres/", {"email": "nieuw@voorbeeld.test", "action_add": ""})
        link = next(line for line in mailoutbox[-1].body.splitlines() if "e-mailadres-bevestigen" in line)
        elsewhere = Client()
        assert elsewhere.post(link).status_code == 302
        publisher.refresh_from_db()
        assert publisher.email == "nieuw@voorbeeld.test"
        assert "_auth_user_id" not in elsewhere.session
        assert not admitted(elsewhere)
        assert log_in(elsewhere, publisher, PASSWORD)["Location"].startswith("/inloggen/tweede-stap/")


class TestTakingAway:
    def test_the_last_factor_of_who_must_have_one_stays(self, client: Client, publisher: User) -> None:
        app_of(publisher)
        log_in_fully(client, publisher, PASSWORD)
        page = client.post("/account/tweede-stap/app/weghalen/")
        assert "Voeg eerst een andere toe" in page.content.decode()
        assert publisher.authenticator_set.filter(type="totp").exists()

    def test_a_professional_may_do_without(self, client: Client, user: User) -> None:
        app_of(user)
        log_in_fully(client, user, PASSWORD)
        assert client.post("/account/tweede-stap/app/weghalen/").status_code == 302
        assert not user.authenticator_set.exists()
        assert client.get("/account/").status_code == 200
