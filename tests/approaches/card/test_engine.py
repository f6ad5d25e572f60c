"""Without what it takes there is no card and no button; one that takes too long is stopped."""

import socket
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from approaches import checks, views
from approaches.card import engine
from tests.factories.marks import published

EMPTY = "<!doctype html><html lang=nl><title>x</title><p>x"


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "missing", lambda: ("libpango-1.0",))


@pytest.mark.django_db
class TestWithout:
    @pytest.fixture(autouse=True)
    def _without(self, without_pango: None) -> None:
        """Nothing here has Pango."""

    def test_there_is_no_button(self, client: Client) -> None:
        page = published()
        text = client.get(page.url).content.decode()
        assert "kaart.pdf" not in text
        assert "versies/" in text

    def test_there_is_no_card(self, client: Client) -> None:
        assert client.get(f"{published().url}kaart.pdf").status_code == 404

    def test_a_check_says_why(self) -> None:
        (warning,) = checks.card_can_be_made()
        assert (warning.id, "libpango-1.0" in warning.msg) == ("approaches.W001", True)

    def test_nothing_is_made(self) -> None:
        with pytest.raises(engine.CardUnavailable):
            engine.make_pdf([EMPTY])


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.missing.cache_clear()
    monkeypatch.setattr(engine, "find_library", lambda name: None if name == "fontconfig" else name)
    try:
        assert "libfontconfig" in engine.missing()
    finally:
        engine.missing.cache_clear()


def test_with_all_of_it_the_check_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "missing", tuple)
    assert checks.card_can_be_made() == []


class TestTrouble:
    @pytest.fixture(autouse=True)
    def _with(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine, "missing", tuple)

    def test_what_takes_too_long_is_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine, "TIMEOUT", 0.0)
        with pytest.raises(engine.CardFailed):
            engine.make_pdf([EMPTY])

    def test_a_process_that_fails_gives_no_card(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "executable", "/bin/false")
        with pytest.raises(engine.CardFailed):
            engine.make_pdf([EMPTY])

    def test_one_at_a_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine, "PATIENCE", 0.0)
        with engine._one_at_a_time, pytest.raises(engine.CardUnavailable):
            engine.make_pdf([EMPTY])

    @pytest.mark.django_db
    def test_a_visitor_hears_when_to_come_back(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine, "TIMEOUT", 0.0)
        response = client.get(f"{published().url}kaart.pdf")
        assert (response.status_code, int(response["Retry-After"]) > 0) == (503, True)
        assert "De pdf lukt nu niet" in response.content.decode()


@pytest.mark.pdf
@pytest.mark.django_db
def test_who_has_many_made_waits_and_what_was_made_is_not_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MAKING", replace(views.MAKING, limit=1))
    first, second = published(), published()
    assert [client.get(f"{first.url}kaart.pdf").status_code for _ in range(3)] == [200, 200, 200]
    assert client.get(f"{second.url}kaart.pdf").status_code == 429
    assert client.get(f"{first.url}kaart.pdf").status_code == 200


@pytest.mark.pdf
@pytest.mark.parametrize("kind", ["file", "http"])
def test_nothing_is_fetched(kind: str, tmp_path: Path) -> None:
    """A page that asks for a file of the network or of this machine gets neither."""
    picture = tmp_path / "x.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">kanarie</text></svg>')
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        address = picture.as_uri() if kind == "file" else f"http://127.0.0.1:{port}/x.svg"
        pdf = engine.make_pdf([f'{EMPTY}<img alt="" src="{address}"><link rel=stylesheet href="{address}">'])
        with pytest.raises(BlockingIOError):
            server.accept()
    assert "kanarie" not in PdfReader(BytesIO(pdf)).pages[0].extract_text()
