"""What machines ask for."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from core import health
from core.health import Health


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A part that isn't well."""
    monkeypatch.setattr(health, "_checks", dict(health._checks))
    health.register("wachtrij", lambda: Health(ok=False, detail={"oldest_seconds": 4000}))
    yield


def test_healthz_touches_no_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_readyz_is_200_when_all_is_well(client: Client, db: None) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.usefixtures("broken")
def test_readyz_tells_a_stranger_no_more_than_that(client: Client, db: None) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")


@pytest.mark.usefixtures("broken")
def test_readyz_tells_a_user_no_more_than_that(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("wie@voorbeeld.test", is_staff=True))
    assert client.get("/readyz").content == b"not ready\n"


@pytest.mark.usefixtures("broken")
def test_readyz_tells_who_administers_what_is_wrong(admin_client: Client) -> None:
    response = admin_client.get("/readyz")
    assert response.status_code == 503
    answer = response.json()
    assert answer["ready"] is False
    assert answer["parts"]["wachtrij"] == {"ok": False, "oldest_seconds": 4000}
    assert answer["parts"]["database"]["ok"] is True


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/.well-known/security.txt", "/robots.txt", "/favicon.ico"])
def test_machines_may_only_read(client: Client, db: None, path: str) -> None:
    assert client.post(path).status_code == 405


def test_security_txt_has_what_rfc_9116_asks_for(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = "mailto:veilig@voorbeeld.test"
    response = client.get("/.well-known/security.txt", secure=True)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:veilig@voorbeeld.test"
    assert fields["Canonical"] == "https://testserver/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=30) < left < timedelta(days=365)


def test_robots_txt_keeps_crawlers_out_of_searches_and_admin(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"User-agent: *", "Disallow: /admin/", "Disallow: /zoeken/"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines


@pytest.mark.parametrize(
    "path",
    ["/account/", "/bevestigen/", "/contact/", "/e-mailadres-bevestigen/", "/uitnodiging/", "/wachtwoord-instellen/"]
    + ["/zoeken.csv", "/zoekvragen/"],
)
def test_robots_txt_keeps_crawlers_from_what_is_for_one_person(client: Client, path: str) -> None:
    assert f"Disallow: {path}" in client.get("/robots.txt").content.decode().splitlines()


def test_favicon_leads_to_a_picture_that_exists(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 301
    assert finders.find(response["Location"].removeprefix("/static/"))
