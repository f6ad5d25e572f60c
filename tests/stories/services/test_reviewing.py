"""Reading and editing: noted, by two pairs of eyes, and nothing without the teller."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from core.days import end_of_day
from stories.keeping import retention
from stories.models import (
    AuditAction,
    AuditRow,
    CoalitionAnswer,
    Outcome,
    Placing,
    Reply,
    State,
    StoryIndexPage,
    Submission,
    Urgency,
)
from stories.rules import CHECKLIST, TIME_TO_REPLY
from stories.services import publishing, responding, reviewing, telling
from stories.services.changing import Gone, NotNow
from stories.services.publishing import Placement, PlaceTooFine
from stories.services.responding import NotLinked, Response, SaysNothing
from stories.services.reviewing import ChecklistGaps, Edited, SamePerson
from stories.services.telling import Answers, Told
from stories.services.withdrawing import withdraw
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import MunicipalityFactory
from tests.factories.submissions import CHECKED, an_editor, approved, draft, proposed, published, sent

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_who_opens_it_is_noted_each_time_with_ids_alone() -> None:
    row, editor = sent(), an_editor()
    for _ in range(3):
        reviewing.open_story(submission=row, editor=editor)
    assert AuditRow.objects.count() == 3
    assert set(AuditRow.objects.values_list("submission", "action", "staff_id")) == {
        (row.uid, AuditAction.OPENED, editor.pk)
    }
    row.refresh_from_db()
    assert row.state == State.IN_REVIEW


def test_the_teller_sees_how_often_it_was_read_and_not_how_often_a_page_was_refreshed() -> None:
    row, one, other = sent(), an_editor(), an_editor()
    for editor, minutes in ((one, 0), (one, 1), (other, 2), (one, 59), (one, 60), (one, 100), (other, 200)):
        reviewing.open_story(submission=row, editor=editor, now=NOW + timedelta(minutes=minutes))
    assert AuditRow.objects.read_by_staff(row.uid) == 4


class TestUrgent:
    def test_an_editor_makes_it_so_and_back_and_both_are_noted(self) -> None:
        row, editor = sent(), an_editor()
        for urgent in (True, True, False):
            row = reviewing.mark_urgent(submission=row, editor=editor, urgent=urgent)
            assert (row.urgent, row.urgency) == (urgent, [Urgency.BY_EDITOR] if urgent else [])
        noted = AuditRow.objects.order_by("pk").values_list("action", "staff_id")
        assert list(noted) == [(AuditAction.URGENT, editor.pk), (AuditAction.NOT_URGENT, editor.pk)]

    @pytest.mark.parametrize(
        ("signs", "said_anew", "urgent"),
        [
            ([Urgency.VIOLENCE], True, True),
            ([Urgency.VIOLENCE], False, False),
            ([Urgency.VIOLENCE, Urgency.CHILD], False, True),
            ([], True, False),
        ],
        ids=["said once more", "read once more", "another kind", "no sign"],
    )
    def test_what_is_said_after_an_editor_laid_it_to_rest(
        self, signs: list[Urgency], said_anew: bool, urgent: bool
    ) -> None:
        row = sent()
        reviewing.heed(submission=row, urgency=(Urgency.VIOLENCE,))
        row = reviewing.mark_urgent(submission=row, editor=an_editor(), urgent=False)
        reviewing.heed(submission=row, urgency=signs, said_anew=said_anew)
        row.refresh_from_db()
        assert (row.urgent, set(row.urgency)) == (urgent, {Urgency.VIOLENCE, *signs})

    @pytest.mark.parametrize("reply", ["", Reply.NO])
    def test_what_is_said_and_how_urgent_it_is_are_kept_together_or_not_at_all(self, reply: str) -> None:
        row, proposal = proposed()
        no_sign: Any = ["onbekend"]
        with pytest.raises(ValueError, match="onbekend"):
            if reply:
                answered = {"proposal": proposal.pk, "reply": Reply(reply), "remark": "Nee."}
                reviewing.answer_proposal(submission=row, urgency=no_sign, **answered)
            else:
                reviewing.answer(submission=row, text="Help", urgency=no_sign)
        proposal.refresh_from_db()
        assert (row.messages.count(), proposal.reply) == (0, "")

    def test_not_a_draft(self) -> None:
        with pytest.raises(NotNow):
            reviewing.mark_urgent(submission=draft(), editor=an_editor(), urgent=True)

    def test_a_yes_of_editors_lays_it_to_rest_and_keeps_why_it_was(self) -> None:
        row = approved()
        reviewing.heed(submission=row, urgency=[Urgency.CHILD])
        row, _page = published(row)
        assert (row.urgent, row.urgency) == (False, [Urgency.CHILD])

    def test_a_no_of_the_teller_does_not_and_neither_does_what_was_said_with_it(self) -> None:
        row, proposal = proposed()
        no = {"proposal": proposal.pk, "reply": Reply.NO, "remark": "Ik kan niet meer."}
        reviewing.answer_proposal(submission=row, urgency=[Urgency.SUICIDE], **no)
        row.refresh_from_db()
        assert (row.state, row.urgent) == (State.DECLINED, True)
        assert list(Submission.objects.queue()) == [row]


class TestChangingAfterSending:
    def test_how_to_reach_somebody_leaves_the_work_of_the_editors(self) -> None:
        row = approved()
        telling.change_sent(submission=row, told=Told(text=row.text, contact="noor@example.org"))
        row.refresh_from_db()
        assert (row.state, row.contact) == (State.APPROVED, "noor@example.org")
        assert reviewing.current_proposal(row) is not None

    def test_and_may_change_when_it_is_decided(self) -> None:
        row, _page = published()
        assert telling.change_sent(submission=row, told=Told(contact="noor@example.org")).contact == "noor@example.org"

    def test_the_same_again_changes_nothing(self) -> None:
        row = approved()
        assert telling.change_sent(submission=row, told=Told(text=row.text)).version == row.version

    def test_nothing_on_a_step_that_was_skipped_changes_nothing(self) -> None:
        row = approved()
        assert row.answers == {}
        told = Told(answers=Answers(), questions=[], phases=[])
        assert telling.change_sent(submission=row, told=told).version == row.version
        assert telling.change_sent(submission=row, told=Told(answers=Answers(big_role="Oma"))).state == State.SENT

    def test_another_name_begins_anew_since_it_stands_on_the_site(self) -> None:
        row = approved()
        assert telling.change_sent(submission=row, told=Told(name="Noor")).state == State.SENT


def test_the_audit_only_grows() -> None:
    reviewing.open_story(submission=sent(), editor=an_editor())
    noted = AuditRow.objects.get()
    for act in (noted.save, noted.delete, AuditRow.objects.all().delete, lambda: AuditRow.objects.update(staff_id=1)):
        with pytest.raises(TypeError):
            act()


def test_a_draft_is_read_by_nobody() -> None:
    with pytest.raises(NotNow):
        reviewing.open_story(submission=draft(), editor=an_editor())


def test_who_edited_the_text_does_not_decide_on_it_alone() -> None:
    row, editor = sent(), an_editor()
    reviewing.propose_edit(submission=row, editor=editor, edited=Edited("Titel", "Tekst"))
    with pytest.raises(SamePerson):
        reviewing.decide(submission=row, editor=editor, outcome=Outcome.APPROVE, checklist=CHECKED)
    reviewing.decide(submission=row, editor=an_editor(), outcome=Outcome.APPROVE, checklist=CHECKED)


def test_a_yes_needs_the_whole_checklist_and_keeps_it() -> None:
    row, _proposal = proposed()
    with pytest.raises(ChecklistGaps) as refusal:
        reviewing.decide(submission=row, editor=an_editor(), outcome=Outcome.APPROVE, checklist={"namen": True})
    assert refusal.value.keys == tuple(CHECKLIST)[1:]
    decision = reviewing.decide(submission=row, editor=an_editor(), outcome=Outcome.APPROVE, checklist=CHECKED)
    assert decision.checklist == CHECKED


@pytest.mark.parametrize(
    ("reply", "state"), [(Reply.YES, State.APPROVED), (Reply.CHANGE, State.IN_REVIEW), (Reply.NO, State.DECLINED)]
)
def test_what_the_teller_says_to_the_text_is_done(reply: Reply, state: State) -> None:
    row, proposal = proposed()
    for _ in range(2):  # a double click
        assert reviewing.answer_proposal(submission=row, proposal=proposal.pk, reply=reply).state == state


def test_a_yes_is_to_the_text_that_was_seen_and_until_the_end_of_the_day_that_was_named() -> None:
    row, old = proposed(now=NOW)
    _row, new = proposed(row, now=NOW)
    with pytest.raises(NotNow):
        reviewing.answer_proposal(submission=row, proposal=old.pk, reply=Reply.YES)
    assert timezone.localdate(new.deadline) == timezone.localdate(NOW + TIME_TO_REPLY)
    last = end_of_day(NOW + TIME_TO_REPLY)
    with pytest.raises(NotNow):
        reviewing.answer_proposal(
            submission=row, proposal=new.pk, reply=Reply.YES, now=last + timedelta(microseconds=1)
        )
    assert retention.lapse_proposals(last) == 0
    reviewing.answer_proposal(submission=row, proposal=new.pk, reply=Reply.YES, now=last)


def test_another_text_needs_another_yes_of_the_second_editor_too() -> None:
    row = approved()
    reviewing.propose_edit(submission=row, editor=an_editor(), edited=Edited("Anders", "Anders"))
    proposal = row.proposals.last()
    assert proposal is not None
    reviewing.answer_proposal(submission=row, proposal=proposal.pk, reply=Reply.YES)
    with pytest.raises(publishing.NotApproved):
        publishing.publish(submission=row, editor=an_editor(), placement=Placement(StoryIndexPage.objects.get()))


def test_a_story_lies_below_a_coalition_only_when_its_municipality_may_be_named() -> None:
    place, coalition = MunicipalityFactory(), CoalitionPageFactory()
    row = approved(sent(told=Told(text="Tekst", placing=Placing.REGION, municipality=place)))
    assert row.municipality is None, "no finer than was wished"
    with pytest.raises(PlaceTooFine):
        publishing.publish(submission=row, editor=an_editor(), placement=Placement(coalition))
    named = approved(sent(told=Told(text="Tekst", placing=Placing.MUNICIPALITY, municipality=place)))
    page = publishing.publish(submission=named, editor=an_editor(), placement=Placement(coalition))
    assert list(page.municipalities.all()) == [place]


class TestResponse:
    def test_a_change_says_what_and_is_asked_after_once_an_editor_looked(self) -> None:
        _row, story = published()
        coalition, author = CoalitionPageFactory(), an_editor()
        with pytest.raises(SaysNothing):
            responding.respond(
                story=story, coalition=coalition, author=author, response=Response(CoalitionAnswer.CHANGED, what=" ")
            )
        with pytest.raises(NotLinked):
            responding.respond(
                story=story, coalition=coalition, author=author, response=Response(CoalitionAnswer.CHANGED, what="Iets")
            )
        said = responding.respond(
            story=story,
            coalition=coalition,
            author=author,
            response=Response(CoalitionAnswer.CHANGED, what="Bezoek", without_approach="Nieuw"),
        )
        assert not story.responses.visible().exists()
        responding.check_response(response=said, editor=author, now=NOW)
        assert list(story.responses.visible()) == [said]
        assert said.ask_again == timezone.localdate(NOW + timedelta(days=183))

    def test_to_what_was_taken_back_nobody_responds(self) -> None:
        row, story = published()
        withdraw(submission=row)
        with pytest.raises(Gone):
            responding.respond(
                story=story,
                coalition=CoalitionPageFactory(),
                author=an_editor(),
                response=Response(CoalitionAnswer.THANKS),
            )


def test_what_the_teller_changes_after_the_page_is_there_is_refused() -> None:
    row, _page = published()
    with pytest.raises(NotNow):
        telling.change_sent(submission=row, told=Told(text="Anders"))
