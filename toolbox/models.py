"""The toolbox: instruments that coalitions work with, where they are available, and who offers support.

Facts about others' work. A recognition level is quoted from whoever gave it; this site never gives one.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from modelcluster.models import ClusterableModel

from core.addresses import host, on_the_web
from core.fields import ChoiceListField, validate_partial_date
from core.partial_date import PartialDate
from places.models import Municipality, Region
from themes.models import ThemedMixin
from themes.rules import lines
from toolbox.forms import SupportOfferForm
from toolbox.querysets import CoverageQuerySet, InstrumentQuerySet, SupportOfferQuerySet
from toolbox.rules import ends_after_start, holds_mail_address, period

__all__ = ["Coverage", "Instrument", "Purpose", "SupportOffer", "UsesInstruments"]

# A year, a month or a day, as Python, SQLite (through Python) and PostgreSQL all read it.
PARTIAL_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z"

_ON_THE_WEB = [URLValidator(schemes=["http", "https"])]
RECOGNITION = ("recognition_level", "recognition_owner", "recognition_date", "recognition_url")


class Purpose(models.TextChoices):
    """What an instrument is for."""

    NOTICE = "signaleren", "Signaleren"
    REACH = "bereiken", "Bereiken"
    GUIDE = "begeleiden", "Begeleiden"
    ORGANISE = "organiseren", "Organiseren"
    PURCHASE = "inkopen", "Inkopen"
    MEASURE = "meten", "Meten"


class UsesInstruments:
    """Something done with instruments: what the facet instrument reads.

    Inherit it on a model with a relation `instruments`; prefetch that, and this runs no query.
    """

    @property
    def instrument_slugs(self) -> tuple[str, ...]:
        """Slugs of its instruments that anybody may see."""
        instruments: Any = self.instruments  # type: ignore[attr-defined]  # of the model that inherits this
        return tuple(instrument.slug for instrument in instruments.all() if instrument.is_listed)


class Instrument(UsesInstruments, ThemedMixin, ClusterableModel):
    """A method, programme, tool or agreement that somebody maintains and coalitions work with.

    Its slug never changes once it is made: addresses and files of coverage rely on it.
    """

    name = models.CharField("naam", max_length=100, unique=True)
    slug = models.SlugField("webnaam", max_length=100, unique=True, editable=False)
    synonyms = models.TextField(
        "andere woorden", blank=True, help_text="Afkortingen en woorden waarmee mensen hiernaar zoeken. Eén per regel."
    )
    owner = models.CharField(
        "eigenaar", max_length=150, blank=True, help_text="De organisatie die het instrument beheert. Leeg: onbekend."
    )
    summary = models.CharField("in het kort", max_length=300, help_text="Eén zin: wat is het, en voor wie?")
    description = models.TextField(
        "beschrijving", blank=True, help_text="Alleen feiten. Een lege regel begint een nieuwe alinea."
    )
    purposes = ChoiceListField("doel", options=Purpose.choices, help_text="Waar helpt het bij? Meer dan één mag.")
    audience = models.TextField("voor wie", blank=True, help_text="Bijvoorbeeld: zwangeren tot 26 jaar.")
    languages = models.CharField("talen", max_length=200, blank=True, help_text="Bijvoorbeeld: Nederlands, Arabisch.")
    costs = models.TextField("kosten", blank=True, help_text="Wat kost het, en wie betaalt? Leeg: onbekend.")
    legal_basis = models.TextField("wettelijke basis", blank=True, help_text="Bijvoorbeeld: taak van de gemeente.")
    recognition_level = models.CharField(
        "erkenning", max_length=150, blank=True, help_text="Neem het niveau letterlijk over van wie het gaf."
    )
    recognition_owner = models.CharField(
        "wie gaf de erkenning", max_length=150, blank=True, help_text="De databank of commissie."
    )
    recognition_date = models.CharField(
        "datum van de erkenning",
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text="Zo precies als bekend: 2024, 2024-03 of 2024-03-14.",
    )
    recognition_url = models.URLField(
        "waar de erkenning staat",
        max_length=500,
        blank=True,
        validators=_ON_THE_WEB,
        help_text="Beginnend met https://",
    )
    url = models.URLField(
        "website", max_length=500, blank=True, validators=_ON_THE_WEB, help_text="Beginnend met https://"
    )
    is_listed = models.BooleanField("op de site", default=True, help_text="Uit: bezoekers zien het instrument nergens.")
    loaded_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    """Of the values as `load_instruments` last wrote them; other values in the row are an editor's."""

    objects = InstrumentQuerySet.as_manager()

    coalitions: int
    """Only on those of `toolbox.overview.with_users`: how many coalitions work with it."""

    class Meta:
        verbose_name = "instrument"
        verbose_name_plural = "instrumenten"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=~Q(slug=""), name="toolbox_instrument_has_a_slug"),
            models.CheckConstraint(
                condition=Q(**dict.fromkeys(RECOGNITION, ""))
                | ~Q(*((name, "") for name in RECOGNITION), _connector=Q.OR),
                name="toolbox_recognition_all_or_none",
            ),
            models.CheckConstraint(
                condition=Q(recognition_date="") | Q(recognition_date__regex=PARTIAL_DATE),
                name="toolbox_recognition_date_shape",
            ),
            on_the_web("url", "toolbox_instrument_on_the_web"),
            on_the_web("recognition_url", "toolbox_recognition_on_the_web"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("toolbox:instrument", args=[self.slug])

    @property
    def instrument_slugs(self) -> tuple[str, ...]:
        """Its own: whoever narrows a search by an instrument wants to see the instrument too."""
        return (self.slug,)

    @property
    def synonym_list(self) -> tuple[str, ...]:
        """The other words, in the order in which they were written."""
        return lines(self.synonyms)

    @property
    def purpose_labels(self) -> tuple[str, ...]:
        """What it is for, in the words that a reader sees."""
        return tuple(purpose.label for purpose in Purpose if purpose.value in self.purposes)

    @property
    def recognised_on(self) -> str:
        """When it was recognised, in Dutch; "" if it wasn't."""
        return PartialDate.parse(self.recognition_date).display() if self.recognition_date else ""

    def clean(self) -> None:
        self.synonyms = "\n".join(self.synonym_list)
        self._clean_slug()
        self._clean_recognition()

    def _clean_slug(self) -> None:
        """A new instrument gets its slug from its name; an existing one keeps what it has."""
        if self.slug:
            return
        self.slug = slugify(self.name)
        if not self.slug:
            raise ValidationError({"name": "Een naam heeft minstens één letter of cijfer nodig."})
        if type(self).objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"name": "Er is al een instrument met (bijna) deze naam."})

    def _clean_recognition(self) -> None:
        """A level without who gave it, when and where, would read as ours."""
        missing = [name for name in RECOGNITION if not getattr(self, name)]
        if missing and len(missing) < len(RECOGNITION):
            message = "Vul bij een erkenning alles in: het niveau, wie het gaf, wanneer en waar het staat."
            raise ValidationError(dict.fromkeys(missing, message))


