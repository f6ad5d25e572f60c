"""The controlled list of themes and life phases that approaches, stories and knowledge are about."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel

from core.fields import ChoiceListField
from themes.former import FormerTag, FormerTheme
from themes.rules import lines

__all__ = [
    "FormerTag",
    "FormerTheme",
    "LifePhase",
    "Situated",
    "SituatedMixin",
    "Situation",
    "StandingQuestion",
    "Theme",
    "ThemeColour",
    "Themed",
    "ThemedMixin",
]


class LifePhase(models.TextChoices):
    """The four phases of the first 1000 days, in the order of a life."""

    PRECONCEPTION = "preconceptie", "Vóór de zwangerschap"
    PREGNANCY = "zwangerschap", "Zwangerschap"
    BIRTH = "geboorte-en-kraamtijd", "Geboorte en kraamtijd"
    FIRST_YEARS = "0-2-jaar", "0 tot 2 jaar"


class Situation(models.TextChoices):
    """What can make parents vulnerable. It says for whom something is, never what the teller of a story is."""

    MONEY = "geldzorgen", "Geldzorgen"
    MENTAL_HEALTH = "psychische-klachten", "Psychische klachten"
    ADDICTION = "verslaving", "Verslaving"
    LEARNING_DISABILITY = "lvb", "Licht verstandelijke beperking"
    LITERACY = "laaggeletterdheid", "Laaggeletterdheid"
    YOUNG_PARENTS = "jong-ouderschap", "Jong ouderschap"
    HOUSING = "huisvesting", "Huisvesting"
    MIGRATION = "migratie-en-taal", "Migratie en taal"
    VIOLENCE = "huiselijk-geweld", "Huiselijk geweld"
    UNPLANNED = "ongepland-zwanger", "Ongepland zwanger"
    SINGLE_PARENT = "alleenstaand", "Alleenstaand"


class StandingQuestion(models.TextChoices):
    """The two questions of the national project Beter bereik (third progress report, 2020), which stay open."""

    REACHING_PARENTS = "ouders-bereiken", "Hoe bereiken we (aanstaande) ouders eerder?"
    SUPPORTING_PROFESSIONALS = "professionals-steunen", "Hoe steunen we professionals daarbij?"

    @property
    def in_full(self) -> str:
        """The question as a reader who doesn't know the project understands it."""
        return _IN_FULL[self.value]


_IN_FULL = {
    "ouders-bereiken": (
        "Hoe bereiken we (aanstaande) ouders in een kwetsbare situatie vóór, tijdens en na de zwangerschap, zodat zij"
        " eerder in beeld zijn bij professionals die hen verder kunnen helpen?"
    ),
    "professionals-steunen": (
        "Hoe steunen we professionals om (aanstaande) ouders in een kwetsbare situatie beter te bereiken en te helpen?"
    ),
}


class ThemeColour(models.TextChoices):
    """Tokens of static/css/tokens.css; what they look like is decided there."""

    ACCENT_1 = "accent-1", "Kleur 1"
    ACCENT_2 = "accent-2", "Kleur 2"
    ACCENT_3 = "accent-3", "Kleur 3"
    ACCENT_4 = "accent-4", "Kleur 4"
    ACCENT_5 = "accent-5", "Kleur 5"
    ACCENT_6 = "accent-6", "Kleur 6"
    ACCENT_7 = "accent-7", "Kleur 7"
    ACCENT_8 = "accent-8", "Kleur 8"


class ThemeQuerySet(models.QuerySet["Theme", "Theme"]):
    """Reads of themes."""

    def labels(self, slugs: Collection[str]) -> Mapping[str, str]:
        """Names by slug, of the themes that exist."""
        return dict(self.filter(slug__in=slugs).values_list("slug", "name"))

    def by_slug(self) -> "dict[str, Theme]":
        """All themes by their slugs, those of before that lead to them included. Two queries."""
        now = {theme.pk: theme for theme in self}
        before = FormerTheme.objects.values_list("slug", "theme")
        return {**{slug: now[pk] for slug, pk in before if pk in now}, **{t.slug: t for t in now.values()}}


