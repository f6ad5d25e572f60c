"""What exchange remembers of what it brought: which page came from which line, and which objects are the demo's."""

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page

__all__ = ["DemoObject", "ImportedPage", "ImportedSubmission"]


class ImportedPage(models.Model):
    """The page that an external id became.

    Kept apart from the page: an id is taken once, even when two imports run side by side or an editor copies the
    page; and an older revision that is put back must not make the import believe that it wrote that one.
    """

    external_id = models.CharField(max_length=200, unique=True)
    page = models.OneToOneField(Page, models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    """Of the line as it was taken over last."""
    revision_id = models.PositiveBigIntegerField(null=True)
    """The revision that the import made last; another one since is an editor's."""

    # Else Wagtail shows these rows as places where the page is used.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "geïmporteerde pagina"
        verbose_name_plural = "geïmporteerde pagina's"

    def __str__(self) -> str:
        return self.external_id


class ImportedSubmission(models.Model):
    """That a line with this id became a submission once. It outlives it: what was taken back isn't brought in again."""

    id_hash = models.CharField(max_length=64, unique=True)
    """A keyed hash: from the row nothing leads to the id, let alone to a person."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "ingelezen inzending"
        verbose_name_plural = "ingelezen inzendingen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"regel {self.pk}"


class DemoObject(models.Model):
    """Something that load_demo made, or made once: the row stays when a user deletes the object."""

    key = models.CharField(max_length=200, unique=True)
    """"page:coalities/zaanstad", "user:beheer@voorbeeld.test", "picture:spreekkamer.png"."""
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target: Any = GenericForeignKey()
    revision_id = models.PositiveBigIntegerField(null=True)
    """Of a page: the revision that load_demo made; another one since is a user's."""
    found = models.BooleanField(default=False)
    """Whether it was there before, and load_demo only filled it (the home page): clear_demo leaves it."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "voorbeeld"
        verbose_name_plural = "voorbeelden"

    def __str__(self) -> str:
        return self.key
