"""The page behind the code."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from stories.consent.choosing import answers_of
from stories.keeping import retention
from stories.models import Outcome, Purpose, State, StoryPage, Submission, SubmissionFile, Urgency
from stories.moderation.case import case_of
from stories.services import pictures, reviewing
from stories.services.pictures import AboutPicture, add_picture
from tests.factories.coalitions import editor
from tests.factories.files import picture_bytes, upload
from tests.factories.submissions import an_editor, proposed, published
from tests.stories.intake.teller import STORY, Teller
from tests.stories.moderation import screens

OWN = "/vertel/mijn-verhaal/"
CONSENT = "/vertel/stap/toestemming/"


def test_the_code_opens_it_however_it_is_typed(teller: Teller) -> None:
    teller.tell_all()
    code = teller.code()
    other = Teller()
    typed = f" {code[:8].lower()}-{code[8:]} ".replace("0", "o").replace("1", "l")
    assert other.post("/vertel/code/", code=typed)["Location"] == OWN
    assert other.submission == teller.submission


def test_looking_a_hundred_times_changes_nothing(teller: Teller) -> None:
    row, _proposal = proposed(teller.tell_all())
    before = Submission.objects.values().get(), answers_of(row)
    paths = (
        OWN,
        f"{OWN}intrekken/",
        f"{OWN}voorstel/",
        f"{OWN}antwoord/",
        "/vertel/weg/",
        f"{OWN}download.json",
        STORY,
    )
    for path in paths * 15:
        assert teller.get(path).status_code in (200, 405)
    assert (Submission.objects.values().get(), answers_of(row)) == before


def test_it_says_how_often_editors_read_it_and_where_it_is(teller: Teller) -> None:
    row = teller.tell_all()
    reviewing.open_story(submission=row, editor=an_editor())
    assert "1 keer gelezen door de redactie" in teller.get(OWN).content.decode()
    _row, page = published(row)
    assert page.url in teller.get(OWN).content.decode()


def test_a_question_is_answered(teller: Teller) -> None:
    row = teller.tell_all()
    reviewing.ask(submission=row, editor=an_editor(), text="Wanneer was dat?")
    assert "Wanneer was dat?" in teller.get(OWN).content.decode()
    teller.post(f"{OWN}antwoord/", text="Vorig jaar.")
    assert [message.text for message in row.messages.all()] == ["Wanneer was dat?", "Vorig jaar."]


@pytest.mark.parametrize(
    ("said", "state"), [("ja", State.APPROVED), ("aanpassen", State.IN_REVIEW), ("nee", State.DECLINED)]
)
def test_the_edited_text_is_answered(said: str, state: State, teller: Teller) -> None:
    row, proposal = proposed(teller.tell_all(), text="Het was een korte nacht.")
    shown = teller.get(OWN).content.decode()
    assert "<del>lange</del><ins>korte</ins>" in shown
    teller.post(f"{OWN}voorstel/", reply=said, proposal=proposal.pk, remark="Korter." if said == "aanpassen" else "")
    assert teller.submission.state == state


class TestWhyItIsNotPlaced:
    def test_the_reason_of_the_editors_is_read_on_the_page_and_taken_along(self, teller: Teller) -> None:
        reason = "Uw zus is te herkennen, en zij weet het niet."
        row = teller.tell_all()
        reviewing.decide(submission=row, editor=an_editor(), outcome=Outcome.DECLINE, checklist={}, reason=reason)
        shown = teller.get(OWN).content.decode()
        assert reason in shown and "De redactie nam een besluit" in shown
        assert reason in teller.get(f"{OWN}download.json").json()["waarom niet geplaatst"]
        assert reason in teller.get(f"{OWN}download.txt").content.decode()

    def test_an_own_no_is_said_to_be_one(self, teller: Teller) -> None:
        _row, proposal = proposed(teller.tell_all())
        teller.post(f"{OWN}voorstel/", reply="nee", proposal=proposal.pk, remark="")
        shown = teller.get(OWN).content.decode()
        assert "U zei nee tegen de tekst. Daarom komt uw verhaal niet op de site." in shown
        assert "De redactie nam een besluit" not in shown

    def test_no_answer_in_time_is_said_with_the_last_day(self, teller: Teller) -> None:
        _row, proposal = proposed(teller.tell_all())
        retention.lapse_proposals(proposal.deadline + timedelta(minutes=1))
        shown = teller.get(OWN).content.decode()
        last = date_format(timezone.localtime(proposal.deadline), "j F Y")
        assert "Er kwam geen antwoord op tijd." in shown and f"U kon antwoorden tot en met {last}." in shown
        assert "De redactie nam een besluit" not in shown


class TestAnAnswerThatComesTooLate:
    def test_to_a_text_that_is_no_longer_the_last_does_not_count_and_that_to_the_last_does(
        self, teller: Teller
    ) -> None:
        row, older = proposed(teller.tell_all())
        proposed(row)
        said = {"reply": "ja", "remark": "Fijn zo."}
        shown = teller.post(f"{OWN}voorstel/", proposal=older.pk, **said).content.decode()
        assert "Er is intussen iets veranderd." in shown
        assert "Fijn zo.</textarea>" in shown and " checked" not in shown, "the yes was to another text"
        assert teller.submission.state == State.WAITING
        asked = re.search(r'name="proposal" value="(\d+)"', shown)
        assert asked
        teller.post(f"{OWN}voorstel/", proposal=asked[1], **said)
        assert teller.submission.state == State.APPROVED

    def test_to_a_text_that_is_gone_leaves_its_remark_as_a_message_to_send_and_a_cry_in_it_is_heard(
        self, teller: Teller
    ) -> None:
        _row, proposal = proposed(teller.tell_all())
        retention.lapse_proposals(proposal.deadline + timedelta(minutes=1))
        remark = "Ik wou dat ik dood was."
        shown = teller.post(f"{OWN}voorstel/", reply="nee", proposal=proposal.pk, remark=remark).content.decode()
        assert "het staat bij “Berichten”" in shown
        assert f"{remark}</textarea>" in shown[shown.index(f'action="{OWN}antwoord/"') :]
        assert (teller.submission.urgent, "113" in shown) == (True, True)

    def test_with_the_same_answer_and_other_words_leaves_those_words(self, teller: Teller) -> None:
        _row, proposal = proposed(teller.tell_all())
        said = {"reply": "aanpassen", "proposal": proposal.pk}
        for remark in ("Korter.", "Korter.", "Zonder mijn zus."):
            answer = teller.post(f"{OWN}voorstel/", remark=remark, **said)
        assert "Zonder mijn zus.</textarea>" in answer.content.decode()
        assert teller.submission.proposals.get().remark == "Korter."


class TestAStepAfterTheDecision:
    @pytest.fixture(autouse=True)
    def _decided(self, teller: Teller) -> None:
        published(teller.tell_all())

    @pytest.mark.parametrize("said", [{"text": "Er was meer.", "version": "1"}, {"big_role": "Er was meer."}])
    def test_gives_back_what_was_typed_and_says_that_it_is_not_kept(self, teller: Teller, said: dict[str, str]) -> None:
        answer = teller.post(STORY if "text" in said else "/vertel/stap/betekenis/", **said)
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "Uw verhaal kan nu niet meer veranderd worden. Wat u net typte is niet bewaard." in shown
        assert "Er was meer." in shown and f'href="{OWN}"' in shown

    def test_says_so_too_when_the_session_was_over(self, teller: Teller) -> None:
        carried = {"path": STORY, "text": "Er was meer.", "code": teller.code()}
        shown = Teller().post("/vertel/code/", **carried).content.decode()
        assert "Er was meer.</textarea>" in shown and "kan nu niet meer veranderd worden" in shown

    @pytest.mark.parametrize("slug", ["verhaal", "betekenis", "plaats"])
    def test_is_not_opened(self, teller: Teller, slug: str) -> None:
        assert teller.get(f"/vertel/stap/{slug}/")["Location"] == OWN

    def test_is_opened_when_it_is_that_of_consent_without_what_is_settled(self, teller: Teller) -> None:
        shown = teller.get(CONSENT).content.decode()
        assert 'name="yes-plaatsen"' in shown
        assert 'name="about_other"' not in shown and "dan leest de redactie het opnieuw" not in shown


def test_who_wants_something_else_says_what(teller: Teller) -> None:
    _row, proposal = proposed(teller.tell_all())
    shown = teller.post(f"{OWN}voorstel/", reply="aanpassen", proposal=proposal.pk, remark=" ").content.decode()
    assert "<title>Fout: " in shown and "Schrijf op wat u anders wilt." in shown
    assert teller.submission.state == State.WAITING


def test_a_message_that_is_sent_twice_is_one_and_other_words_are_another(teller: Teller) -> None:
    teller.tell_all()
    form = re.search(r'name="once" value="(\w+)"', teller.get(OWN).content.decode())
    assert form
    for text in ("Vorig jaar.", "Vorig jaar.", "In mei."):
        assert teller.post(f"{OWN}antwoord/", text=text, once=form[1])["Location"] == OWN
    assert [message.text for message in teller.submission.messages.all()] == ["Vorig jaar.", "In mei."]


class TestThePictureThatGoesWithIt:
    @pytest.fixture
    def picture(self, teller: Teller) -> SubmissionFile:
        row = teller.tell_all()
        about = AboutPicture(alt="Een wieg.")
        return pictures.add_picture(submission=row, upload=upload(picture_bytes()), about=about)

    def test_is_shown_with_the_text_to_say_yes_to(self, teller: Teller, picture: SubmissionFile) -> None:
        proposed(teller.submission, picture=picture.pk)
        address = f"/vertel/foto/{picture.pk}/"
        assert f'src="{address}" alt="Een wieg."' in teller.get(OWN).content.decode()
        answer = teller.get(address)
        assert answer["Content-Type"] == "image/jpeg" and "no-store" in answer["Cache-Control"]
        assert answer.content.startswith(b"\xff\xd8")

    def test_is_taken_along_by_a_link_of_its_own_under_the_name_in_the_file(
        self, teller: Teller, picture: SubmissionFile
    ) -> None:
        shown = teller.get(OWN).content.decode()
        found = re.search(r'href="(/vertel/foto/\d+/)" download="([^"]+)">Uw foto: <span dir="auto">Een wieg.', shown)
        assert found
        assert teller.get(found[1]).content.startswith(b"\xff\xd8")
        data: Any = teller.get(f"{OWN}download.json").json()
        assert [one["bestand"] for one in data["foto’s"]] == [found[2]] == ["document-1.jpg"]

    def test_has_to_be_chosen_again_after_a_fault_elsewhere_and_that_is_said(self, teller: Teller) -> None:
        teller.tell_all()
        again = "Kies uw foto nog een keer."
        assert again in teller.post("/vertel/foto/", picture=upload(picture_bytes())).content.decode()
        assert again not in teller.post("/vertel/foto/", people="niemand").content.decode()

    def test_is_asked_for_after_what_has_to_be_chosen_since_a_fault_there_loses_it(self, teller: Teller) -> None:
        teller.tell_all()
        shown = teller.get("/vertel/foto/").content.decode()
        assert 0 < shown.index('name="people"') < shown.index('name="picture"')

    def test_is_nobody_elses_to_see(self, picture: SubmissionFile) -> None:
        other = Teller()
        assert other.get(f"/vertel/foto/{picture.pk}/").status_code == 302
        other.tell_all()
        assert other.get(f"/vertel/foto/{picture.pk}/").status_code == 404

    def test_is_off_the_page_at_once_when_its_teller_takes_it_away(
        self, teller: Teller, picture: SubmissionFile
    ) -> None:
        _row, page = published(teller.submission, picture=picture.pk)
        assert StoryPage.objects.get().picture
        assert "/vertel/foto/" in teller.get(OWN).content.decode()
        teller.post("/vertel/foto/weg/", picture=picture.pk)
        assert StoryPage.objects.public().get() == page and StoryPage.objects.get().picture is None

    def test_another_one_may_go_and_leave_it_there(self, teller: Teller, picture: SubmissionFile) -> None:
        other = pictures.add_picture(submission=teller.submission, upload=upload(picture_bytes()), about=AboutPicture())
        published(teller.submission, picture=picture.pk)
        teller.post("/vertel/foto/weg/", picture=other.pk)
        assert StoryPage.objects.get().picture


class TestWhatWasWrittenWhenTheSessionWasOver:
    def after_the_code(self, teller: Teller, path: str, **fields: Any) -> str:
        """The page that the code opens, from the page that asked for it with what was typed."""
        lost, code = Teller(), teller.code()
        asked = lost.post(path, **fields)
        assert asked.status_code == 403
        carried = re.findall(r'name="(text|remark)" *>([^<]*)</textarea>', asked.content.decode())
        carried += re.findall(
            r'type="hidden" name="(path|reply|proposal|people)" value="([^"]*)"', asked.content.decode()
        )
        carried += [
            (name, value) for value, name in re.findall(r'value="([^"]*)" name="([^"]*)"', asked.content.decode())
        ]
        return lost.post("/vertel/code/", code=code, **dict(carried)).content.decode()

    def test_a_message_comes_back(self, teller: Teller) -> None:
        teller.tell_all()
        shown = self.after_the_code(teller, f"{OWN}antwoord/", text="Vorig jaar.")
        assert "Vorig jaar.</textarea>" in shown and "U bent weer binnen." in shown
        assert not teller.submission.messages.exists(), "nobody sent it yet"

    def test_a_story_that_was_to_be_taken_back_is_still_there_and_that_is_said(self, teller: Teller) -> None:
        teller.tell_all()
        asked = Teller().post(f"{OWN}intrekken/", sure="on").content.decode()
        assert "Wat u net deed, is nog niet gebeurd." in asked and "Wat u typte is niet weg" not in asked
        shown = self.after_the_code(teller, f"{OWN}intrekken/", sure="on")
        assert "Uw verhaal is nog niet ingetrokken." in shown and " checked" not in shown
        assert teller.submission.state == State.SENT

    def test_a_picture_that_was_to_go_is_still_there_and_that_is_said(self, teller: Teller) -> None:
        row = teller.tell_all()
        picture = add_picture(submission=row, upload=upload(picture_bytes()), about=AboutPicture())
        shown = self.after_the_code(teller, "/vertel/foto/weg/", picture=picture.pk)
        assert "De foto is nog niet weg." in shown and 'action="/vertel/foto/" enctype' in shown
        assert row.files.count() == 1

    def test_a_story_that_was_to_be_sent_is_not_and_that_is_said(self, teller: Teller) -> None:
        teller.begin()
        teller.tell()
        teller.consent()
        shown = self.after_the_code(teller, "/vertel/nakijken/", altcha="")
        assert "Uw verhaal is nog niet verstuurd." in shown and 'action="/vertel/nakijken/"' in shown
        assert teller.submission.state == State.DRAFT

    def test_so_does_what_was_said_of_a_picture(self, teller: Teller) -> None:
        teller.tell_all()
        fields = {"picture": upload(picture_bytes()), "alt": "Een wieg.", "people": "niemand"}
        shown = self.after_the_code(teller, "/vertel/foto/", **fields)
        assert 'value="Een wieg."' in shown and re.search(r'value="niemand"[^>]* checked', shown)
        assert "<details" in shown and " open>" in shown and "U bent weer binnen." in shown

    def test_so_does_what_was_written_in_place_of_a_passage(self, teller: Teller) -> None:
        teller.begin()
        teller.tell("Bel mij op 06-12345678 of mail naar noor@voorbeeld.test.")
        kept = {"passage-0": "06-12345678", "passage-1": "een adres", "adjust": "1"}
        shown = self.after_the_code(teller, "/vertel/nakijken/", **kept)
        assert 'name="passage-0" value="06-12345678"' in shown and 'name="passage-1" value="een adres"' in shown
        assert "noor@voorbeeld.test" in teller.submission.text, "nobody sent it yet"

    def test_so_does_the_address_for_a_receipt(self, teller: Teller) -> None:
        teller.tell_all()
        shown = self.after_the_code(teller, "/vertel/verstuurd/mail/", address="noor@voorbeeld.test")
        assert 'value="noor@voorbeeld.test"' in shown and "Dank u wel" in shown

    def test_so_does_a_remark_with_the_answer_that_it_was_written_with(self, teller: Teller) -> None:
        _row, proposal = proposed(teller.tell_all())
        said = {"reply": "aanpassen", "remark": "Korter graag.", "proposal": proposal.pk}
        shown = self.after_the_code(teller, f"{OWN}voorstel/", **said)
        assert "Korter graag.</textarea>" in shown
        assert re.search(r'value="aanpassen"[^>]* checked', shown)

    def test_to_another_text_the_remark_comes_back_and_the_answer_does_not(self, teller: Teller) -> None:
        row, older = proposed(teller.tell_all())
        proposed(row)
        said = {"reply": "ja", "remark": "Korter graag.", "proposal": older.pk}
        shown = self.after_the_code(teller, f"{OWN}voorstel/", **said)
        assert "Korter graag.</textarea>" in shown and " checked" not in shown

    def test_without_a_text_to_answer_to_a_remark_is_a_message(self, teller: Teller) -> None:
        teller.tell_all()
        shown = self.after_the_code(teller, f"{OWN}voorstel/", reply="nee", remark="Liever niet.", proposal="1")
        assert "Liever niet.</textarea>" in shown


def test_a_change_after_sending_goes_back_to_the_editors(teller: Teller) -> None:
    row, _proposal = proposed(teller.tell_all())
    teller.tell("Anders.", version=row.version)
    assert (teller.submission.text, teller.submission.state) == ("Anders.", State.SENT)


def test_an_address_that_is_added_after_sending_does_not(teller: Teller) -> None:
    proposed(teller.tell_all())
    teller.consent(**{"yes-contact": "on", "contact": "noor@example.org"})
    assert (teller.submission.contact, teller.submission.state) == ("noor@example.org", State.WAITING)
    teller.consent()
    assert (teller.submission.contact, teller.submission.state) == ("", State.WAITING)


@pytest.mark.parametrize("where", ["antwoord", "aanpassen", "voorstel"])
def test_words_of_danger_after_sending_make_it_urgent(where: str, teller: Teller) -> None:
    row, proposal = proposed(teller.tell_all())
    said = "Ik wou dat ik dood was."
    if where == "antwoord":
        teller.post(f"{OWN}antwoord/", text=said)
    elif where == "aanpassen":
        teller.tell(said, version=row.version)
    else:
        teller.post(f"{OWN}voorstel/", reply="aanpassen", proposal=proposal.pk, remark=said)
    assert (teller.submission.urgent, teller.submission.urgency) == (True, [Urgency.SUICIDE])
    shown = teller.get(OWN).content.decode()
    assert "113" in shown
    assert "U kunt het gewoon versturen" not in shown, "it was sent"


def test_a_cry_after_editors_laid_the_first_to_rest_counts_and_looking_at_a_step_again_does_not(teller: Teller) -> None:
    row = teller.tell_all()
    said = {"text": "Ik wou dat ik dood was."}
    for act, urgent in (
        (lambda: teller.tell(**said), True),
        (lambda: teller.tell(**said), False),
        (lambda: teller.post(f"{OWN}antwoord/", **said), True),
        (lambda: teller.tell("Ik wou echt dat ik dood was."), True),
    ):
        reviewing.mark_urgent(submission=row, editor=an_editor(), urgent=False)
        act()
        assert teller.submission.urgent is urgent


def test_a_yes_is_taken_back_with_one_form(teller: Teller) -> None:
    teller.tell_all()
    teller.consent(**{"yes-plaatsen": ""})
    assert not answers_of(teller.submission)[Purpose.PUBLISH].given


def test_what_was_taken_off_the_site_alone_is_still_ours_and_the_page_says_until_when(
    teller: Teller, settings: Any
) -> None:
    published(teller.tell_all())
    teller.consent(**{"yes-plaatsen": ""})
    shown = teller.get(OWN).content.decode()
    assert "Uw verhaal staat niet meer op de site. Wij hebben het nog." in shown
    assert "U heeft uw verhaal ingetrokken" not in shown and "U haalde uw verhaal van de site" in shown
    until = timezone.localtime(teller.submission.decided_at + settings.KEEP_UNPUBLISHED)
    assert f"Wij wissen uw verhaal vanzelf na {date_format(until, 'j F Y')}." in shown


def test_what_may_be_on_the_site_again_goes_to_the_editors_who_read_that_it_stood_there(teller: Teller) -> None:
    row = published(teller.tell_all())[0]
    offered = "Mag het weer op de site?"
    assert offered not in teller.get(OWN).content.decode()
    teller.consent(**{"yes-plaatsen": ""})
    assert offered in teller.get(OWN).content.decode()
    teller.consent()
    assert offered not in teller.get(OWN).content.decode()
    assert "De redactie gaat het lezen." in teller.get(OWN).content.decode()
    row.refresh_from_db()
    assert case_of(row).next_step.startswith("Dit verhaal stond eerder op de site.")


def test_what_is_wrong_in_a_text_on_the_site_can_be_written_and_mended_by_another_text(
    teller: Teller, client: Client
) -> None:
    write = "Klopt er iets niet in uw verhaal? Schrijf het ons hieronder."
    row = teller.tell_all()
    assert write not in teller.get(OWN).content.decode()
    published(row)
    assert write in teller.get(OWN).content.decode()
    client.force_login(editor())
    shown = screens.page(client, row)
    assert "eerst nee te kiezen voor de site en daarna weer ja" in shown
    assert "de naam die erbij stond en het adres van de bladzijde" in shown and "naam weer invullen" in shown
    teller.consent(**{"yes-plaatsen": ""})
    teller.consent()
    proposed(row, text="De nacht was kort.")
    assert "De nacht was kort." in teller.get(OWN).content.decode()


def test_a_public_name_is_looked_at_by_its_teller_with_the_text_and_by_the_second_editor(
    teller: Teller, client: Client
) -> None:
    teller.begin()
    teller.tell()
    teller.consent(named="on", name="Burgemeester Jansen")
    asked = teller.get("/vertel/nakijken/").content.decode()
    assert 'name="passage-0" value="Burgemeester Jansen"' in asked and "Iedereen leest deze naam." in asked
    teller.post(
        "/vertel/nakijken/", **{"passage-0": "Noor Jansen", "adjust": "1", "version": teller.submission.version}
    )
    assert teller.submission.name == "Noor Jansen"
    teller.send()
    row, _proposal = proposed(teller.submission)
    shown = teller.get(OWN).content.decode()
    assert re.search(r"Bij uw verhaal komt deze naam te staan:\s*<strong[^>]*>Noor Jansen<", shown)
    client.force_login(editor())
    shown = screens.page(client, row)
    assert "die naam zegt misschien te veel" in shown[shown.index('id="nakijken"') :]
    assert '<mark class="trace">Noor Jansen</mark>' in shown


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "\u3164"])
def test_of_a_public_name_that_was_said_yes_to_something_stays_to_see(nothing: str, teller: Teller) -> None:
    teller.begin()
    teller.tell()
    needed = "Vul in welke naam erbij mag staan."
    assert needed in teller.consent(named="on", name=nothing).content.decode()
    teller.consent(named="on", name="Jan de Boer")
    emptied = {"passage-0": nothing, "adjust": "1", "version": teller.submission.version}
    assert needed in teller.post("/vertel/nakijken/", **emptied).content.decode()
    assert teller.submission.name == "Jan de Boer"


def test_taking_back_is_one_tick_and_one_button(teller: Teller) -> None:
    _row, page = published(teller.tell_all())
    assert "<title>Fout: " in teller.post(f"{OWN}intrekken/").content.decode()
    assert teller.post(f"{OWN}intrekken/", sure="on")["Location"] == "/vertel/ingetrokken/"
    assert not Submission.objects.exists()
    assert not StoryPage.objects.filter(pk=page.pk).exists()
    assert teller.get(OWN)["Location"] == "/vertel/code/"


def test_all_that_is_kept_can_be_taken_along(teller: Teller) -> None:
    teller.begin()
    teller.tell("Mijn tekst", title="Mijn titel")
    data: Any = teller.get(f"{OWN}download.json").json()
    assert (data["verhaal"], data["titel"]) == ("Mijn tekst", "Mijn titel")
    text = teller.get(f"{OWN}download.txt").content.decode()
    assert "Mijn tekst" in text
    assert "Wie speelde een grote rol?" not in text  # that wasn't answered


def test_leaving_closes_it(teller: Teller) -> None:
    teller.tell_all()
    teller.post("/vertel/weg/")
    assert teller.get(OWN)["Location"] == "/vertel/code/"