class Theme(models.Model):
    """A theme of the closed list. Its slug never changes once it is made: addresses and imports rely on it."""

    name = models.CharField("naam", max_length=100, unique=True)
    slug = models.SlugField("webnaam", max_length=100, unique=True, editable=False)
    introduction = models.TextField(
        "inleiding", blank=True, help_text="Drie zinnen: waar het over gaat, waarom het telt, wat hier te vinden is."
    )
    synonyms = models.TextField(
        "andere woorden", blank=True, help_text="Woorden waarmee mensen hiernaar zoeken. Eén per regel."
    )
    colour = models.CharField("kleur", max_length=10, choices=ThemeColour, default=ThemeColour.ACCENT_1)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        limit_choices_to={"parent": None},
        verbose_name="valt onder",
        help_text="Alleen als dit een onderdeel is van een ander thema. Dieper dan één laag kan niet.",
    )
    is_focus = models.BooleanField(
        "landelijk focusthema", default=False, help_text="Focusthema's staan voorop op de pagina met thema's."
    )
    position = models.PositiveSmallIntegerField("volgorde", default=100, help_text="Een lager getal staat eerder.")
    loaded_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    """Of the values as `load_themes` last wrote them; other values in the row are an editor's."""

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ("position", "name")
        constraints = (
            models.CheckConstraint(condition=~Q(slug=""), name="themes_theme_has_a_slug"),
            models.CheckConstraint(condition=Q(colour__in=ThemeColour.values), name="themes_theme_colour_known"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="themes_theme_not_its_own_parent"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def synonym_list(self) -> tuple[str, ...]:
        """The synonyms, in the order in which they were written."""
        return lines(self.synonyms)

    def clean(self) -> None:
        self.synonyms = "\n".join(self.synonym_list)
        self._clean_slug()
        self._clean_parent()

    def _clean_slug(self) -> None:
        """A new theme gets its slug from its name; an existing one keeps what it has."""
        if self.slug:
            return
        self.slug = slugify(self.name)
        if not self.slug:
            raise ValidationError({"name": "Een naam heeft minstens één letter of cijfer nodig."})
        if type(self).objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"name": "Er is al een thema met (bijna) deze naam."})
        former = FormerTheme.objects.filter(slug=self.slug).select_related("theme").first()
        if former is not None:
            raise ValidationError({"name": f"Een thema met deze naam is opgegaan in “{former.theme}”."})

    def _clean_parent(self) -> None:
        """At most one level: a parent has no parent itself, and a theme with children gets none."""
        if self.parent is None:
            return
        if self.parent.parent_id is not None:  # also when it is its own parent
            raise ValidationError({"parent": "Dit thema valt zelf al onder een ander thema."})
        if self.pk and self.children.exists():
            raise ValidationError(
                {"parent": "Onder dit thema vallen andere thema's; het kan zelf niet onder een ander."}
            )


class Themed:
    """Something about themes in phases: what three facets read. A part may borrow its page's."""

    @property
    def theme_slugs(self) -> tuple[str, ...]:
        """Slugs of its themes."""
        raise NotImplementedError

    @property
    def phase_slugs(self) -> tuple[str, ...]:
        """Slugs of its life phases (see LifePhase)."""
        raise NotImplementedError

    @property
    def question_slugs(self) -> tuple[str, ...]:
        """Slugs of the standing questions it helps to answer (see StandingQuestion)."""
        raise NotImplementedError


class ThemedMixin(Themed, models.Model):
    """A page with themes and life phases. Prefetch `theme_prefetch`, and none of this runs a query."""

    themes = ParentalManyToManyField(Theme, blank=True, verbose_name="thema's")
    phases = ChoiceListField(
        "fase", options=LifePhase.choices, help_text="In welke fase van de eerste 1000 dagen? Meer dan één mag."
    )
    questions = ChoiceListField(
        "geeft antwoord op",
        options=StandingQuestion.choices,
        help_text="De twee vragen van Beter bereik. Alleen aankruisen als een lezer er hier echt iets over leert.",
    )

    theme_prefetch: ClassVar[tuple[str, ...]] = ("themes",)
    theme_panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("phases"),
        FieldPanel("questions"),
    ]

    class Meta:
        abstract = True

    @property
    def theme_slugs(self) -> tuple[str, ...]:
        return tuple(theme.slug for theme in self.themes.all())

    @property
    def phase_slugs(self) -> tuple[str, ...]:
        return tuple(self.phases)

    @property
    def question_slugs(self) -> tuple[str, ...]:
        return tuple(self.questions)

    @property
    def theme_keywords(self) -> tuple[str, ...]:
        """Names and synonyms of its themes, to be found by."""
        return tuple(word for theme in self.themes.all() for word in (theme.name, *theme.synonym_list))


class Situated:
    """Something for parents in certain situations: what the facet situation reads. A part may borrow its page's."""

    @property
    def situation_slugs(self) -> tuple[str, ...]:
        """Slugs of situations (see Situation)."""
        raise NotImplementedError


class SituatedMixin(Situated, models.Model):
    """A page about what is done for parents in certain situations."""

    situations = ChoiceListField(
        "situaties", options=Situation.choices, help_text="Voor ouders in welke situatie? Meer dan één mag."
    )

    class Meta:
        abstract = True

    @property
    def situation_slugs(self) -> tuple[str, ...]:
        return tuple(self.situations)

    @property
    def situation_labels(self) -> tuple[str, ...]:
        """Their names, in the order of the list."""
        return tuple(situation.label for situation in Situation if situation in self.situations)
