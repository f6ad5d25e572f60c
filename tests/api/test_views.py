"""The page that explains the API: whole, Dutch, and without anything from elsewhere."""

import re

import pytest
from django.test import Client

from api.endpoints import api

pytestmark = pytest.mark.django_db


@pytest.fixture
def html(client: Client) -> str:
    answer = client.get("/api/v1/docs")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_address_and_parameter_is_told(html: str) -> None:
    described = api.get_openapi_schema()
    assert len(described["paths"]) == 8
    for path, methods in described["paths"].items():
        assert f"GET {path}" in html
        for parameter in methods["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in html


def test_every_object_of_an_answer_can_be_looked_up(html: str) -> None:
    linked = set(re.findall(r'href="#(vorm-\w+)"', html))
    assert linked and linked <= set(re.findall(r'id="(vorm-\w+)"', html))


def test_every_parameter_says_what_it_asks() -> None:
    for methods in api.get_openapi_schema()["paths"].values():
        for parameter in methods["get"]["parameters"]:
            assert parameter.get("description") or parameter["schema"].get("description"), parameter["name"]


def test_nothing_comes_from_elsewhere(html: str) -> None:
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_the_doors_to_it_lead_there(client: Client) -> None:
    for path in ("/api/", "/api/v1/"):
        assert client.get(path).headers["Location"] == "/api/v1/docs"
    assert "/api/v1/docs" in client.get("/zoeken/velden/").content.decode()
