"""The form in which a story is written."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from coalitions.forms import PublishablePageForm
from coalitions.models import CoalitionPage
from coalitions.permissions import is_editor
from stories.asking import DAY_IS_OVER, NEEDS_PEOPLE
from stories.rules import first_day, is_over, needs_editors

__all__ = ["StoryPageForm"]

NEEDS_EDITORS = (
    "Een verhaal van een ouder of ervaringsdeskundige gaat pas online als de redactie ja zegt. "
    "Bewaar het als concept en dien het in."
)
NEEDS_VOICE = "Kies eerst wie het verhaal vertelt. Daarna kunt u het publiceren of indienen."

OF_THE_TELLER = frozenset(
    {
        "title", "slug", "summary", "body", "voice", "how_collected", "municipalities", "picture", "picture_alt",
        "people", "consent_until", "content_date", "source_url",
    }
)  # fmt: skip
"""What a teller said yes to, word for word, or what nobody may add to it. Editors change it through a new proposal,
after its teller took it off the site and let it come back."""


class StoryPageForm(PublishablePageForm):
    """Offers the approaches that a story may be about.

    Below a coalition those are its own, drafts too; elsewhere all public ones. So the form shows nobody the
    unpublished work of another coalition, and an id that was typed into the request is refused.
    """

    asks: ClassVar[Mapping[str, str]] = {
        "title": "Geef het verhaal een titel.",
        "summary": "Schrijf in één zin waar het verhaal over gaat.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.from_submission:
            for name in OF_THE_TELLER & self.fields.keys():
                del self.fields[name]
        field = self.fields.get("approaches")
        if isinstance(field, forms.ModelMultipleChoiceField) and field.queryset is not None:
            chosen = Q(pk__in=[approach.pk for approach in self.instance.approaches.all()])
            field.queryset = field.queryset.filter(self._offered(field.queryset) | chosen).order_by("title")

    @property
    def _goes_on(self) -> bool:
        """Whether it leaves the hands of its writer: a draft may be unfinished."""
        return self.publishes or "action-submit" in self.data

    def clean_consent_until(self) -> date | None:
        """Not a day that is past; but a draft that lay there until after its day can be saved, if it goes nowhere."""
        day: date | None = self.cleaned_data["consent_until"]
        if is_over(day, timezone.localdate()) and day != self.initial.get("consent_until"):
            raise ValidationError(DAY_IS_OVER)
        return day

    def clean(self) -> dict[str, Any]:
        """A story of a parent goes live by the editors' yes: the voice chosen here counts, not only the one before.

        And nobody's story goes live before somebody said whether the people in it agreed, nor after its last day.
        """
        values: dict[str, Any] = super().clean()
        if self.instance.from_submission:
            return values
        if self._goes_on and not values.get("people"):
            self.add_error("people", NEEDS_PEOPLE)
        if self._goes_on and is_over(values.get("consent_until"), first_day(values.get("go_live_at"), timezone.now())):
            self.add_error("consent_until", DAY_IS_OVER)
        if self.publishes and needs_editors(values.get("voice", "")) and not is_editor(self.for_user):
            self.add_error("voice", NEEDS_EDITORS if values.get("voice") else NEEDS_VOICE)
        return values

    def _offered(self, approaches: Any) -> Q:
        parent = getattr(self.parent_page, "specific", None)
        if isinstance(parent, CoalitionPage):
            return Q(pk__in=approaches.child_of(parent).order_by().values("pk"))
        return Q(pk__in=approaches.public().order_by().values("pk"))
