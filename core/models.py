"""What every page, picture and document of the site has."""

from typing import Any, ClassVar
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from core.documents import CONTENT_TYPES
from core.fields import validate_partial_date
from core.file_fields import DocumentFileField, PictureFileField, public_name
from core.partial_date import PartialDate
from core.text import one_way, shows
from core.writing import hints_on, words_on

__all__ = [
    "BasePage",
    "BasePageQuerySet",
    "ExportLog",
    "JobRun",
    "PeopleInPicture",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "Throttle",
]


class BasePageQuerySet(PageQuerySet):
    """The one visibility rule lives here: pages, index, feeds, sitemap and exports all ask it."""

    def public(self) -> "BasePageQuerySet":
        """Live, and neither the page nor anything above it behind a view restriction. Part of the query itself:
        Wagtail's own asks for the restrictions first, and a page of results would do so for each type of hit."""
        above = PageViewRestriction.objects.annotate(
            path_below=ExpressionWrapper(OuterRef("path"), models.CharField())
        ).filter(path_below__startswith=F("page__path"))
        return self.live().exclude(Exists(above))


class BasePage(Page):
    """A page of this site. Content types inherit it; it has no table of its own."""

    summary = models.CharField(
        "in het kort", max_length=300, blank=True, help_text="Eén zin die iemand elders meteen begrijpt."
    )
    content_date = models.CharField(
        "datum",
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text="Zo precies als bekend: 2024, 2024-03 of 2024-03-14.",
    )
    external_id = models.CharField(max_length=200, blank=True, db_index=True, editable=False)
    external_hash = models.CharField(max_length=64, blank=True, editable=False)
    is_example = models.BooleanField("verzonnen voorbeeld", default=False, editable=False)

    title: Any  # Wagtail's; full_clean gives it a value, so that its type must be known here
    objects = PageManager.from_queryset(BasePageQuerySet)()

    # A copy is a page of its own: not the import's, and no longer the demo's.
    exclude_fields_in_copy: ClassVar[list[str]] = ["external_id", "external_hash", "is_example"]

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._read_one_way()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """What Wagtail asks of a page that isn't live."""
        self._read_one_way()
        super().minimal_clean()

    def _read_one_way(self) -> None:
        """Before anything else is cleaned, since Wagtail makes the title of the draft of that of the page."""
        if shows(self.title):
            self.title = one_way(self.title)

    def clean(self) -> None:
        """A title is what links show: one that nobody sees is as good as none."""
        super().clean()
        if self.title and not shows(self.title):
            raise ValidationError({"title": "Geef een titel die te lezen is: hierin staan alleen onzichtbare tekens."})

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """With hints for the writer, and how much they wrote: these stand in the preview only, and stop nobody."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return {**context, "writing_hints": hints_on(self), "written_words": words_on(self), "in_preview": True}

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a title that isn't published in the revision alone.

        Wagtail also writes it into a column that choosers and menus of everybody's admin show.
        """
        revision = super().save_revision(*args, **kwargs)
        if self.live:
            Page.objects.filter(pk=self.pk).update(draft_title=models.F("title"))
        return revision

    def with_content_json(self, content: Any) -> Any:
        """The page as a revision has it, under the title of that revision."""
        page = super().with_content_json(content)
        page.draft_title = page.title
        return page

    @property
    def search_date(self) -> PartialDate | None:
        """The date that readers see and the year facet counts: as given, else the day of first publication.

        What was imported without a date has none: its publication here says nothing about its age.
        """
        if self.content_date:
            return PartialDate.parse(self.content_date)
        if self.external_id or self.first_published_at is None:
            return None
        return PartialDate.of(timezone.localdate(self.first_published_at))


class PeopleInPicture(models.TextChoices):
    """Whether somebody can be recognised, and whether that was allowed."""

    NOBODY = "niemand", "Niemand is herkenbaar"
    CONSENT = "toestemming", "Wie herkenbaar is, gaf toestemming"


