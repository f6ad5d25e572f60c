"""The consent step: a yes or no per purpose, none ticked beforehand, each with until when.

But reading: that lasts as long as there is something to read for, and ends by withdrawing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.models import CoalitionPage
from core.ids import BoundedChoiceField
from core.text import shows
from stories.consent.choosing import Choice, answers_of
from stories.consent.texts import QUESTIONS
from stories.intake.fields import AS_CHOSEN, NAME_ASKED, LineField, StepForm, UntilField
from stories.keeping.retention import asks_contact
from stories.keeping.terms import promised
from stories.models import Consent, Purpose, State, Submission
from stories.rules import LONGEST_CONTACT, LONGEST_NAME
from stories.services.telling import Told

__all__ = ["ConsentForm", "PurposeFields"]

ASKED: Final = (Purpose.READ, Purpose.PUBLISH, Purpose.COALITION, Purpose.MONITOR, Purpose.CONTACT)
NEEDED: Final = _("Zet hier een vinkje. Anders kunnen we uw verhaal niet ontvangen.")
NEEDED_LATER: Final = _("Zonder dit vinkje kunnen we uw verhaal niet houden. Wilt u dat? Trek het dan in.")
YES_OR_NO: Final = (("ja", _("Ja")), ("nee", _("Nee")))


@dataclass(frozen=True)
class PurposeFields:
    """The fields of one purpose, for the page."""

    given: forms.BoundField
    more: tuple[forms.BoundField, ...]
    until: forms.BoundField | None
    """None for reading."""


class ConsentForm(StepForm):
    """What may be done with the story. Reading is needed; all else is as somebody likes."""

    about_other = forms.ChoiceField(
        label=_("Gaat uw verhaal ook over een kind of partner?"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        required=False,
    )
    other_agrees = forms.ChoiceField(
        label=_("Zo ja: weet die ander dat u dit vertelt, of beslist u samen over uw kind?"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        required=False,
    )
    named = forms.BooleanField(label=_("Mijn naam mag erbij staan"), required=False)
    name = LineField(
        label=_("Welke naam?"),
        longest=LONGEST_NAME,
        help_text=_("Alleen uw voornaam, of een naam die u zelf kiest."),
        autocomplete="off",
    )
    coalition: Any = BoundedChoiceField(
        label=_("Welke coalitie?"),
        queryset=CoalitionPage.objects.none(),
        required=False,
        empty_label=_("Dat weet ik niet"),
        help_text=_("Weet u dat niet? Dan kunnen we het nog niet delen."),
    )
    contact = LineField(
        label=_("Uw e-mailadres of telefoonnummer"),
        longest=LONGEST_CONTACT,
        help_text=_("Alleen de redactie ziet dit."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers_of(self.submission) if self.submission else {}
        coalitions: Any = self.fields["coalition"]
        coalitions.queryset = self._coalitions().order_by("title")
        for purpose in ASKED:
            question = QUESTIONS[purpose]
            self.fields[_yes(purpose)] = forms.BooleanField(
                label=promised(question.question),
                help_text=promised(question.explanation),
                required=question.needed,
                error_messages={"required": NEEDED_LATER if self._is_sent else NEEDED},
            )
            if purpose != Purpose.READ:
                self.fields[_until(purpose)] = UntilField(self._last_day(purpose))
        for name in self._settled():
            del self.fields[name]

    @property
    def _is_sent(self) -> bool:
        return self.submission is not None and self.submission.state != State.DRAFT

    def _last_day(self, purpose: Purpose) -> date | None:
        answer = self.answers.get(purpose)
        return answer.until if answer and _holds(answer) else None

    def _coalitions(self) -> QuerySet[CoalitionPage]:
        """The public ones, and the one that was chosen before, whatever became of it: who saves the form keeps it."""
        chosen = self.submission.coalition_id if self.submission else None
        found: QuerySet[CoalitionPage] = CoalitionPage.objects.filter(
            Q(pk__in=CoalitionPage.objects.public().order_by().values("pk")) | Q(pk=chosen)
        )
        return found

    def _settled(self) -> tuple[str, ...]:
        """What can be chosen no longer once editors decided.

        A name that nobody looked at doesn't come on the site, and how to reach somebody isn't asked for when it would
        be cleared at once.
        """
        if self.submission is None or self.submission.may_change:
            return ()
        answer = self.answers.get(Purpose.PUBLISH)
        settled = ("about_other", "other_agrees", "name", *(() if answer and answer.named else ("named",)))
        if asks_contact(self.submission, timezone.now()):
            return settled
        return (*settled, _yes(Purpose.CONTACT), _until(Purpose.CONTACT), "contact")

    def _asked(self) -> list[Purpose]:
        return [purpose for purpose in ASKED if _yes(purpose) in self.fields]

    def purposes(self) -> Iterator[PurposeFields]:
        """The questions in their order, each with what belongs to it."""
        more = {
            Purpose.PUBLISH: ("named", "name"),
            Purpose.COALITION: ("coalition",),
            Purpose.CONTACT: ("contact",),
        }
        for purpose in self._asked():
            belonging = tuple(self[name] for name in more.get(purpose, ()) if name in self.fields)
            until = self[_until(purpose)] if _until(purpose) in self.fields else None
            yield PurposeFields(self[_yes(purpose)], belonging, until)

    @classmethod
    def present(cls, submission: Submission) -> dict[str, Any]:
        initial: dict[str, Any] = {
            "about_other": _yes_or_no(submission.about_child_or_partner),
            "other_agrees": _yes_or_no(submission.other_agrees),
            "name": submission.name,
            "coalition": submission.coalition_id,
            "contact": submission.contact,
        }
        for purpose, answer in answers_of(submission).items():
            initial[_yes(purpose)] = _holds(answer)
            if _holds(answer):
                initial[_until(purpose)] = AS_CHOSEN if answer.until else ""
            if purpose == Purpose.PUBLISH:
                initial["named"] = answer.named
        return initial

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        asks_name = "name" in self.fields and "name" not in self.errors
        if asks_name and data.get("named") and data.get(_yes(Purpose.PUBLISH)) and not shows(data.get("name", "")):
            self.add_error("name", ValidationError(NAME_ASKED))
        if data.get(_yes(Purpose.CONTACT)) and "contact" not in self.errors and not data.get("contact"):
            self.add_error("contact", ValidationError(_("Vul in waar we u kunnen bereiken.")))
        return data

    def told(self) -> Told:
        """What belongs to a yes goes with it; without that yes we have no use for it, and don't keep it."""
        data = self.cleaned_data
        return Told(
            about_child_or_partner=_as_bool(data.get("about_other", "")),
            other_agrees=_as_bool(data.get("other_agrees", "")),
            name=data.get("name"),
            contact=data.get("contact"),
            coalition=data["coalition"],
            no_coalition=data["coalition"] is None,
        ).as_agreed(self.choices())

    def choices(self, today: date | None = None) -> dict[Purpose, Choice]:
        """The answer for each purpose that is asked."""
        data = self.cleaned_data
        today = today or timezone.localdate()
        return {
            purpose: Choice(
                given=data[_yes(purpose)],
                named=purpose == Purpose.PUBLISH and bool(data.get("named")),
                until=self._end(purpose, today),
            )
            for purpose in self._asked()
        }

    def _end(self, purpose: Purpose, today: date) -> date | None:
        """The last day as it was chosen."""
        chosen = self.cleaned_data.get(_until(purpose), "")
        return self._last_day(purpose) if chosen == AS_CHOSEN else _after_years(today, chosen)


def _yes(purpose: Purpose) -> str:
    """The name of the box of a purpose."""
    return f"yes-{purpose.value}"


def _until(purpose: Purpose) -> str:
    """The name of the choice how long; reading has none."""
    return f"until-{purpose.value}"


def _holds(answer: Consent) -> bool:
    """Whether it is a yes whose last day isn't over."""
    return answer.given and (answer.until is None or answer.until >= timezone.localdate())


def _after_years(today: date, years: str) -> date | None:
    """The last day; 29 February ends on the 28th."""
    if not years:
        return None
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year + int(years), day=day)


def _yes_or_no(answer: bool | None) -> str:
    return "" if answer is None else YES_OR_NO[0][0] if answer else YES_OR_NO[1][0]


def _as_bool(answer: str) -> bool | None:
    return answer == YES_OR_NO[0][0] if answer else None
