"""Keys can be changed, and without the key nothing is readable."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from mail.outbox import send_due
from stories.intake.receipts import send_receipt
from stories.keeping.code import code_of, new_key
from stories.keeping.encryption import Unreadable
from stories.keeping.files import picture
from stories.keeping.rotation import encrypted_fields, rotate_keys
from stories.models import Submission
from stories.services.door import open_with_code
from stories.services.pictures import AboutPicture, add_picture
from stories.services.reviewing import answer
from stories.services.telling import Told
from stories.services.withdrawing import withdraw
from tests.factories.coalitions import editor
from tests.factories.files import picture_bytes, upload
from tests.factories.submissions import draft, proposed, sent
from tests.stories.intake.teller import STORY, Teller

pytestmark = pytest.mark.django_db
TEXT = "Wat ik 👶🏽 vertel ‮ achterstevoren\nen verder"


@pytest.fixture(autouse=True)
def _own(settings: Any, tmp_path: Path) -> None:
    settings.STORY_FILES_ROOT = tmp_path / "stories"
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_KEYS = ["oud"]


def test_after_a_rotation_the_old_key_may_go_and_codes_still_open(settings: Any) -> None:
    key = new_key()
    row = sent(key, told=Told(text=TEXT))
    proposed(row)
    file = add_picture(submission=row, upload=upload(picture_bytes()), about=AboutPicture(alt="Een hand"))
    settings.STORY_KEYS = ["nieuw", "oud"]
    done = rotate_keys()
    assert (done.files, done.unreadable) == (1, 0)
    settings.STORY_KEYS = ["nieuw"]
    assert Submission.objects.get().text == TEXT
    assert Submission.objects.get().files.get().alt == "Een hand"
    assert Submission.objects.get().proposals.get().text == "De nacht was lang."
    assert picture(file.uid, file.extension).size
    assert open_with_code(typed=code_of(key), client="192.0.2.1").submission == row


def test_the_address_of_a_receipt_that_is_still_to_be_sent_goes_along(settings: Any, mailoutbox: Any) -> None:
    send_receipt(submission=sent(), address="noor@example.org")
    settings.STORY_KEYS = ["nieuw", "oud"]
    assert rotate_keys().unreadable == 0
    settings.STORY_KEYS = ["nieuw"]
    send_due()
    assert [mail.to for mail in mailoutbox] == [["noor@example.org"]]
    rotate_keys()  # what was sent has no address any more


def test_with_another_key_nothing_is_readable_and_it_can_still_be_taken_back(settings: Any) -> None:
    row = sent()
    settings.STORY_KEYS = ["een andere"]
    with pytest.raises(Unreadable):
        Submission.objects.get()
    with pytest.raises(CommandError, match="met geen van de sleutels"):
        call_command("rotate_story_keys", stdout=StringIO())
    withdraw(submission=row)
    assert not Submission.objects.exists()


def test_all_that_somebody_tells_is_among_the_fields_that_are_encrypted() -> None:
    fields = {f"{model.__name__}.{name}" for model, names in encrypted_fields() for name in names}
    assert fields == {
        "Submission.title", "Submission.text", "Submission.answers", "Submission.contact", "Submission.name",
        "Message.text", "Proposal.title", "Proposal.summary", "Proposal.text", "Proposal.remark",
        "Decision.reason", "SubmissionFile.alt", "SubmissionFile.credit",
    }  # fmt: skip
    assert draft().text == ""


class TestWithoutTheKey:
    @pytest.fixture
    def teller(self, settings: Any) -> Teller:
        """Somebody whose story is open in a browser; the key that it was encrypted with is gone."""
        teller = Teller()
        teller.tell_all()
        settings.STORY_KEYS = ["een andere"]
        return teller

    def test_a_teller_hears_that_it_is_our_fault_and_can_take_it_back(self, teller: Teller) -> None:
        for response in (
            teller.get("/vertel/mijn-verhaal/"),
            teller.get(STORY),
            teller.post("/vertel/mijn-verhaal/antwoord/", text="Lezen jullie dit?"),
            teller.post("/vertel/mijn-verhaal/intrekken/"),
        ):
            said = response.content.decode()
            assert response.status_code == 503
            assert "Dat ligt aan ons" in said and "Trek mijn verhaal in" in said
        assert "Zet een vinkje" in said
        again = teller.post("/vertel/mijn-verhaal/antwoord/", text="Lezen jullie dit?")
        assert "Lezen jullie dit?" in again.content.decode(), "to copy"
        teller.post("/vertel/mijn-verhaal/intrekken/", sure="on")
        assert not Submission.objects.exists()

    def test_nor_is_anything_lost_when_the_code_has_to_be_typed_again(self, teller: Teller, settings: Any) -> None:
        settings.STORY_KEYS, gone = ["oud"], settings.STORY_KEYS
        code = teller.code()
        settings.STORY_KEYS = gone
        written = {"path": "/vertel/mijn-verhaal/antwoord/", "text": "Lezen jullie dit?"}
        response = Teller().post("/vertel/code/", code=code, **written)
        said = response.content.decode()
        assert response.status_code == 503
        assert "Lezen jullie dit?" in said and "Trek mijn verhaal in" in said

    def test_of_a_message_that_no_key_reads_the_same_is_said(self, teller: Teller, settings: Any) -> None:
        settings.STORY_KEYS = ["nog een", "oud"]
        answer(submission=Submission.objects.without_words().get(), text="Hoi")
        settings.STORY_KEYS = ["oud"]
        assert teller.get("/vertel/mijn-verhaal/").status_code == 503

    def test_the_browser_can_be_closed_too(self, teller: Teller) -> None:
        teller.post("/vertel/weg/")
        assert teller.get("/vertel/mijn-verhaal/").headers["Location"] == "/vertel/code/"

    def test_editors_see_the_others_and_hear_what_is_wrong_with_this_one(
        self, teller: Teller, client: Client, settings: Any
    ) -> None:
        uid = Submission.objects.without_words().get().uid
        readable = sent(told=Told(text="Wij hadden schulden."))
        client.force_login(editor())
        queue = client.get("/redactie/verhalen/").content.decode()
        assert all(reverse("moderation:case", args=[one]) in queue for one in (uid, readable.uid))
        case, ask = (reverse("moderation:case", args=[uid]), reverse("moderation:act", args=[uid, "vraag"]))
        for response in (client.get(case, follow=True), client.post(ask, {"vraag-text": "Hoi"}, follow=True)):
            assert "met geen van de sleutels te lezen" in response.content.decode()
