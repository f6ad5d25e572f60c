"""The outbox: what the index should hold, kept in the transaction of the change itself.

Four versions tell how far a row has come:
`version` is raised by every change, `built_version` is the one that `document` was built from,
`document_version` the one at which `document` last became different, `indexed_version` what the engine has.
"""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from search.analysis.tokens import MAX_TOKEN
from search.placement.models import PlacedResult
from search.unanswered.models import AskedInVain, HandledQuestion
from search.vocabulary.models import SeedLine, VocabularyRule, VocabularyVersion

__all__ = [
    "Announced",
    "AskedInVain",
    "ComparedUntil",
    "Completion",
    "DatabaseIdentity",
    "HandledQuestion",
    "IndexEntry",
    "IndexFacet",
    "KnownWord",
    "PlacedResult",
    "Rebuild",
    "SeedLine",
    "VocabularyRule",
    "VocabularyVersion",
]


MAX_START = 160
"""Bytes of a completion that are compared: forty letters of any script, and nobody types more before choosing."""
MAX_LABEL = 255


class IndexEntryQuerySet(models.QuerySet["IndexEntry"]):
    def to_build(self) -> Self:
        """Rows whose document is older than their content."""
        return self.filter(built_version__lt=F("version"))

    def to_push(self) -> Self:
        """Rows whose document the engine doesn't have yet."""
        return self.filter(indexed_version__lt=F("document_version"))

    def free(self, now: object) -> Self:
        """Rows that no worker holds and that no back-off keeps waiting."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lt=now))

    def unfailed(self) -> Self:
        """Rows that never failed since they changed: those wait for the worker, and not to be mended."""
        return self.filter(attempts=0)

    def with_document(self) -> Self:
        return self.filter(document__isnull=False)


class IndexEntry(models.Model):
    """One item that is, was or may become a document of the index."""

    type = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    version = models.PositiveBigIntegerField(default=1)
    built_version = models.PositiveBigIntegerField(default=0)
    document_version = models.PositiveBigIntegerField(default=0)
    indexed_version = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="")
    document = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    sort_title = models.CharField(max_length=255, blank=True, default="")
    sort_date = models.DateField(null=True, blank=True)

    objects = IndexEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van de zoekindex"
        verbose_name_plural = "regels van de zoekindex"
        constraints = [models.UniqueConstraint(fields=["type", "object_id"], name="one_row_per_document")]
        indexes = [
            # The worker asks fifty times a second whether there is anything to do: these hold only rows that are due.
            models.Index(fields=["changed_at"], name="entry_to_build", condition=Q(built_version__lt=F("version"))),
            models.Index(
                fields=["changed_at"], name="entry_to_push", condition=Q(indexed_version__lt=F("document_version"))
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The document's id in the engine and in answers: "type:pk"."""
        return f"{self.type}:{self.object_id}"


class IndexFacet(models.Model):
    """A value of a facet that a document has; the database engine counts these."""

    entry = models.ForeignKey(IndexEntry, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=40)
    value = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facet", "value", "entry"], name="one_facet_value_per_document")]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class KnownWord(models.Model):
    """A token that the index had when it was last counted, and the share of the documents that have it."""

    token = models.CharField(max_length=MAX_TOKEN, primary_key=True)
    share = models.FloatField()

    class Meta:
        verbose_name = "bekend woord"
        verbose_name_plural = "bekende woorden"

    def __str__(self) -> str:
        return self.token


class Completion(models.Model):
    """A word at which a name of a document can be begun: what is looked up while somebody types.

    Written and removed with the document itself, so that nobody is offered what can't be found.
    """

    entry = models.ForeignKey(IndexEntry, on_delete=models.CASCADE, related_name="completions")
    kind = models.CharField(max_length=40)
    # As bytes: these are ordered alike by every database, and a beginning is a range of them, which an index serves.
    start = models.BinaryField(max_length=MAX_START)
    rank = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=MAX_LABEL)
    note = models.CharField(max_length=MAX_LABEL, blank=True)
    url = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["kind", "start"], name="completion_by_start")]

    def __str__(self) -> str:
        return self.label


class Announced(models.Model):
    """What of a document was last held against the questions that wait; search.standing is its only writer.

    No text: a fingerprint of it, and the values of the facets. The fingerprint stays when a document is withdrawn, so
    that one that comes back as it was is no news; the values go (None).
    """

    entry = models.OneToOneField(IndexEntry, on_delete=models.CASCADE, primary_key=True, related_name="announced")
    version = models.PositiveBigIntegerField()
    text = models.CharField(max_length=64)
    facets = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.entry_id} ({self.version})"


class Rebuild(models.Model):
    """A rebuild that runs: the worker writes to its target too. Without a heartbeat its owner is gone."""

    lock = models.PositiveSmallIntegerField(default=1, unique=True, help_text="Altijd 1: er loopt er hooguit één.")
    target = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField(auto_now_add=True)
    heartbeat = models.DateTimeField()

    def __str__(self) -> str:
        return self.target


class ComparedUntil(models.Model):
    """How far the sweep came in comparing texts, one row: after this document it goes on."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    type = models.CharField(max_length=40, blank=True, default="")
    object_id = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_place_in_the_comparison")]

    def __str__(self) -> str:
        return f"{self.type}:{self.object_id}"


class DatabaseIdentity(models.Model):
    """The database's own random id, one row; the index keeps a copy.

    A restored database starts below the engine's versions and would be refused silently; with another id the
    worker knows that the index belongs to another database and rebuilds.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_database_identity")]

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def current(cls) -> str:
        """The id, made when there is none yet."""
        return str(cls.objects.get_or_create(id=1)[0].value)

    @classmethod
    def renew(cls) -> str:
        """Another id: to be called after a restore."""
        identity, _ = cls.objects.update_or_create(id=1, defaults={"value": uuid.uuid4()})
        return str(identity.value)
