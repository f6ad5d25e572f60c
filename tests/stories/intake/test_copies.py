"""What somebody takes along is all that we have: a new field of these tables asks for a decision here."""

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.apps import apps
from django.db.models import Model

from stories.consent.choosing import Choice
from stories.models import AuditAction, Outcome, Purpose, Reply, Submission
from stories.services import reviewing, telling
from stories.services.pictures import AboutPicture, add_picture
from stories.services.reviewing import Edited
from stories.services.telling import Answers, Told
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.files import picture_bytes, upload
from tests.factories.submissions import CHECKED, an_editor
from tests.stories.intake.teller import Teller

STAFF: Final = "who of the staff did something is theirs"
LINK: Final = "it leads to the story that all of this is of"
LEFT_OUT: Final = {
    "Submission.id": "a number that comes back after a restore; the uid is told",
    "Submission.code_hash": "a hash of what only the teller has",
    "Submission.page": "told as its address",
    "Consent.id": "a number without meaning",
    "Consent.submission": LINK,
    "Decision.id": "a number without meaning",
    "Decision.submission": LINK,
    "Decision.staff_id": STAFF,
    "Message.id": "a number without meaning",
    "Message.submission": LINK,
    "Message.staff_id": STAFF,
    "Message.form_mark": "a hash that keeps a form that was sent twice from counting twice",
    "Proposal.id": "a number without meaning",
    "Proposal.submission": LINK,
    "Proposal.staff_id": STAFF,
    "SubmissionFile.id": "a number without meaning",
    "SubmissionFile.submission": LINK,
    "TellerSession.id": "a number without meaning",
    "TellerSession.submission": LINK,
    "TellerSession.key_hash": "a hash of what only that browser has",
}
"""Field to why it isn't taken along."""
TAKEN_ALONG: Final = {
    "Submission": "uid version state role with_helper source language about_child_or_partner other_agrees prompt title "
    "text answers contact name questions phases placing region municipality coalition focus_group urgent urgency slow "
    "created_at saved_at sent_at decided_at published_at entered_by is_example",
    "Consent": "purpose given named until text_version at withdrawn_at warned_at",
    "Decision": "proposal outcome checklist reason at",
    "Message": "from_teller text at",
    "Proposal": "title summary text picture language at deadline reply remark replied_at overtaken",
    "SubmissionFile": "uid extension size alt credit people child at",
    "TellerSession": "ends_at",
}
"""Those that are, by table."""


def tables() -> Iterator[type[Model]]:
    """That of submissions, and each that belongs to one."""
    for model in apps.get_app_config("stories").get_models():
        if model is Submission or any(field.related_model is Submission for field in model._meta.concrete_fields):
            yield model


def test_of_each_field_somebody_decided_whether_it_is_taken_along() -> None:
    every = {f"{model.__name__}.{field.name}" for model in tables() for field in model._meta.concrete_fields}
    taken = {f"{model}.{name}" for model, names in TAKEN_ALONG.items() for name in names.split()}
    assert taken | LEFT_OUT.keys() == every
    assert not taken & LEFT_OUT.keys()


@pytest.fixture
def data(teller: Teller) -> Any:
    """Of a story with a word of its own in every field, until it was declined."""
    teller.begin()
    row, editor = teller.submission, an_editor()
    add_picture(submission=row, upload=upload(picture_bytes()), about=AboutPicture(alt="kanarie1", credit="kanarie2"))
    told = Told(
        prompt="hielp",
        title="kanarie3",
        text="kanarie4",
        answers=Answers(big_role="kanarie5", should_know="kanarie6"),
        contact="kanarie7",
        name="kanarie8",
        coalition=CoalitionPageFactory(title="kanarie9"),
    )
    telling.save_draft(submission=row, told=told)
    named = Choice(True, named=True)
    yes = {purpose: Choice(True) for purpose in (Purpose.READ, Purpose.COALITION, Purpose.CONTACT)}
    telling.choose_consent(submission=row, choices={**yes, Purpose.PUBLISH: named, Purpose.MONITOR: Choice(True)})
    telling.choose_consent(submission=row, choices={Purpose.MONITOR: Choice(False)})
    telling.send(submission=row)
    reviewing.ask(submission=row, editor=editor, text="kanarie10")
    reviewing.answer(submission=row, text="kanarie11")
    for numbers, reply in (((12, 13, 14), Reply.CHANGE), ((15, 16, 17), Reply.YES)):
        title, summary, text = (f"kanarie{number}" for number in numbers)
        edited = Edited(title=title, text=text, summary=summary)
        proposal = reviewing.propose_edit(submission=row, editor=editor, edited=edited)
        remark = "kanarie18" if reply == Reply.CHANGE else ""
        reviewing.answer_proposal(submission=row, proposal=proposal.pk, reply=reply, remark=remark)
    reviewing.decide(submission=row, editor=an_editor(), outcome=Outcome.APPROVE, checklist=CHECKED)
    reviewing.decide(submission=row, editor=editor, outcome=Outcome.DECLINE, checklist={}, reason="kanarie19")
    return teller.get("/vertel/mijn-verhaal/download.json").json()


def test_all_that_was_said_by_teller_and_editors_is_in_it(data: Any) -> None:
    written = json.dumps(data)
    assert [number for number in range(1, 20) if f'kanarie{number}"' not in written] == []
    assert data["gekozen vraag"] == "Wat heeft u geholpen?"


def test_earlier_answers_and_texts_are_in_it_with_when_they_ended(data: Any) -> None:
    monitor = [one for one in data["toestemming"] if one["waarvoor"] == "Gebruiken in de landelijke monitor"]
    assert [(one["ja"], one["vervangen"] is None) for one in monitor] == [(True, False), (False, True)]
    assert [(one["antwoord"], one["achterhaald"]) for one in data["voorgelegde teksten"]] == [
        ("Ik wil iets anders", True),
        ("Ja, zo mag het", False),
    ]
    assert [one["besluit"] for one in data["besluiten"]] == ["Mag op de site", "Niet plaatsen"]
    assert len(data["besluiten"][0]["nagekeken"]) == len(CHECKED)


def test_what_editors_did_is_in_it_and_not_who(data: Any) -> None:
    done = [one["wat"] for one in data["wat de redactie deed"]]
    assert done.count(AuditAction.DECIDED.label) == 2
    assert all(set(one) == {"wat", "wanneer"} for one in data["wat de redactie deed"])
