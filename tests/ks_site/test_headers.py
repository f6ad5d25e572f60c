"""Every answer has the safety headers, whatever its status and whoever made it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
ANSWERS = [
    ("get", "/een-bladzijde/", 200),
    ("get", "/inloggen/", 200),
    ("get", "/healthz", 200),
    ("get", "/static/img/favicon.svg", 200),
    ("get", "/een-bladzijde", 301),
    ("get", "/favicon.ico", 301),
    ("get", "/admin/", 302),
    ("get", "/verdacht/", 400),
    ("get", "/verboden/", 403),
    ("get", "/bestaat-niet/", 404),
    ("get", "/static/bestaat-niet.css", 404),
    ("get", "/uitloggen/", 405),
    ("get", "/stuk/", 500),
]


def directives(response: Any) -> set[str]:
    return set(response["Content-Security-Policy"].split("; "))


@pytest.fixture
def client(production: Any, public_page: Page) -> Client:
    production.ROOT_URLCONF = "tests.ks_site.urls_that_fail"
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_status_has_all_headers(client: Client, method: str, path: str, status: int) -> None:
    response = getattr(client, method)(path, secure=True)
    assert response.status_code == status
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]
    assert len(response["X-Request-ID"]) == 32
    assert "unsafe" not in response["Content-Security-Policy"] or path.startswith("/admin/")
    if not path.startswith("/admin/"):
        assert directives(response) == STRICT


def test_a_form_without_a_token_is_refused_with_all_headers(production: Any, public_page: Page) -> None:
    response = Client(enforce_csrf_checks=True).post("/inloggen/", secure=True)
    assert response.status_code == 403
    assert "verlopen" in response.content.decode()
    assert directives(response) == STRICT


def test_plain_http_is_sent_to_https_with_the_policy(client: Client) -> None:
    response = client.get("/een-bladzijde/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/een-bladzijde/")
    assert directives(response) == STRICT


def test_a_proxy_that_took_https_is_believed(client: Client) -> None:
    assert client.get("/een-bladzijde/", headers={"X-Forwarded-Proto": "https"}).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_from_inside_need_no_https(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_cookies_are_bound_to_this_host(client: Client, django_user_model: Any) -> None:
    django_user_model.objects.create_user("wie@voorbeeld.test", "wachtwoord-van-wie")
    data = {"username": "wie@voorbeeld.test", "password": "wachtwoord-van-wie"}
    response = client.post("/inloggen/", data, secure=True)
    assert response.status_code == 302
    for name in ("__Host-sessionid", "__Host-csrftoken"):
        cookie = response.cookies[name]
        assert (cookie["secure"], cookie["path"], cookie["domain"], cookie["samesite"]) == (True, "/", "", "Lax")


def test_over_plain_http_the_demo_can_log_in(db: None, client_class: Any = Client) -> None:
    response = client_class().get("/inloggen/")
    assert response.status_code == 200
    assert not response.cookies["csrftoken"]["secure"]


class TestAdmin:
    """Wagtail needs scripts and styles within its pages; other hosts it doesn't."""

    def test_has_a_wider_policy_without_other_hosts(self, admin_client: Client) -> None:
        response = admin_client.get("/admin/")
        assert response.status_code == 200
        policy = directives(response)
        assert "script-src 'self' 'unsafe-inline'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "default-src 'none'" in policy
        assert "http" not in response["Content-Security-Policy"]
        assert "unsafe-eval" not in response["Content-Security-Policy"]

    def test_shows_a_preview_under_the_strict_policy_in_its_own_frame(
        self, admin_client: Client, public_page: Page
    ) -> None:
        address = f"/admin/pages/{public_page.pk}/edit/preview/"
        form = {"title": "Anders", "slug": public_page.slug, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
        assert admin_client.post(address, form).json()["is_valid"]
        response = admin_client.get(address, {"in_preview_panel": "true"})
        assert "Anders" in response.content.decode()
        assert directives(response) == STRICT - {"frame-ancestors 'none'"} | {"frame-ancestors 'self'"}
        assert response["X-Frame-Options"] == "SAMEORIGIN"
