"""Every request has an id and one line in the log."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import Page, Site

from core.middleware import CompressTextMiddleware
from tests.factories.logs import logged


@pytest.fixture
def draft(db: None) -> Page:
    """A page with a draft."""
    page: Page = Site.objects.get(is_default_site=True).root_page.add_child(instance=Page(title="Bladzijde"))
    page.save_revision()
    return page


def test_a_request_is_one_line_with_its_route(client: Client, db: None) -> None:
    with logged() as lines:
        response = client.get("/wachtwoord-instellen/MQ/set-password/?bron=mail")
    (line,) = [line for line in lines.values if line["event"] == "request"]
    assert line["route"] == "wachtwoord-instellen/<uidb36>/<key>/"
    assert (line["method"], line["status"], line["request_id"]) == ("GET", 200, response["X-Request-ID"])
    assert line["milliseconds"] >= 0


def test_each_request_has_an_id_of_its_own(client: Client) -> None:
    first, second = (client.get("/healthz")["X-Request-ID"] for _ in range(2))
    assert first != second


def test_an_id_that_a_visitor_sends_is_not_taken_over(client: Client) -> None:
    with logged() as lines:
        response = client.get("/healthz", headers={"X-Request-ID": "mijn-ontvangstcode"})
    assert response["X-Request-ID"] != "mijn-ontvangstcode"
    assert "ontvangstcode" not in lines.text


def test_a_static_file_is_no_line(client: Client) -> None:
    with logged() as lines:
        assert client.get("/static/img/favicon.svg").status_code == 200
    assert lines.text == ""


def test_a_preview_within_the_admin_is_the_request_of_the_admin(admin_client: Client, draft: Page) -> None:
    with logged() as lines:
        response = admin_client.get(f"/admin/pages/{draft.pk}/view_draft/")
    assert response.status_code == 200
    assert [line["request_id"] for line in lines.values if line["event"] == "request"] == [response["X-Request-ID"]]


class TestCompression:
    def ask(self, client: Client, path: str) -> HttpResponse:
        return client.get(path, headers={"Accept-Encoding": "gzip"})

    @pytest.mark.parametrize("path", ["/inloggen/", "/static/css/site.css"])
    def test_text_is_compressed(self, client: Client, db: None, path: str) -> None:
        response = self.ask(client, path)
        assert response.status_code == 200
        assert response["Content-Encoding"] == "gzip"

    def test_a_page_is_whole_after_it(self, client: Client, db: None) -> None:
        assert b"<h1" in gzip.decompress(self.ask(client, "/inloggen/").content)

    def test_what_is_no_text_is_left_alone(self) -> None:
        request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
        picture = HttpResponse(b"x" * 5000, content_type="image/jpeg")
        answer = CompressTextMiddleware(lambda request: picture)(request)
        assert not answer.has_header("Content-Encoding")
        assert len(answer.content) == 5000

    def test_who_asks_for_none_gets_none(self, client: Client, db: None) -> None:
        assert not client.get("/inloggen/").has_header("Content-Encoding")
