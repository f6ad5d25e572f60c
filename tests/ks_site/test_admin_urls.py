"""Wagtail's admin has one door, and keeps a change whole."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve
from wagtail import hooks
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.models import Page

from ks_site.admin_urls import OUTSIDE, atomic_when_unsafe
from tests.factories.approaches import ApproachPageFactory

LOGIN = {"username": "admin@example.com", "password": "password"}


def depth() -> int:
    """How many transactions deep we are within that of the test."""
    return len(connection.savepoint_ids)


@pytest.fixture
def edited(public_page: Page) -> dict[str, Any]:
    """What the writing form sends for a page whose title changed."""
    return {"title": "Anders", "slug": public_page.slug, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}


@pytest.fixture
def depths(public_page: Page) -> Iterator[list[int]]:
    """The depth at each save of a page."""
    seen: list[int] = []

    def note(**kwargs: Any) -> None:
        seen.append(depth())

    post_save.connect(note, sender=Page)
    yield seen
    post_save.disconnect(note, sender=Page)


@pytest.mark.parametrize("chooser", ["images/chooser", "documents/chooser", "snippets/choose/themes/theme"])
@pytest.mark.parametrize("asked", ["geen-getal", "9" * 40, "-1"])
def test_a_chooser_that_is_asked_for_no_number_finds_nothing(admin_client: Client, chooser: str, asked: str) -> None:
    assert admin_client.get(f"/admin/{chooser}/chosen/{asked}/").status_code == 404
    assert admin_client.get(f"/admin/{chooser}/chosen-multiple/", {"id": ["1", asked]}).status_code == 404


@pytest.mark.parametrize("screen", ["choose-page/chosen-multiple", "bulk/wagtailcore/page/delete"])
@pytest.mark.parametrize("asked", ["geen-getal", "9" * 40, "-1"])
def test_several_pages_are_asked_for_by_number(admin_client: Client, screen: str, asked: str) -> None:
    assert admin_client.get(f"/admin/{screen}/", {"id": ["1", asked]}).status_code == 404


def test_all_pages_of_a_list_are_asked_for_at_once(admin_client: Client) -> None:
    page = ApproachPageFactory()
    asked = {"id": "all", "childOf": page.get_parent().pk}
    assert page.title in admin_client.get("/admin/bulk/wagtailcore/page/unpublish/", asked).content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"need-count": "x"}, {"need-count": "1"}, {"need-count": "1", "need-0-deleted": ""}]
)
@pytest.mark.parametrize("screen", ["edit/", "edit/preview/"])
def test_half_a_form_is_a_bad_request_in_dutch(admin_client: Client, sent: dict[str, str], screen: str) -> None:
    page = ApproachPageFactory()
    response = admin_client.post(f"/admin/pages/{page.pk}/{screen}", {"title": "Half", **sent})
    assert response.status_code == 400
    assert "Deze vraag begrijpen we niet" in response.content.decode()


def test_what_is_not_there_is_told_in_dutch_without_a_word_of_wagtail(admin_client: Client) -> None:
    response = admin_client.get("/admin/bestaat-niet/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "hoort niet bij uw coalitie" in html
    assert "<title>" in html and "Wagtail" not in html.partition("<title>")[2].partition("</title>")[0]


class TestOneDoor:
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_wagtails_login_lets_nobody_in(self, client: Client, admin_user: Any, method: str) -> None:
        response = getattr(client, method)("/admin/login/?next=/admin/pages/", LOGIN)
        assert response.status_code == 302
        assert response["Location"].startswith("/inloggen/?")
        assert "_auth_user_id" not in client.session

    @pytest.mark.parametrize("rest", ["", "done/", "confirm/MQ/set-password/", "complete/"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_wagtails_password_pages_lead_to_ours(self, client: Client, db: None, method: str, rest: str) -> None:
        response = getattr(client, method)(f"/admin/password_reset/{rest}", {"email": "admin@example.com"})
        assert (response.status_code, response["Location"]) == (302, "/wachtwoord-vergeten/")

    def test_the_admin_sends_a_stranger_to_our_login(self, client: Client, db: None) -> None:
        response = client.get("/admin/pages/")
        assert (response.status_code, response["Location"]) == (302, "/inloggen/?next=/admin/pages/")


class TestTransactions:
    def test_a_save_of_a_page_is_in_a_transaction(
        self, admin_client: Client, public_page: Page, edited: dict[str, Any], depths: list[int]
    ) -> None:
        admin_client.post(f"/admin/pages/{public_page.pk}/edit/", edited)
        assert depths
        assert min(depths) >= 1

    def test_a_crash_after_the_save_undoes_it(
        self, admin_client: Client, public_page: Page, edited: dict[str, Any]
    ) -> None:
        def crash(request: HttpRequest, page: Page) -> None:
            raise RuntimeError

        admin_client.raise_request_exception = False
        with hooks.register_temporarily("after_edit_page", crash):
            response = admin_client.post(f"/admin/pages/{public_page.pk}/edit/", edited)
        assert response.status_code == 500
        assert not public_page.revisions.exists()

    def test_a_hook_that_refuses_after_the_save_must_ask_for_the_rollback(
        self, admin_client: Client, public_page: Page, edited: dict[str, Any]
    ) -> None:
        def refuse(request: HttpRequest, page: Page) -> None:
            transaction.set_rollback(True)
            raise PermissionDenied

        with hooks.register_temporarily("after_edit_page", refuse):
            response = admin_client.post(f"/admin/pages/{public_page.pk}/edit/", edited)
        assert response.status_code == 302  # Wagtail made a redirect of it, inside the transaction
        assert not public_page.revisions.exists()

    def test_the_preview_is_in_none(self, admin_client: Client, public_page: Page, edited: dict[str, Any]) -> None:
        request = RequestFactory().post(f"/admin/pages/{public_page.pk}/edit/preview/")
        request.resolver_match = resolve(request.path)
        assert atomic_when_unsafe(lambda request: HttpResponse(str(depth())))(request).content == b"0"

    @pytest.mark.parametrize("method", ["get", "head", "options"])
    def test_reading_takes_no_lock(self, db: None, method: str) -> None:
        request = getattr(RequestFactory(), method)("/admin/pages/")
        request.resolver_match = resolve(request.path)
        assert atomic_when_unsafe(lambda request: HttpResponse(str(depth())))(request).content == b"0"

    @pytest.mark.parametrize("path", ["images/add/", "images/multiple/add/", "documents/chooser/create/", "account/"])
    def test_uploads_and_passwords_take_no_lock(self, db: None, path: str) -> None:
        request = RequestFactory().post(f"/admin/{path}")
        request.resolver_match = resolve(request.path)
        assert request.resolver_match.view_name in OUTSIDE
        assert atomic_when_unsafe(lambda request: HttpResponse(str(depth())))(request).content == b"0"

    @pytest.mark.parametrize(
        "path", ["redactie/themas/aanpakken/", "redactie/themas/verder/", "redactie/themas/terug/"]
    )
    def test_many_pages_at_once_are_in_one_each(self, db: None, path: str) -> None:
        request = RequestFactory().post(f"/admin/{path}")
        request.resolver_match = resolve(request.path)
        assert atomic_when_unsafe(lambda request: HttpResponse(str(depth())))(request).content == b"0"

    def test_other_unsafe_requests_are_in_one(self, db: None) -> None:
        request = RequestFactory().delete("/admin/pages/")
        request.resolver_match = resolve(request.path)
        assert atomic_when_unsafe(lambda request: HttpResponse(str(depth())))(request).content == b"1"

    @pytest.mark.parametrize(("status", "kept"), [(200, True), (302, True), (400, False), (403, False), (404, False)])
    def test_a_refusal_undoes_what_the_view_did(self, public_page: Page, status: int, kept: bool) -> None:
        def view(request: HttpRequest) -> HttpResponse:
            Page.objects.filter(pk=public_page.pk).update(title="Anders")
            return HttpResponse(status=status)

        request = RequestFactory().post("/admin/pages/")
        request.resolver_match = resolve(request.path)
        atomic_when_unsafe(view)(request)
        public_page.refresh_from_db()
        assert (public_page.title == "Anders") is kept


def test_every_exception_from_the_transactions_names_a_view() -> None:
    assert set(_names(wagtailadmin_urls.urlpatterns)) >= OUTSIDE


def _names(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"
