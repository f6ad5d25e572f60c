"""What goes wrong while telling is said in the language of the teller, and what they typed is not lost."""

from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.forms import CharField
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from ks_site import errors
from stories.intake import limits
from stories.intake.consent_form import ConsentForm
from stories.intake.own_forms import AnswerForm, ReplyForm
from stories.intake.picture_views import PictureForm
from stories.intake.receipts import MailForm
from stories.intake.step_forms import MeaningForm, PlaceForm, StoryForm
from stories.intake.typed import WRITTEN
from tests.stories.intake.teller import STORY, Teller

ARABIC = '<html lang="ar" dir="rtl">'


def in_arabic(response: HttpResponse, heading: str) -> bool:
    shown = response.content.decode()
    with translation.override("ar"):
        said = translation.gettext(heading)
    assert said != heading
    assert (response["Referrer-Policy"], "no-store" in response["Cache-Control"]) == ("no-referrer", True)
    return ARABIC in shown and f"<h1>{said}</h1>" in shown


class TestTooOften:
    def test_is_said_with_when_to_try_again_and_with_the_text(self, teller: Teller) -> None:
        teller.begin(language="ar")
        for _ in range(limits.POSTS.limit):
            limits.POSTS.hit("127.0.0.1")
        response = teller.tell("Een lange nacht")
        assert in_arabic(response, "Even wachten")
        assert (response.status_code, int(response["Retry-After"]) > 0) == (429, True)
        assert "Een lange nacht" in response.content.decode()

    def test_is_said_with_all_that_was_typed_and_nothing_that_was_chosen(self, teller: Teller) -> None:
        teller.begin()
        for _ in range(limits.POSTS.limit):
            limits.POSTS.hit("127.0.0.1")
        typed = {name: f"getypt-{name}" for name in (*WRITTEN, "passage-3")}
        shown = teller.post("/vertel/stap/betekenis/", feelings="moe", version="7", **typed).content.decode()
        assert {said for said in typed.values() if said not in shown} == set()
        assert (shown.count("readonly"), 'value="moe"' in shown) == (len(typed), False)

    def test_every_field_that_is_typed_in_is_known_by_what_was_asked(self, db: None) -> None:
        forms = (StoryForm, MeaningForm, PlaceForm, ConsentForm, PictureForm, AnswerForm, ReplyForm, MailForm)
        fields = {name: field for form in forms for name, field in form().fields.items()}
        shown = {name: field for name, field in fields.items() if not field.widget.is_hidden}
        typed = {name: field for name, field in shown.items() if isinstance(field, CharField)}
        assert {name: str(field.label) for name, field in typed.items() if name != "text"} == {
            name: str(label) for name, label in WRITTEN.items() if name != "text"
        }


class TestNotUnderstood:
    def test_text_that_is_none_is_said(self, teller: Teller) -> None:
        teller.begin(language="ar")
        kind = "application/x-www-form-urlencoded"
        response = teller.client.post(STORY, b"text=een%ED%A0%80half", content_type=kind)
        assert (response.status_code, in_arabic(response, "Dit begrijpen we niet")) == (400, True)

    def test_so_is_what_is_too_much_to_read(self, teller: Teller, settings: Any) -> None:
        teller.begin(language="ar")
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
        response = teller.tell("a" * 2_000)
        assert (response.status_code, in_arabic(response, "Dit begrijpen we niet")) == (400, True)

    def test_so_is_an_address_with_too_many_questions(self, db: None) -> None:
        response = Client().get("/vertel/?" + "&" * 10_001)
        assert (response.status_code, "Dit begrijpen we niet" in response.content.decode()) == (400, True)

    def test_a_host_that_is_not_ours_gets_nothing_of_the_teller(self, teller: Teller) -> None:
        teller.begin(language="ar")
        response = teller.client.get("/vertel/?taal=ar", headers={"Host": "elders.example"})
        assert (response.status_code, ARABIC in response.content.decode()) == (400, False)


class TestNotThere:
    @pytest.mark.parametrize("path", ["/vertel/nergens/", "/vertel/stap/nergens/", "/vertel/mijn-verhaal/download.doc"])
    def test_an_address_is_said_to_be_wrong(self, path: str, teller: Teller) -> None:
        teller.begin(language="ar")
        response = teller.get(path)
        assert (response.status_code, in_arabic(response, "Deze bladzijde is er niet")) == (404, True)

    def test_who_has_nothing_open_says_the_language_in_the_address(self, db: None) -> None:
        assert in_arabic(Client().get("/vertel/nergens/?taal=ar"), "Deze bladzijde is er niet")

    def test_the_rest_of_the_site_stays_dutch(self, teller: Teller) -> None:
        teller.begin(language="ar")
        assert '<html lang="nl">' in teller.get("/nergens/").content.decode()


class TestWithoutToken:
    def test_who_begins_begins_anew(self, db: None) -> None:
        strict = Client(enforce_csrf_checks=True)
        response = strict.post("/vertel/", {"language": "ar", "role": "ouder"})
        assert (response.status_code, in_arabic(response, "Begin opnieuw")) == (403, True)
        assert 'href="/vertel/?taal=ar"' in response.content.decode()

    def test_who_was_writing_is_asked_for_the_code_with_the_text(self, db: None) -> None:
        response = Client(enforce_csrf_checks=True).post(f"{STORY}?taal=ar", {"text": "Een lange nacht"})
        assert (response.status_code, in_arabic(response, "Vul uw code in om verder te gaan")) == (403, True)
        assert "Een lange nacht" in response.content.decode()

    def test_only_the_page_that_is_shown_is_made(self, db: None) -> None:
        response = Client(enforce_csrf_checks=True).post(STORY, {"text": "Een lange nacht"})
        made = {template.name for template in response.templates}
        assert "stories/intake/lost.html" in made and "stories/intake/sorry.html" not in made

    def test_an_address_that_is_not_there_is_no_dutch_page_either(self, db: None) -> None:
        response = Client(enforce_csrf_checks=True).post("/vertel/nergens/?taal=ar", {"text": "x"})
        assert ARABIC in response.content.decode()


class TestBroken:
    @pytest.mark.parametrize(("path", "english"), [("/vertel/", True), ("/verhalen/", False)])
    def test_our_own_fault_is_said_in_english_too_without_asking_the_database(self, path: str, english: bool) -> None:
        response = errors.server_error(RequestFactory().get(path))
        assert (response.status_code, 'lang="en"' in response.content.decode()) == (500, english)

    def test_elsewhere_a_bad_request_is_the_plain_page(self) -> None:
        response = errors.bad_request(RequestFactory().post("/zoeken/"), RequestDataTooBig())
        assert "Deze vraag begrijpen we niet" in response.content.decode()
