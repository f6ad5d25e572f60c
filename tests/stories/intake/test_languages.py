"""The intake in other languages than Dutch; the rest of the site stays as it is."""

import re

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from devtools import catalogs
from stories.intake.dutch import mark_dutch
from stories.intake.languages import LANGUAGES
from stories.models import Submission
from stories.services.door import WRONG_CODES
from tests.stories.intake.teller import STORY, Teller

PARTLY = {code for code, language in LANGUAGES.items() if language.partly}
"""As far as it could be done with care; what is missing is shown in Dutch, marked so, and the page says so."""
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


@pytest.mark.parametrize("path", ["/vertel/mijn-verhaal/", STORY, "/vertel/foto/"])
def test_who_has_nothing_open_is_asked_for_the_code_in_the_language_of_the_address(path: str, teller: Teller) -> None:
    assert teller.get(f"{path}?taal=ar")["Location"] == "/vertel/code/?taal=ar"


def test_the_door_of_the_code_lets_choose_a_language(teller: Teller) -> None:
    assert 'href="?taal=uk" lang="uk"' in teller.get("/vertel/code/").content.decode()


FORM = re.compile(r'<form [^>]*method="post"[^>]*>(.*?)</form>', re.DOTALL)


@pytest.mark.parametrize(
    "path", [STORY, "/vertel/stap/toestemming/", "/vertel/foto/", "/vertel/nakijken/", "/vertel/mijn-verhaal/"]
)
def test_every_form_says_the_language_for_when_the_session_is_over(path: str, teller: Teller) -> None:
    teller.begin(language="ar")
    teller.tell()
    teller.consent()
    forms = FORM.findall(teller.get(path).content.decode())
    assert len(forms) > 1
    assert all('name="language" value="ar"' in form for form in forms)


def test_who_was_writing_when_the_session_was_over_is_asked_for_the_code_in_their_language(teller: Teller) -> None:
    teller.begin(language="ar")
    teller.submission.sessions.all().delete()
    shown = teller.tell("كانت ليلة طويلة.", language="ar")
    assert shown.status_code == 403
    assert '<html lang="ar" dir="rtl">' in shown.content.decode()
    assert "كانت ليلة طويلة." in shown.content.decode()


FAULTS = {
    404: lambda teller: teller.get("/vertel/nergens/?taal=ti"),
    400: lambda teller: teller.client.post(
        "/vertel/code/?taal=ti", b"code=%ff", content_type="application/x-www-form-urlencoded"
    ),
    403: lambda teller: teller.tell("ነዊሕ ለይቲ ነይሩ።", language="ti"),
    429: lambda teller: [teller.post("/vertel/code/?taal=ti", code="x") for _ in range(WRONG_CODES.limit + 1)][-1],
}
DUTCH = re.compile(r'>(?!<span lang="nl")[^<]*\b(?:de|het|een|niet|u|uw|en)\b[^<]*<')


@pytest.mark.parametrize("status", FAULTS)
def test_a_fault_is_in_that_language_and_what_is_not_is_marked_as_dutch(status: int, teller: Teller) -> None:
    answer = FAULTS[status](teller)
    shown = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="ti"' in shown and '<span lang="nl" dir="ltr">' in shown
    heading = re.search(r"<h1>(.*?)</h1>", shown)
    assert heading and not re.search("[a-z]", heading[1])
    body = re.sub(r'<(span|div) lang="nl".*?</\1>', "", shown[shown.index("<main") :], flags=re.DOTALL)
    assert DUTCH.findall(body) == []


class TestMarkingDutch:
    def marked(self, text: str) -> str:
        return mark_dutch(f"<head><title>Een kop</title></head><body>{text}</body>").partition("<body>")[2][:-7]

    def test_a_text_in_latin_letters_is_and_one_in_others_is_not(self) -> None:
        assert self.marked("<p>Even wachten</p><p>ቁሩብ ተጸበዩ (24)</p>") == (
            '<p><span lang="nl" dir="ltr">Even wachten</span></p><p>ቁሩብ ተጸበዩ (24)</p>'
        )

    def test_an_option_says_it_itself(self) -> None:
        assert self.marked('<option value="1">Dat weet ik niet</option>') == (
            '<option value="1" lang="nl" dir="ltr">Dat weet ik niet</option>'
        )

    @pytest.mark.parametrize(
        "text",
        [
            '<div dir="auto">My <b>story</b> <div>of</div> then</div>',
            '<a lang="pl">Polski</a>',
            "<textarea>een & twee</textarea>",
            "<p>ABCD EFGH 2345</p>",
            "<p>&nbsp;&amp;</p>",
            '<input data-sum=\'{"a": 1}\' value="a > b">',
        ],
    )
    def test_what_somebody_typed_or_says_its_own_language_is_left_alone(self, text: str) -> None:
        assert self.marked(text) == text


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
