"""Fields that several types of page have."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images.shortcuts import get_rendition_or_not_found

from coalitions.rules import PARTNERS, Partner, partners_missing, partners_present
from core.fields import ChoiceListField
from core.models import SiteImage
from core.sharing import Picture

__all__ = ["ContactMixin", "Partnered", "PartneredMixin", "PictureMixin", "Staged"]

SHARED_SIZE = "fill-1200x630|format-jpeg"
"""As Open Graph's users want it, in the one format that all of them read."""


class ContactMixin(models.Model):
    """Who to ask. It is kept for the contact form and shown nowhere: not on pages, not in the index."""

    contact_name = models.CharField("naam contactpersoon", max_length=150, blank=True)
    contact_email = models.EmailField("e-mailadres contactpersoon", blank=True)

    contact_panels: ClassVar[list[MultiFieldPanel]] = [
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_email")],
            heading="Contact",
            help_text=(
                "Vragen van bezoekers komen op dit e-mailadres aan. Zelf zien zij deze gegevens niet. "
                "Heeft deze persoon een account op de site? Dan geldt het adres zolang die in het team zit."
            ),
        )
    ]

    class Meta:
        abstract = True


class PictureMixin(models.Model):
    """One picture with the words that stand in for it here."""

    picture = models.ForeignKey(
        SiteImage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="afbeelding"
    )
    picture_alt = models.CharField(
        "wat is er te zien",
        max_length=255,
        blank=True,
        help_text="Voor wie de afbeelding niet ziet. Leeg: de beschrijving van de afbeelding zelf.",
    )

    picture_panels: ClassVar[list[MultiFieldPanel]] = [
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading="Afbeelding")
    ]

    class Meta:
        abstract = True

    @property
    def picture_text(self) -> str:
        """The alternative text of the picture here; "" without a picture."""
        return self.picture_alt or (self.picture.description if self.picture else "")

    @property
    def picture_to_share(self) -> Picture | None:
        """The picture in the size that others show beside a link; None without one, or when its file is gone."""
        if self.picture is None:
            return None
        rendition = get_rendition_or_not_found(self.picture, SHARED_SIZE)
        if rendition.pk is None:
            return None
        return Picture(rendition.url, self.picture_text, rendition.width, rendition.height)


class Staged:
    """A coalition or something of one: what the facet stage reads."""

    @property
    def stage_slugs(self) -> tuple[str, ...]:
        """The stage of the coalition (see CoalitionStage): one slug, or none."""
        raise NotImplementedError


class Partnered:
    """Something that certain partners take part in: what the facet partner reads. A part may borrow its page's."""

    @property
    def partner_slugs(self) -> tuple[str, ...]:
        """Slugs of partners (see coalitions.rules.PARTNERS)."""
        raise NotImplementedError


class PartneredMixin(Partnered, models.Model):
    """A page that says who is at the table; once one is ticked, the others are not there yet."""

    partners = ChoiceListField(
        "partners aan tafel",
        options=[(partner.slug, partner.label) for partner in PARTNERS],
        help_text="Wie doet er mee? Wie u niet aankruist, tonen we als nog niet aan tafel.",
    )

    class Meta:
        abstract = True

    @property
    def partner_slugs(self) -> tuple[str, ...]:
        return tuple(self.partners)

    @property
    def partners_in(self) -> tuple[Partner, ...]:
        return partners_present(self.partners)

    @property
    def partners_missing(self) -> tuple[Partner, ...]:
        return partners_missing(self.partners)