class Coverage(models.Model):
    """That an instrument is available in a municipality, from a date until the first date it no longer is."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="coverage", verbose_name="instrument")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="coverage", verbose_name="gemeente")
    since = models.CharField(
        "sinds",
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text="Zo precies als bekend: 2024, 2024-03 of 2024-03-14. Leeg: onbekend.",
    )
    until = models.CharField(
        "tot",
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text="Vanaf wanneer het er niet meer is. Leeg: het is er nog.",
    )
    source_url = models.URLField(
        "bron", max_length=500, blank=True, validators=_ON_THE_WEB, help_text="Beginnend met https://"
    )
    is_example = models.BooleanField("verzonnen voorbeeld", default=False, editable=False)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = "beschikbaarheid"
        verbose_name_plural = "beschikbaarheid per gemeente"
        ordering = ("instrument", "municipality", "since")
        constraints = (
            models.UniqueConstraint(
                fields=("instrument", "municipality", "since"),
                name="toolbox_coverage_once_per_start",
                violation_error_message="Deze regel is er al: dit instrument, deze gemeente, deze datum.",
            ),
            models.UniqueConstraint(
                fields=("instrument", "municipality"),
                condition=Q(until=""),
                name="toolbox_coverage_open_once",
                violation_error_message="Voor deze gemeente staat er al dat het instrument er is.",
            ),
            models.CheckConstraint(
                condition=Q(since="") | Q(since__regex=PARTIAL_DATE), name="toolbox_coverage_since_shape"
            ),
            models.CheckConstraint(
                condition=Q(until="") | Q(until__regex=PARTIAL_DATE), name="toolbox_coverage_until_shape"
            ),
            models.CheckConstraint(
                condition=Q(since="") | Q(until="") | Q(until__gt=models.F("since")),
                name="toolbox_coverage_ends_after_its_start",
            ),
            on_the_web("source_url", "toolbox_coverage_source_on_the_web"),
        )

    def __str__(self) -> str:
        return f"{self.instrument}: {self.municipality}"

    @property
    def source_host(self) -> str:
        """Where the source stands, in short: "rivm.nl"; "" without one."""
        return host(self.source_url)

    @property
    def period(self) -> str:
        """Since when and until when, in Dutch; "" when neither is known."""
        return period(self.since, self.until)

    def clean(self) -> None:
        """Of dates that are dates: that the end comes after the start."""
        try:
            right_order = ends_after_start(self.since, self.until)
        except ValueError:
            return  # the fields say that themselves
        if not right_order:
            raise ValidationError({"until": "De einddatum ligt niet na de begindatum."})


class SupportOffer(models.Model):
    """Help that an organisation offers to coalitions. Reached by a web address: no person's mail is shown."""

    organisation = models.CharField("organisatie", max_length=150)
    title = models.CharField("aanbod", max_length=150, help_text="Wat biedt de organisatie? Kort.")
    description = models.TextField("beschrijving", blank=True, help_text="Wat houdt het in, en voor wie?")
    regions = models.ManyToManyField(
        Region, blank=True, related_name="support_offers", verbose_name="regio's", help_text="Geen: heel Nederland."
    )
    url = models.URLField(
        "contact",
        max_length=500,
        validators=_ON_THE_WEB,
        help_text="Het adres van een pagina waar mensen contact kunnen opnemen, beginnend met https://",
    )
    is_listed = models.BooleanField("op de site", default=True, help_text="Uit: bezoekers zien het aanbod nergens.")
    is_example = models.BooleanField("verzonnen voorbeeld", default=False, editable=False)

    base_form_class = SupportOfferForm

    objects = SupportOfferQuerySet.as_manager()

    class Meta:
        verbose_name = "ondersteuning"
        verbose_name_plural = "ondersteuning"
        ordering = ("organisation", "title")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "title"),
                name="toolbox_offer_once",
                violation_error_message="Dit aanbod van deze organisatie is er al.",
            ),
            models.CheckConstraint(condition=~Q(url=""), name="toolbox_offer_has_a_contact"),
            on_the_web("url", "toolbox_offer_on_the_web"),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.title}"

    def clean(self) -> None:
        """What a visitor can write to is a page, not the mailbox of a person."""
        for name in ("organisation", "title", "description"):
            if holds_mail_address(getattr(self, name)):
                raise ValidationError(
                    {name: "Zet hier geen e-mailadres. Gebruik het veld contact, met het adres van een webpagina."}
                )
