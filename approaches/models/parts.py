"""The groups of fields of an approach, one for each step of its form."""

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalManyToManyField

from approaches.models.choices import Involvement, StopReason
from coalitions.mixins import PartneredMixin
from core.fields import validate_partial_date
from themes.models import SituatedMixin
from toolbox.models import Instrument, UsesInstruments

__all__ = [
    "FiveQuestionsMixin",
    "InvolvementMixin",
    "MeansMixin",
    "StoppedMixin",
    "TogetherMixin",
    "TwoVoicesMixin",
    "Weighed",
    "known_choice",
]

RUNG_LENGTH = 20


class Weighed:
    """What a reuser weighs: how far it is and who pays, read by the facets. A part borrows its page's."""

    @property
    def maturity_slugs(self) -> tuple[str, ...]:
        """How far it is (see Maturity): one slug, or none."""
        raise NotImplementedError

    @property
    def funding_slugs(self) -> tuple[str, ...]:
        """Who pays for it (see FundingSource)."""
        raise NotImplementedError

    @property
    def without_partner_slugs(self) -> tuple[str, ...]:
        """The partners (see coalitions.rules.PARTNERS) that it works without; none while nobody said who takes part."""
        raise NotImplementedError


class TogetherMixin(SituatedMixin, PartneredMixin, UsesInstruments):
    """For whom it is, who is at the table, with what, and what they agreed on three levels."""

    instruments = ParentalManyToManyField(
        Instrument,
        blank=True,
        related_name="approaches",
        verbose_name="instrumenten",
        help_text="Met welke instrumenten uit de gereedschapskist werkt u?",
    )
    agreements_execution = models.TextField(
        "afspraken in de uitvoering", blank=True, help_text="Wie doet wat, en wie neemt het over?"
    )
    agreements_organisation = models.TextField(
        "afspraken tussen organisaties", blank=True, help_text="Wat leggen organisaties vast: uren, taken, gegevens?"
    )
    agreements_board = models.TextField(
        "afspraken van bestuurders", blank=True, help_text="Wat beloven wethouder en bestuurders, en tot wanneer?"
    )

    class Meta:
        abstract = True


class MeansMixin(models.Model):
    """What it takes in hours and money; who pays stands in rows of its own."""

    hours = models.TextField("uren", blank=True, help_text="Wie is er hoeveel uur mee bezig, per week of per gezin?")
    costs = models.TextField("kosten", blank=True, help_text="Wat kost het, eenmalig en per jaar? Een schatting mag.")

    class Meta:
        abstract = True


class InvolvementMixin(models.Model):
    """How much parents have to say, per stage, on the ladder of involvement."""

    involvement_design = models.CharField(
        "bij het bedenken",
        max_length=RUNG_LENGTH,
        choices=Involvement,
        blank=True,
        help_text="Wat hadden ouders te zeggen toen u dit bedacht?",
    )
    involvement_delivery = models.CharField(
        "bij het uitvoeren",
        max_length=RUNG_LENGTH,
        choices=Involvement,
        blank=True,
        help_text="Wat doen ouders nu het loopt?",
    )
    involvement_review = models.CharField(
        "bij het terugkijken",
        max_length=RUNG_LENGTH,
        choices=Involvement,
        blank=True,
        help_text="Wat zeggen ouders over of het goed gaat?",
    )
    involvement_note = models.TextField(
        "hoe doen ouders mee", blank=True, help_text="In een paar zinnen, ook wat u ervoor teruggeeft."
    )

    class Meta:
        abstract = True


class TwoVoicesMixin(models.Model):
    """Strengths and weaknesses as parents see them, and as professionals do."""

    strengths_parents = models.TextField(
        "sterk, volgens ouders", blank=True, help_text="Wat vinden ouders er goed aan? Liefst in hun woorden."
    )
    weaknesses_parents = models.TextField(
        "zwak, volgens ouders", blank=True, help_text="Wat vinden ouders lastig of vervelend?"
    )
    strengths_professionals = models.TextField(
        "sterk, volgens professionals", blank=True, help_text="Wat helpt hen in hun werk?"
    )
    weaknesses_professionals = models.TextField(
        "zwak, volgens professionals", blank=True, help_text="Waar lopen zij op vast?"
    )

    class Meta:
        abstract = True


class FiveQuestionsMixin(models.Model):
    """Five short questions about the result: reach, effect, adoption, implementation, maintenance."""

    reach = models.TextField("wie bereikt het", blank=True, help_text="Hoeveel ouders, en wie blijven buiten beeld?")
    effect = models.TextField(
        "wat verandert er", blank=True, help_text="Wat merken ouders en kinderen, en hoe weet u dat?"
    )
    adoption = models.TextField(
        "wie doen mee", blank=True, help_text="Welk deel van de praktijken of teams doet het ook echt?"
    )
    implementation = models.TextField(
        "lukt het zoals bedoeld", blank=True, help_text="Wat gaat er in de praktijk anders dan op papier?"
    )
    maintenance = models.TextField("blijft het", blank=True, help_text="Wat maakt dat het doorgaat, of juist niet?")

    class Meta:
        abstract = True


class StoppedMixin(models.Model):
    """Why and when an approach was stopped."""

    stopped_reason = models.CharField(
        "waarom gestopt", max_length=30, choices=StopReason, blank=True, help_text="De reden die het zwaarst woog."
    )
    stopped_explanation = models.TextField(
        "wat een ander hiervan leert", blank=True, help_text="Wat ging eraan vooraf, en wat zou u nu anders doen?"
    )
    stopped_on = models.CharField(
        "gestopt op",
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text="Zo precies als bekend: 2024, 2024-03 of 2024-03-14.",
    )

    class Meta:
        abstract = True


def known_choice(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The constraint, called `name`, that a field is empty or one of its choices."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": ["", *choices.values]}), name=name)
