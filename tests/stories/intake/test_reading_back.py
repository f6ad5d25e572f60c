"""What was filled in, read back before sending and behind the code."""

import re

import pytest

from stories.services.pictures import AboutPicture, add_picture
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.files import picture_bytes, upload
from tests.factories.places import MunicipalityFactory
from tests.stories.intake.teller import Teller


def everything(teller: Teller) -> None:
    """A story with an answer to every question."""
    teller.begin(with_helper="on")
    teller.tell("Het was een lange nacht.", title="Mijn nacht")
    teller.post(
        "/vertel/stap/betekenis/",
        feelings=["trots", "moe"],
        big_role="de verloskundige",
        should_know="de gemeente",
        questions=["ouders-bereiken"],
        phases=["zwangerschap"],
    )
    teller.post("/vertel/stap/plaats/", placing="gemeente", municipality=MunicipalityFactory(name="Zutphen").pk)
    about = {"alt": "Een wieg", "credit": "ikzelf", "people": "niemand"}
    add_picture(submission=teller.submission, upload=upload(picture_bytes()), about=AboutPicture(**about))
    coalition = CoalitionPageFactory(title="Zutphen kansrijk")
    said = {"named": "on", "name": "Noor", "coalition": coalition.pk, "contact": "noor@example.org"}
    said |= {f"yes-{purpose}": "on" for purpose in ("coalitie", "monitor", "contact")}
    teller.consent(**said, about_other="ja", other_agrees="nee")


FILLED_IN = (
    "Trots, Moe", "de verloskundige", "de gemeente", "Zwangerschap", "Zutphen", "Een wieg", "Noor", "noor@example.org",
    "Zutphen kansrijk",
)  # fmt: skip


@pytest.mark.parametrize("path", ["/vertel/nakijken/", "/vertel/mijn-verhaal/"])
def test_all_that_was_filled_in_is_read_back_before_sending_and_behind_the_code(path: str, teller: Teller) -> None:
    everything(teller)
    facts = re.search(r'<dl class="given">(.*?)</dl>', teller.get(path).content.decode(), re.DOTALL)
    assert facts and [word for word in FILLED_IN if word not in facts[1]] == []


def test_what_was_skipped_takes_no_line(teller: Teller) -> None:
    teller.begin()
    teller.tell()
    facts = re.search(r'<dl class="given">(.*?)</dl>', teller.get("/vertel/mijn-verhaal/").content.decode(), re.DOTALL)
    assert facts and facts[1].count("<dt>") == 2, "who somebody is, and how exactly the place may be named"
