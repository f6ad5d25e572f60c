"""The steps between the first screen and the receipt, in their order."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stories.intake.consent_form import ConsentForm
from stories.intake.fields import StepForm
from stories.intake.step_forms import MeaningForm, PlaceForm, StoryForm

__all__ = ["STEPS", "Step", "after", "before"]


@dataclass(frozen=True)
class Step:
    """One screen with questions; without a form it has a view of its own."""

    slug: str
    title: Promise
    form: type[StepForm] | None = None

    @property
    def url(self) -> str:
        name, arguments = ("intake:step", [self.slug]) if self.form else (f"intake:{self.slug}", [])
        return reverse(name, args=arguments)


STEPS: Final = (
    Step("verhaal", _("Uw verhaal"), StoryForm),
    Step("betekenis", _("Wat het voor u betekent"), MeaningForm),
    Step("plaats", _("Waar het was"), PlaceForm),
    Step("foto", _("Een foto")),
    Step("toestemming", _("Wat wij mogen doen"), ConsentForm),
    Step("nakijken", _("Nakijken en versturen")),
)


def after(step: Step) -> Step | None:
    """The step that follows; None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def before(step: Step) -> Step | None:
    """The step before it; None for the first."""
    place = STEPS.index(step) - 1
    return STEPS[place] if place >= 0 else None
