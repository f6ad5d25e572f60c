"""What surrounds every answer of the API."""

import pytest
from django.test import Client

from accounts.models import User
from api.doors import REQUESTS
from approaches.models import ApproachPage

pytestmark = pytest.mark.django_db


def test_any_page_may_read_it_and_no_cookie_counts(client: Client, published: ApproachPage) -> None:
    answer = client.get("/api/v1/search")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=30"
    assert "Cookie" not in answer.headers["Vary"]


def test_the_answer_is_the_same_to_somebody_logged_in(client: Client, published: ApproachPage) -> None:
    stranger = client.get("/api/v1/search").content
    client.force_login(User.objects.create_superuser("beheer@voorbeeld.test"))
    assert client.get("/api/v1/search").content == stranger


def test_what_did_not_change_is_not_sent_again(client: Client, published: ApproachPage) -> None:
    tag = client.get("/api/v1/themes").headers["ETag"]
    again = client.get("/api/v1/themes", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_asking_too_often_gets_a_time_to_wait(client: Client, published: ApproachPage) -> None:
    for _ in range(REQUESTS.limit):
        REQUESTS.hit("127.0.0.1")
    answer = client.get("/api/v1/themes")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert "Probeer het over" in answer.json()["detail"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get("/api/v1/themes", REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client: Client, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/themes")
    assert (answer.status_code, answer.json()) == (405, {"detail": "Hier kunt u alleen lezen, met GET."})


def test_a_browser_that_asks_first_hears_that_any_page_may_read(client: Client) -> None:
    asked = {"Origin": "https://elders.test", "Access-Control-Request-Headers": "x-eigen"}
    answer = client.options("/api/v1/themes", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    allowed = ("Origin", "Methods", "Headers")
    assert [answer.headers[f"Access-Control-Allow-{what}"] for what in allowed] == ["*", "GET, HEAD", "*"]


def test_a_head_is_a_get_without_its_body(client: Client) -> None:
    answer = client.head("/api/v1/themes")
    assert (answer.status_code, answer.content) == (200, b"")


def test_an_address_that_is_not_there_answers_a_program(client: Client) -> None:
    for path in ("/api/v1/bestaat-niet", "/api/v2/search", "/api/v1/search/meer"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "/api/v1/docs" in answer.json()["detail"]