class SiteImage(AbstractImage):
    """A picture; its description is the alternative text wherever the context gives none."""

    file = PictureFileField(verbose_name="bestand", upload_to=get_upload_to, width_field="width", height_field="height")
    # Fields are saved in this order, and the size and hash are known only once the file is stored.
    file.creation_counter = AbstractImage._meta.get_field("file").creation_counter
    description = models.CharField(
        "alternatieve tekst",
        max_length=255,
        blank=True,
        default="",
        help_text="Wat is er te zien? Voor wie de afbeelding niet ziet. Leeg als zij niets toevoegt.",
    )
    credit = models.CharField(
        "maker of bron", max_length=255, blank=True, help_text="Wordt onder de afbeelding getoond."
    )

    people = models.CharField(
        "mensen op de afbeelding",
        max_length=20,
        choices=PeopleInPicture,
        blank=True,
        help_text="Is iemand herkenbaar? Dan is toestemming nodig; bij een kind die van de ouders.",
    )

    admin_form_fields = (
        "title", "file", "description", "credit", "people", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = "afbeelding"
        verbose_name_plural = "afbeeldingen"

    @property
    def default_alt_text(self) -> str:
        """The description only: Wagtail falls back on the title, which mostly is the name of a file."""
        return self.description


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition")
        ]


class SiteDocument(AbstractDocument):
    """A file to download, never shown in the browser."""

    file = DocumentFileField(upload_to="documents", verbose_name="bestand")
    file.creation_counter = AbstractDocument._meta.get_field("file").creation_counter  # as above

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documenten"

    def clean(self) -> None:
        """Nothing: Wagtail judges by the name of the file here, and its field has judged by what is in it."""

    @property
    def filename(self) -> str:
        return public_name(self.file.name or "")

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES.get(self.file_extension.lower(), "application/octet-stream")

    @property
    def content_disposition(self) -> str:
        return f"attachment; filename={quote(self.filename)}"


class JobRun(models.Model):
    """When a repeated job last ran and when it is due again; core.jobs is its only writer."""

    name = models.CharField("taak", max_length=100, unique=True)
    next_due = models.DateTimeField("weer aan de beurt")
    last_started = models.DateTimeField("laatst begonnen", null=True)
    last_finished = models.DateTimeField("laatst gelukt", null=True)
    last_error = models.CharField(
        "laatste fout", max_length=500, blank=True, help_text="Soort en plaats van de fout, zonder de tekst ervan."
    )
    failures = models.PositiveIntegerField("keer achter elkaar mislukt", default=0)
    claimed_until = models.DateTimeField(
        null=True, editable=False, help_text="Een werker is bezig; na dit moment geldt hij als weggevallen."
    )

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Throttle(models.Model):
    """How often something happened within a window; core.throttle is its only writer."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends = models.BigIntegerField(db_index=True)
    """Seconds since 1970: a number that SQLite and PostgreSQL compare alike in one statement."""

    def __str__(self) -> str:
        return f"{self.count} tot {self.ends}"


class ExportLogQuerySet(models.QuerySet["ExportLog"]):
    """The log of exports only grows."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("het logboek van exports verandert niet")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("uit het logboek van exports verdwijnt niets")


class ExportLog(models.Model):
    """That somebody took a table with them: which one, how many rows, narrowed by what. Nothing of its content."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="wie")
    at = models.DateTimeField("wanneer", default=timezone.now, editable=False)
    name = models.CharField("wat", max_length=100)
    kind = models.CharField("soort bestand", max_length=10)
    rows = models.PositiveIntegerField("rijen")
    filters = models.JSONField("filters", default=dict)

    objects = ExportLogQuerySet.as_manager()

    class Meta:
        verbose_name = "export"
        verbose_name_plural = "exports"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.name}.{self.kind} ({self.rows})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("het logboek van exports verandert niet")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("uit het logboek van exports verdwijnt niets")

    @property
    def filters_in_words(self) -> str:
        """What it was narrowed by, on one line."""
        return "; ".join(f"{key}: {', '.join(values)}" for key, values in sorted(self.filters.items()))
