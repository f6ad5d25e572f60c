"""The pages for what goes wrong: a way on for the visitor, nothing of the inside."""

from typing import Any

import pytest
from django.test import Client

from ks_site.errors import words_of
from tests.ks_site.urls_that_fail import CANARY


@pytest.fixture
def failing(settings: Any) -> Client:
    settings.ROOT_URLCONF = "tests.ks_site.urls_that_fail"
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/coalities/zeist/veilig-slapen/", "veilig slapen"),
        ("/coalities/zeist/veilig-slapen.html", "veilig slapen"),
        ("/gezond_zwanger", "gezond zwanger"),
        ("/één-ouder/", "één ouder"),
        ("/", ""),
        ("/a/b/", ""),
        ("/-/\x00/<script>/", "script"),
        ("/" + "-".join(f"woord{number}" for number in range(50)), " ".join(f"woord{number}" for number in range(8))),
    ],
)
def test_the_words_of_an_address_are_those_of_its_last_part(path: str, words: str) -> None:
    assert words_of(path) == words


def test_a_long_address_gives_no_long_search() -> None:
    assert len(words_of("/" + "x" * 8000)) <= 330


def test_the_404_page_offers_a_search_for_the_words_of_the_address(client: Client, db: None) -> None:
    response = client.get("/coalities/zeist/veilig-slapen/")
    assert response.status_code == 404
    assert response.context["words"] == "veilig slapen"
    content = response.content.decode()
    assert 'action="/zoeken/"' in content
    assert 'value="veilig slapen"' in content


def test_words_in_the_404_page_are_escaped(client: Client, db: None) -> None:
    content = client.get('/"><script>alert(1)</script>/').content.decode()
    assert "<script>alert" not in content


@pytest.mark.parametrize("path", ["/%00/", "/%ED%A0%80/", "/" + "a/" * 2000, "/" + "x" * 8000, "/?q=%00"])
def test_a_strange_address_is_no_crash(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code in (200, 301, 404)


def test_the_500_page_needs_no_database(failing: Client) -> None:
    # without the fixture `db` every query of this test is an error of its own
    response = failing.post("/stuk/", {"verhaal": CANARY})
    assert response.status_code == 500
    content = response.content.decode()
    assert "<h1" in content
    assert 'lang="nl"' in content


@pytest.mark.parametrize(("path", "status"), [("/stuk/", 500), ("/verboden/", 403), ("/verdacht/", 400)])
def test_no_error_page_tells_what_happened_inside(failing: Client, db: None, path: str, status: int) -> None:
    response = failing.get(path)
    assert response.status_code == status
    assert CANARY not in response.content.decode()
    assert "Traceback" not in response.content.decode()


def test_a_wrong_host_name_is_a_400_page_of_ours(client: Client) -> None:
    response = client.get("/", headers={"Host": "ergens.anders.test"})
    assert response.status_code == 400
    assert 'lang="nl"' in response.content.decode()
    assert "ergens.anders" not in response.content.decode()


def test_a_form_that_stood_open_too_long_says_so(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/inloggen/", {"username": "wie@voorbeeld.test"})
    assert response.status_code == 403
    assert "Dit formulier is verlopen" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/uitloggen/", "Dit adres is geen pagina"),
        ("/vertel/bewaren/", "Deze bladzijde is er niet"),
        ("/vertel/weg/", "Deze bladzijde is er niet"),
        ("/vertel/foto/weg/", "Deze bladzijde is er niet"),
    ],
)
def test_the_address_of_a_button_that_is_opened_as_a_page_shows_a_way_on(
    path: str, heading: str, client: Client, db: None
) -> None:
    response = client.get(path)
    assert response.status_code == 405
    assert "POST" in response["Allow"]
    assert f"<h1>{heading}</h1>" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_program_that_asks_for_no_page_gets_none(client: Client, db: None) -> None:
    response = client.get("/uitloggen/", headers={"Accept": "application/json"})
    assert (response.status_code, response.content) == (405, b"")
