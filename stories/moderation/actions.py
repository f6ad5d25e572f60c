"""What can be done to a submission: its form, the service that does it, and what to say afterwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import structlog
from django import forms

from accounts.models import User
from core.uploads import UploadRefused
from stories.keeping.encryption import Unreadable
from stories.keeping.erasure_log import NotWritten
from stories.models import Outcome, Proposal, Submission
from stories.moderation.case import Case, candidate_approaches, themes_of
from stories.moderation.forms import (
    ApproveForm,
    AskForm,
    DeclineForm,
    EditForm,
    PublishForm,
    TakeOffForm,
    UrgentForm,
)
from stories.rules import CHECKLIST, TextRefused
from stories.services import publishing, reviewing, showing
from stories.services.publishing import NoConsent, NotApproved, PlaceTooFine
from stories.services.reviewing import ChecklistGaps, SamePerson
from themes.models import Theme

__all__ = ["ACTIONS", "REFUSED", "Action", "form_of", "forms_of", "refuse"]


log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Action:
    """`run` takes the submission, the editor and the valid form."""

    form: type[forms.Form]
    run: Callable[[Submission, User, Any], object]
    done: str


def _ask(submission: Submission, editor: User, form: AskForm) -> None:
    values = form.cleaned_data
    reviewing.ask(submission=submission, editor=editor, text=values["text"], form=values["once"])


def _mark_urgent(submission: Submission, editor: User, form: UrgentForm) -> None:
    reviewing.mark_urgent(submission=submission, editor=editor, urgent=form.cleaned_data["urgent"] == "ja")


def _propose(submission: Submission, editor: User, form: EditForm) -> None:
    reviewing.propose_edit(
        submission=submission, editor=editor, edited=form.edited, version=form.cleaned_data["version"]
    )


def _approve(submission: Submission, editor: User, form: ApproveForm) -> None:
    reviewing.decide(
        submission=submission,
        editor=editor,
        outcome=Outcome.APPROVE,
        checklist=form.checklist,
        version=form.cleaned_data["version"],
    )


def _decline(submission: Submission, editor: User, form: DeclineForm) -> None:
    reviewing.decide(
        submission=submission,
        editor=editor,
        outcome=Outcome.DECLINE,
        checklist={},
        reason=form.cleaned_data["reason"],
        version=form.cleaned_data["version"],
    )


def _publish(submission: Submission, editor: User, form: PublishForm) -> None:
    publishing.publish(
        submission=submission, editor=editor, placement=form.placement, version=form.cleaned_data["version"]
    )


def _take_off(submission: Submission, editor: User, form: TakeOffForm) -> None:
    values = form.cleaned_data
    showing.take_off(submission=submission, editor=editor, reason=values["reason"], version=values["version"])


ACTIONS: Final[Mapping[str, Action]] = {
    "vraag": Action(AskForm, _ask, "Uw vraag staat klaar voor de verteller."),
    "dringend": Action(UrgentForm, _mark_urgent, "Of dit dringend is, staat nu zoals u wilt."),
    "voorstel": Action(EditForm, _propose, "De tekst ligt nu bij de verteller."),
    "goedkeuren": Action(ApproveForm, _approve, "U zei ja tegen deze tekst."),
    "afwijzen": Action(DeclineForm, _decline, "Dit verhaal wordt niet geplaatst. De verteller leest waarom."),
    "plaatsen": Action(PublishForm, _publish, "Het verhaal staat op de site."),
    "weghalen": Action(TakeOffForm, _take_off, "Het verhaal is van de site. De verteller leest waarom."),
}
"""By the last part of their address."""


def form_of(name: str, data: Mapping[str, Any], submission: Submission) -> forms.Form:
    """The form of an action, filled in."""
    if name == "plaatsen":
        return _publish_form(submission, reviewing.current_proposal(submission), data=data)
    return EditForm(data, submission=submission) if name == "voorstel" else ACTIONS[name].form(data)


def forms_of(case: Case) -> dict[str, forms.Form]:
    """The empty forms of what can be done now, by name."""
    row = case.submission
    version = {"version": row.version}
    found: dict[str, forms.Form] = {"dringend": UrgentForm(initial={"urgent": "nee" if row.urgent else "ja"})}
    if reviewing.may_be_asked(row):
        found["vraag"] = AskForm()
    if case.is_open:
        source = case.current or row
        text = {"title": source.title, "text": source.text, "summary": case.current.summary if case.current else ""}
        text["language"] = source.language
        picture = case.current.picture if case.current else None
        found |= {"voorstel": EditForm(submission=row, initial={**version, **text, "picture": picture})}
        found["afwijzen"] = DeclineForm(initial=version)
    if case.can_decide:
        found["goedkeuren"] = ApproveForm(initial=version)
    if case.can_publish:
        found["plaatsen"] = _publish_form(row, case.current, case.themes)
    if case.can_take_off:
        found["weghalen"] = TakeOffForm(initial=version)
    return found


def _publish_form(
    submission: Submission,
    current: Proposal | None,
    themes: Sequence[Theme] | None = None,
    data: Mapping[str, Any] | None = None,
) -> PublishForm:
    themes = themes_of(submission, current) if themes is None else themes
    approaches = candidate_approaches(submission, themes)
    summary = current.summary if current else ""
    return PublishForm(data, submission=submission, approaches=approaches, themes=themes, summary=summary)


def refuse(form: forms.Form, error: Exception) -> None:
    """Write in the form why the service wouldn't; what an editor can't mend is also for who looks after the site."""
    if isinstance(error, NotWritten):
        log.error("erasure_list_not_written", exc_info=error)
    if isinstance(error, ChecklistGaps):
        form.add_error("checked", "Kijk ook hiernaar: " + " ".join(CHECKLIST[key] for key in error.keys))
    elif isinstance(error, TextRefused):
        form.add_error("text" if "text" in form.fields else None, str(error))
    elif isinstance(error, PlaceTooFine):
        form.add_error("parent", REFUSALS[PlaceTooFine])
    else:
        form.add_error(None, REFUSALS[type(error)])


REFUSALS: Final[Mapping[type[Exception], str]] = {
    SamePerson: "U maakte deze tekst zelf. Een ander van de redactie moet hem nakijken: vier ogen zien meer dan twee.",
    NotApproved: "Dit kan pas als de verteller én een tweede redacteur ja zeiden tegen deze tekst.",
    NoConsent: "De verteller zegt nu geen ja tegen plaatsen op de site. Het verhaal kan er niet op.",
    PlaceTooFine: "De verteller wil de gemeente niet genoemd zien. Kies ‘landelijk’.",
    UploadRefused: "De foto kan niet op de site. Leg de tekst opnieuw voor, zonder foto.",
    NotWritten: (
        "Het verhaal staat nog op de site. Wat gewist wordt, komt eerst op een lijst, en die kon niet worden "
        "bijgeschreven. Vertel dit aan wie de site beheert, en probeer het later opnieuw. Uw uitleg staat hier nog."
    ),
    Unreadable: "De foto is niet te lezen. Leg de tekst opnieuw voor, zonder foto.",
    FileNotFoundError: "De foto is er niet meer. Leg de tekst opnieuw voor, zonder foto.",
}
"""What to say about most of what the services refuse."""
REFUSED: Final[tuple[type[Exception], ...]] = (ChecklistGaps, TextRefused, *REFUSALS)
"""What the services raise that is told to an editor, with what they typed: it goes to `refuse`."""
