"""The intake in other languages than Dutch; the rest of the site stays as it is."""

import re

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from devtools import catalogs
from stories.intake.languages import LANGUAGES
from stories.models import Submission
from tests.stories.intake.teller import STORY, Teller

PARTLY = {"ti"}
"""As far as it could be done with care; what is missing is shown in Dutch, and the page says so."""
OTHERS = sorted(set(LANGUAGES) - {"nl"})
PLACEHOLDER = re.compile(r"%\(\w+\)s")


@pytest.mark.parametrize("language", OTHERS)
def test_the_way_is_in_the_language_that_it_began_in(language: str, teller: Teller) -> None:
    start = teller.get(f"/vertel/?taal={language}").content.decode()
    opening = f'<html lang="{language}" dir="{LANGUAGES[language].direction}">'
    with translation.override(language):
        told = translation.gettext("Vertel uw verhaal")
        unchecked = translation.gettext("Deze vertaling is door een computer gemaakt en nog niet nagekeken.")
    assert told != "Vertel uw verhaal"
    assert all(text in start for text in (opening, f"<h1>{told}</h1>", unchecked))
    teller.begin(language=language)
    assert opening in teller.get(STORY).content.decode()
    assert Submission.objects.get().language == language
    assert '<html lang="nl">' in teller.get("/verhalen/").content.decode()


def test_what_is_refused_is_refused_in_that_language(teller: Teller) -> None:
    teller.begin(language="en")
    shown = teller.tell("").content.decode()
    assert "<title>Error: Your story" in shown
    assert "Write your story, even if it is one sentence." in shown
    assert "Put this on one line." in teller.consent(name="a\nb", **{"yes-plaatsen": "on"}).content.decode()


def test_the_language_stays_where_nothing_is_open_any_more(teller: Teller) -> None:
    assert teller.begin(language="pl", age="nee")["Location"] == "/vertel/jonger-dan-16/?taal=pl"
    teller.begin(language="pl")
    assert teller.post("/vertel/weg/")["Location"] == "/vertel/code/?taal=pl"
    assert "Wpisz swój kod" in teller.get("/vertel/code/?taal=pl").content.decode()


@pytest.mark.parametrize("language", OTHERS)
class TestTheFiles:
    def test_the_file_that_is_read_was_made_of_the_one_that_is_written(self, language: str) -> None:
        made = catalogs.po_path(language).with_suffix(".mo")
        assert made.read_bytes() == catalogs.compiled(catalogs.po_path(language))

    def test_it_holds_all_that_is_said_and_nothing_else(self, language: str) -> None:
        with catalogs.po_path(language).open("rb") as source:
            messages = {_first(message.id): _first(message.string) for message in read_po(source) if message.id}
        assert set(messages) == catalogs.said()
        missing = [told for told, words in messages.items() if not words]
        assert language in PARTLY or missing == []
        assert [
            told
            for told, words in messages.items()
            if words and sorted(PLACEHOLDER.findall(told)) != sorted(PLACEHOLDER.findall(words))
        ] == []


def _first(text: object) -> str:
    return text if isinstance(text, str) else text[0]  # type: ignore[index]
