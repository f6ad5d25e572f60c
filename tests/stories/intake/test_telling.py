"""Telling by the pages, without scripts."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from stories.consent.choosing import answers_of
from stories.intake.help_lines import HELP_LINES
from stories.keeping.code import readable
from stories.models import Placing, Purpose, State, Submission
from tests.factories.places import MunicipalityFactory, RegionFactory
from tests.stories.intake.teller import STORY, Teller

ROOT = Path(__file__).parents[3]


class TestTheFirstScreen:
    def test_that_the_tick_is_needed_stands_beside_it(self, teller: Teller) -> None:
        assert "Anders kunnen we niets bewaren, en dan kunt u niet verder." in teller.get("/vertel/").content.decode()

    def test_nothing_is_stored_before_the_tick(self, teller: Teller) -> None:
        answer = teller.begin(keep_draft="")
        assert "<title>Fout: " in answer.content.decode()
        assert not Submission.objects.exists()
        assert not answer.cookies.get("vertel")

    def test_who_is_younger_than_sixteen_finds_help_and_nothing_is_stored(self, teller: Teller) -> None:
        answer = teller.begin(age="nee")
        assert answer["Location"] == "/vertel/jonger-dan-16/"
        assert "0800-0432" in teller.get("/vertel/jonger-dan-16/").content.decode()
        assert not Submission.objects.exists()

    def test_the_same_form_twice_is_one_story(self, teller: Teller) -> None:
        key = teller.key()
        teller.begin(key=key)
        Teller().begin(key=key)  # the answer to the first was lost
        teller.begin()  # the back button
        assert Submission.objects.count() == 1

    def test_the_code_is_shown_to_who_began(self, teller: Teller) -> None:
        teller.begin()
        assert readable(teller.code()) in teller.get("/vertel/uw-code/").content.decode()


class TestTheWay:
    def test_from_the_first_screen_to_the_receipt(self, teller: Teller) -> None:
        place = MunicipalityFactory(name="Zutphen")
        assert teller.begin(with_helper="on")["Location"] == "/vertel/uw-code/"
        assert teller.tell("Regel een\r\nregel twee", prompt="hielp")["Location"] == "/vertel/stap/betekenis/"
        answers = {"feelings": ["trots", "moe"], "big_role": "de verloskundige", "questions": ["ouders-bereiken"]}
        assert teller.post("/vertel/stap/betekenis/", **answers)["Location"] == "/vertel/stap/plaats/"
        where = {"placing": "gemeente", "municipality": place.pk}
        assert teller.post("/vertel/stap/plaats/", **where)["Location"] == "/vertel/foto/"
        assert teller.consent(named="on", name="Noor", **{"until-plaatsen": "1"})["Location"] == "/vertel/nakijken/"
        assert teller.send()["Location"] == "/vertel/verstuurd/"
        row = teller.submission
        assert (row.state, row.with_helper, row.text) == (State.SENT, True, "Regel een\nregel twee")
        assert (row.placing, row.municipality, row.name) == (Placing.MUNICIPALITY, place, "Noor")
        assert row.answers["feelings"] == ["trots", "moe"]
        given = {purpose for purpose, answer in answers_of(row).items() if answer.given}
        assert given == {Purpose.DRAFT, Purpose.READ, Purpose.PUBLISH}

    def test_the_standing_questions_are_asked_in_the_words_of_who_tells(self, teller: Teller) -> None:
        teller.begin()
        assert "Hoe krijgen ouders eerder hulp?" in teller.get("/vertel/stap/betekenis/").content.decode()
        teller.post("/vertel/stap/betekenis/", questions=["ouders-bereiken"])
        assert "Hoe krijgen ouders eerder hulp?" in teller.get("/vertel/nakijken/").content.decode()

    def test_no_purpose_is_ticked_beforehand(self, teller: Teller) -> None:
        teller.begin()
        assert "checked" not in teller.get("/vertel/stap/toestemming/").content.decode()

    def test_without_the_yes_to_reading_it_is_not_sent(self, teller: Teller) -> None:
        teller.begin()
        teller.tell()
        assert "<title>Fout: " in teller.consent(**{"yes-lezen": ""}).content.decode()
        assert teller.send()["Location"] == "/vertel/stap/toestemming/"

    def test_contact_is_kept_only_with_the_yes_to_it(self, teller: Teller) -> None:
        teller.begin()
        teller.consent(contact="noor@example.org")
        assert teller.submission.contact == ""
        teller.consent(contact="noor@example.org", **{"yes-contact": "on"})
        assert teller.submission.contact == "noor@example.org"

    def test_sending_twice_is_one_story(self, teller: Teller) -> None:
        sent = teller.tell_all()
        assert teller.send()["Location"] == "/vertel/verstuurd/"
        assert (teller.submission.version, Submission.objects.count()) == (sent.version, 1)

    def test_once_it_is_sent_the_browser_stays_in_for_an_hour_as_after_the_code(self, teller: Teller) -> None:
        teller.begin()
        week = teller.submission.sessions.get().ends_at
        assert week > timezone.now() + timedelta(days=6)
        teller.tell()
        teller.consent()
        teller.send()
        assert teller.submission.sessions.get().ends_at <= timezone.now() + timedelta(hours=1)

    def test_signs_of_danger_show_help_and_make_it_urgent(self, teller: Teller) -> None:
        teller.begin()
        teller.tell("Ik wil dood.")
        teller.consent()
        assert "0800-0113" in teller.get("/vertel/nakijken/").content.decode()
        teller.send()
        assert teller.submission.urgent

    @pytest.mark.parametrize("placing", ["land", "regio"])
    def test_a_place_more_precise_than_the_mark_is_asked_about(self, placing: str, teller: Teller) -> None:
        place = MunicipalityFactory(name="Zutphen")
        region = RegionFactory(name="GGD Twente", layer="ggd_region")
        teller.begin()
        where = {"placing": placing, "municipality": place.pk, **({"region": region.pk} if placing == "regio" else {})}
        shown = teller.post("/vertel/stap/plaats/", **where).content.decode()
        mark = {"land": "Alleen Nederland", "regio": "Mijn regio"}[placing]
        assert f"U koos Zutphen, maar ook ‘{mark}’. Wat bedoelt u?" in shown
        assert f'<option value="{place.pk}" selected>Zutphen' in shown
        assert re.search(f'value="{placing}"[^>]* checked', shown)

    def test_a_region_beside_a_municipality_is_not(self, teller: Teller) -> None:
        place = MunicipalityFactory(name="Zutphen")
        region = RegionFactory(name="GGD Twente", layer="ggd_region")
        teller.begin()
        where = {"placing": "gemeente", "municipality": place.pk, "region": region.pk}
        assert teller.post("/vertel/stap/plaats/", **where).status_code == 302
        assert teller.submission.municipality == place

    def test_a_passage_can_stay_or_be_changed_where_it_is_pointed_out(self, teller: Teller) -> None:
        teller.begin()
        teller.tell("Mail me op noor@example.org of bel 0612345678.")
        shown = teller.get("/vertel/nakijken/").content.decode()
        assert "noor@example.org" in shown
        fields = {"passage-0": "mijn mail", "adjust": "1", "version": teller.submission.version}
        teller.post("/vertel/nakijken/", **fields)
        assert teller.submission.text == "Mail me op mijn mail of bel 0612345678."

    def test_so_can_one_in_the_title_and_in_who_played_a_role(self, teller: Teller) -> None:
        teller.begin()
        teller.tell("Ik werd gebeld.", title="Bel 0612345678")
        meaning = {"big_role": "mevrouw De Vries", "should_know": "noor@example.org", "feelings": ["moe"]}
        teller.post("/vertel/stap/betekenis/", **meaning)
        shown = teller.get("/vertel/nakijken/").content.decode()
        found = re.findall(r'name="(passage-\d)" value="([^"]*)"', shown)
        assert [text for _name, text in found] == ["0612345678", "mevrouw De Vries", "noor@example.org"]
        instead = {name: f"iets {name[-1]}" for name, _text in found}
        teller.post("/vertel/nakijken/", **instead, adjust="1", version=teller.submission.version)
        row = teller.submission
        assert (row.title, row.text) == ("Bel iets 0", "Ik werd gebeld.")
        assert row.answers == {"big_role": "iets 1", "should_know": "iets 2", "feelings": ["moe"]}

    def test_a_name_goes_with_the_role_before_it(self, teller: Teller) -> None:
        teller.begin()
        teller.tell("Toen belde mijn verloskundige Fatima de Boer elke week.")
        shown = teller.get("/vertel/nakijken/").content.decode()
        assert "Schrijf liever ‘mijn verloskundige’." in shown
        fields = {"passage-0": "de verloskundige", "adjust": "1", "version": teller.submission.version}
        teller.post("/vertel/nakijken/", **fields)
        assert teller.submission.text == "Toen belde de verloskundige elke week."

    @pytest.mark.parametrize("placing", ["land", "regio"])
    def test_a_town_is_pointed_out_where_she_chose_no_place_so_precise(self, placing: str, teller: Teller) -> None:
        MunicipalityFactory(name="Zutphen")
        region = RegionFactory(name="GGD Twente", layer="ggd_region")
        teller.begin()
        teller.tell("We woonden in Zutphen.")
        teller.post("/vertel/stap/plaats/", placing=placing, **({"region": region.pk} if placing == "regio" else {}))
        chosen = {"land": "Alleen Nederland", "regio": "GGD Twente"}[placing]
        shown = teller.get("/vertel/nakijken/").content.decode()
        assert f"U koos ‘{chosen}’. Schrijf liever ‘een kleine stad’ of ‘een dorp’." in shown
        assert 'name="passage-0" value="Zutphen"' in shown

    def test_a_town_is_not_where_she_lets_it_be_named(self, teller: Teller) -> None:
        place = MunicipalityFactory(name="Zutphen")
        teller.begin()
        teller.tell("We woonden in Zutphen.")
        teller.post("/vertel/stap/plaats/", placing="gemeente", municipality=place.pk)
        assert 'name="passage-0"' not in teller.get("/vertel/nakijken/").content.decode()

    def test_nor_where_the_region_is_named_after_it(self, teller: Teller) -> None:
        MunicipalityFactory(name="Utrecht")
        region = RegionFactory(name="GGD-regio Utrecht", layer="ggd_region")
        teller.begin()
        teller.tell("We woonden in Utrecht.")
        teller.post("/vertel/stap/plaats/", placing="regio", region=region.pk)
        assert 'name="passage-0"' not in teller.get("/vertel/nakijken/").content.decode()


class TestReadingBackAgain:
    SAID: Any = {"passage-0": "mij", "passage-1": "een adres", "adjust": "1"}

    @pytest.fixture(autouse=True)
    def _told(self, teller: Teller) -> None:
        teller.begin()
        teller.tell("Mail me op noor@example.org.", title="Bel 0612345678")
        teller.consent()

    def test_what_does_not_fit_is_refused_and_all_that_was_typed_stays(self, teller: Teller) -> None:
        said = {**self.SAID, "passage-0": "x" * 300, "version": teller.submission.version}
        shown = teller.post("/vertel/nakijken/", **said).content.decode()
        assert "Deze tekst is te lang: 304 tekens." in shown
        assert 'name="passage-1" value="een adres"' in shown
        assert "U bent weer binnen." not in shown

    def test_what_was_changed_in_another_window_is_said_with_what_was_typed_here(self, teller: Teller) -> None:
        old = teller.submission.version
        teller.tell("Bel me op 0687654321.", title="Bel 0612345678", version=old)
        shown = teller.post("/vertel/nakijken/", **self.SAID, version=old).content.decode()
        assert "Er is intussen iets veranderd." in shown
        assert 'value="een adres" readonly' in shown and 'name="passage-1" value="0687654321"' in shown
        assert teller.submission.text == "Bel me op 0687654321."

    def test_what_comes_after_another_window_sent_it_is_given_back(self, teller: Teller) -> None:
        old = teller.submission.version
        teller.send()
        answer = teller.post("/vertel/nakijken/", **self.SAID, version=old)
        said = answer.content.decode()
        assert answer.status_code == 409
        assert "U hebt uw verhaal intussen verstuurd." in said and 'value="een adres" readonly' in said
        assert "0612345678" in teller.submission.title

    def test_it_is_not_sent_before_that_is_read(self, teller: Teller) -> None:
        old = teller.submission.version
        teller.tell("Bel me op 0687654321.", title="Bel 0612345678", version=old)
        answer = teller.post("/vertel/nakijken/", version=old)
        assert "Er is intussen iets veranderd." in answer.content.decode()
        assert teller.submission.state == State.DRAFT
        assert teller.send()["Location"] == "/vertel/verstuurd/"


class TestWhatIsTyped:
    @pytest.mark.parametrize(
        "text",
        ["😀" * 1_000, "\u202eomgekeerd\u202c", "مرحبا", "  spaties  ", "een\n\n\ntwee", "<script>alert(1)</script>"],
    )
    def test_it_is_kept_exactly(self, text: str, teller: Teller) -> None:
        teller.begin()
        teller.tell(text.replace("\n", "\r\n"))
        assert teller.submission.text == text

    @pytest.mark.parametrize("text", ["a" * 200_000, "met een \0 erin", " \n "])
    def test_it_is_refused_in_words_and_still_on_the_page(self, text: str, teller: Teller) -> None:
        teller.begin()
        answer = teller.tell(text)
        shown = answer.content.decode()
        assert (answer.status_code, "<title>Fout: " in shown, 'aria-invalid="true"' in shown) == (200, True, True)
        assert 'href="#id_text"' in shown
        assert text.strip()[:10] in shown
        assert teller.submission.text == ""

    def test_what_is_too_long_is_refused_with_numbers_that_can_be_read(self, teller: Teller) -> None:
        teller.begin()
        assert "200.000 tekens. Er passen er 50.000." in teller.tell("a" * 200_000).content.decode()

    def test_half_a_character_is_refused(self, teller: Teller) -> None:
        teller.begin()
        kind = "application/x-www-form-urlencoded"
        assert teller.client.post(STORY, b"text=een%ED%A0%80half", content_type=kind).status_code == 400
        assert teller.submission.text == ""

    def test_a_line_end_in_the_contact_field_is_refused(self, teller: Teller) -> None:
        teller.begin()
        answer = teller.consent(contact="a@example.org\r\nBcc: b@example.org", **{"yes-contact": "on"})
        assert "Zet dit op één regel." in answer.content.decode()


class TestWhatHappensMeanwhile:
    def test_what_was_typed_when_the_session_was_over_comes_along_with_the_code(self, teller: Teller) -> None:
        teller.begin()
        code = teller.code()
        stranger = Teller()
        lost = stranger.tell("Veertig minuten werk", prompt="dag")
        assert lost.status_code == 403
        assert "Veertig minuten werk" in lost.content.decode()
        fields = {"code": code.lower(), "path": STORY, "text": "Veertig minuten werk", "prompt": "dag"}
        resumed = stranger.post("/vertel/code/", **fields)
        assert "Veertig minuten werk" in resumed.content.decode()
        assert stranger.tell("Veertig minuten werk")["Location"] == "/vertel/stap/betekenis/"
        assert teller.submission.text == "Veertig minuten werk"

    def test_a_form_without_its_token_changes_nothing_and_loses_nothing(self, teller: Teller) -> None:
        teller.begin()
        forged = Teller(enforce_csrf_checks=True)
        forged.client.cookies = teller.client.cookies
        answer = forged.tell("Van elders")
        assert (answer.status_code, "Van elders" in answer.content.decode()) == (403, True)
        assert teller.submission.text == ""

    def test_another_window_is_not_overwritten_unseen(self, teller: Teller) -> None:
        teller.begin()
        before = teller.submission.version
        teller.tell("een", version=before)
        answer = teller.tell("twee", version=before)
        assert "in een ander venster veranderd" in answer.content.decode()
        assert teller.submission.text == "een"
        teller.tell("twee", version=teller.submission.version)
        assert teller.submission.text == "twee"

    def test_a_double_click_is_no_other_window(self, teller: Teller) -> None:
        teller.begin()
        before = teller.submission.version
        first, second = (teller.tell("een", title="Mijn dag", version=before) for _ in range(2))
        assert first["Location"] == second["Location"] == "/vertel/stap/betekenis/"
        saved = teller.post("/vertel/bewaren/", text="een", title="Mijn dag", version=before)
        assert saved.json()["version"] == teller.submission.version == before + 1

    def test_nor_is_it_once_it_was_sent(self, teller: Teller) -> None:
        before = teller.tell_all().version
        first, second = (teller.tell("anders", version=before) for _ in range(2))
        assert first["Location"] == second["Location"] == "/vertel/mijn-verhaal/"
        assert "in een ander venster veranderd" in teller.tell("nog anders", version=before).content.decode()
        assert teller.submission.text == "anders"

    def test_it_is_saved_while_somebody_types(self, teller: Teller) -> None:
        teller.begin()
        saved = teller.post("/vertel/bewaren/", text="half", version=teller.submission.version)
        assert saved.json()["version"] == teller.submission.version
        assert teller.submission.text == "half"
        assert Teller().post("/vertel/bewaren/", text="x").status_code == 401

    def test_pages_leave_no_trace(self, teller: Teller) -> None:
        teller.begin()
        for path in ("/vertel/", "/vertel/uw-code/", STORY, "/vertel/mijn-verhaal/", "/vertel/code/"):
            answer = teller.get(path)
            assert "no-store" in answer["Cache-Control"], path
            assert answer["Referrer-Policy"] == "no-referrer"
        assert set(teller.client.cookies) <= {"vertel", "csrftoken"}


NUMBER = re.compile(r"\b0800[- ]?\d{4}\b|\b0900[- ]?\d{4}\b")


def test_a_help_line_has_the_same_number_everywhere() -> None:
    """Templates get them from one place; examples and translations can't, so they are held against it."""
    shown = {line.shown for line in HELP_LINES.values()}
    written = [*(ROOT / "exchange" / "demo" / "content").rglob("*.toml"), *(ROOT / "stories" / "locale").rglob("*.po")]
    found = {number for path in written for number in NUMBER.findall(path.read_text(encoding="utf-8"))}
    assert found and found <= shown
    assert not any(NUMBER.search(path.read_text(encoding="utf-8")) for path in (ROOT / "templates").rglob("*.html"))


def test_what_is_printed_says_where_to_use_the_code_and_not_that_there_was_danger(teller: Teller) -> None:
    teller.begin()
    teller.tell("Ik dacht aan zelfmoord")
    teller.consent()
    teller.send()
    shown = teller.get("/vertel/verstuurd/").content.decode()
    assert '<p class="only-paper" dir="ltr">testserver/vertel/code/</p>' in shown
    assert re.search(r'class="[^"]*\bonly-screen\b[^"]*" aria-labelledby="hulp"', shown)
    assert "U kunt het gewoon versturen" not in shown


@pytest.mark.parametrize("path", ["/vertel/", "/vertel/code/", STORY, "/vertel/mijn-verhaal/", "/vertel/nergens/"])
def test_where_help_is_stands_on_each_page_whatever_was_written(path: str, teller: Teller) -> None:
    teller.begin()
    shown = teller.get(path).content.decode()
    assert "<summary>Heeft u nu hulp nodig?</summary>" in shown
    assert all(f'href="tel:{line.digits}"' in shown for name, line in HELP_LINES.items() if name != "kindertelefoon")
