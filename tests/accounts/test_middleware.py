"""A redirect tells nobody of a page that they may not see, and who lacks a second factor is nobody."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.http import HttpResponseNotFound
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page

from accounts.middleware import VisibleRedirectMiddleware
from accounts.models import User
from core.models import SiteDocument
from tests.factories.accounts import app_of, log_in_fully


def moved(page: Page) -> None:
    Redirect.add_redirect("/vroeger/", page)


def test_a_page_that_moved_is_found_under_its_old_address(client: Client, public: Page) -> None:
    moved(public)
    response = client.get("/vroeger/")
    assert (response.status_code, response["Location"]) == (301, "/openbaar/")


@pytest.mark.parametrize("address", ["/vroeger/", "/vroeger/?bron=mail"])
def test_a_stranger_is_not_led_to_a_restricted_page(client: Client, private: Page, address: str) -> None:
    moved(private)
    assert client.get(address).status_code == 404


def test_who_may_see_it_is(client: Client, private: Page, user: User) -> None:
    moved(private)
    client.force_login(user)
    assert client.get("/vroeger/?bron=mail")["Location"] == "/besloten/"


def test_nobody_is_led_to_a_page_that_was_taken_offline(client: Client, public: Page) -> None:
    moved(public)
    public.unpublish()
    assert client.get("/vroeger/").status_code == 404


def test_a_redirect_to_another_address_works_for_everybody(client: Client, db: None) -> None:
    Redirect.add_redirect("/vroeger/", "/zoeken/?q=slapen")
    assert client.get("/vroeger/")["Location"] == "/zoeken/?q=slapen"


@pytest.mark.parametrize("address", ["/vroeger/?bron=mail", "/vr%C3%B3eger", "/vroeger%00/"])
def test_what_never_moved_costs_one_query(address: str, db: None, rf: Any, django_assert_num_queries: Any) -> None:
    absent = HttpResponseNotFound()
    with django_assert_num_queries(1):
        assert VisibleRedirectMiddleware(lambda request: absent)(rf.get(address)) is absent


@pytest.mark.parametrize("old", ["/vróeger", "/vr%C3%B3eger", "/vróeger?bron=mail"])
def test_an_old_address_is_known_however_it_is_written(client: Client, public: Page, old: str) -> None:
    Redirect.objects.create(old_path=old, redirect_page=public)
    assert client.get("/vr%C3%B3eger/?bron=mail").status_code == 301


class TestSideDoors:
    """trust.md 18: whoever lacks a second factor gets at every address what a stranger gets."""

    @pytest.fixture(autouse=True)
    def required(self, settings: Any) -> None:
        settings.REQUIRE_MFA = True

    @pytest.fixture
    def half(self, client: Client, admin_user: User) -> Client:
        """A session of who administers, opened with a password alone."""
        client.force_login(admin_user)
        return client

    @pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
    def test_there_is_none_at_any_address_of_the_project(self, half: Client, public: Page, method: str) -> None:
        half.raise_request_exception = False
        stranger = Stranger()
        addresses = sorted(set(every_address(get_resolver().url_patterns)))
        assert len(addresses) > 150
        differing = [
            path
            for path in addresses
            if path not in HELPFUL and seen(half, method, path) != seen(stranger.forgotten(), method, path)
        ]
        assert differing == []

    def test_a_private_page_is_absent(self, half: Client, private: Page) -> None:
        assert half.get("/besloten/").status_code == 404

    def test_a_private_document_is_absent(self, half: Client, db: None) -> None:
        collection = Collection.get_first_root_node().add_child(name="Besloten")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        document = SiteDocument(title="Notulen", collection=collection)
        document.file.save("notulen.txt", ContentFile(b"notulen"))
        assert half.get(document.url).status_code == 404

    def test_a_preview_is_closed(self, half: Client, public: Page) -> None:
        for path in (f"/admin/pages/{public.pk}/edit/preview/", f"/admin/pages/{public.pk}/view_draft/"):
            assert half.get(path)["Location"] == f"/inloggen/?next={path}"

    def test_the_details_of_readyz_are_for_who_administers_only(self, half: Client) -> None:
        assert half.get("/readyz")["Content-Type"] == "text/plain"

    def test_the_django_admin_does_not_exist(self) -> None:
        with pytest.raises(NoReverseMatch):
            reverse("admin:index")

    def test_leaving_is_possible(self, half: Client) -> None:
        assert half.post("/uitloggen/").status_code == 302
        assert "_auth_user_id" not in half.session

    def test_with_the_second_factor_off_a_password_is_enough(self, half: Client, settings: Any) -> None:
        settings.REQUIRE_MFA = False
        assert half.get("/admin/").status_code == 200

    def test_a_session_that_showed_it_costs_one_query_more(
        self, client: Client, admin_user: User, settings: Any, django_assert_num_queries: Any
    ) -> None:
        app_of(admin_user)
        log_in_fully(client, admin_user, "password")
        client.get("/readyz")
        with CaptureQueriesContext(connection) as with_it:
            client.get("/readyz")
        settings.REQUIRE_MFA = False
        with CaptureQueriesContext(connection) as without:
            client.get("/readyz")
        assert len(with_it) == len(without) + 1


HELPFUL = {
    "/inloggen/",  # leads on to the second factor
    "/account/bevestigen/",
    "/account/bevestigen/code/",
    "/account/bevestigen/sleutel/",
    "/account/tweede-stap/",
    "/account/tweede-stap/app/",
    "/account/tweede-stap/sleutels/toevoegen/",
}
"""Where such a session is somebody, to get what it lacks."""


class Stranger(Client):
    """Somebody who comes for the first time, each time. One client: a new one loads all middleware anew."""

    def __init__(self) -> None:
        super().__init__(raise_request_exception=False)

    def forgotten(self) -> Client:
        self.cookies.clear()
        return self


def seen(client: Client, method: str, path: str) -> tuple[int, str]:
    response = getattr(client, method)(path)
    return response.status_code, response.headers.get("Location", "")


def every_address(patterns: list[Any], prefix: str = "/") -> Iterator[str]:
    """An address for each pattern of the project, with 1 for what varies; those by expression as far as that goes."""
    for pattern in patterns:
        part = re.sub(r"<(?:\w+:)?\w+>", "1", str(pattern.pattern))
        part = re.sub(r"\(\?P1[^)]*\)|\([^)]*\)|\[[^]]*\][*+]?|[\\^$?*+]", "", part)
        if hasattr(pattern, "url_patterns"):
            yield from every_address(pattern.url_patterns, prefix + part)
        else:
            yield prefix + part
