"""What editors and the teller say to each other about a submission, and what was decided."""

from django.db import models
from django.db.models import Q

from stories.keeping.encryption import EncryptedTextField
from stories.models.choices import Language, Outcome, Reply

__all__ = ["Decision", "Message", "Proposal"]


class Message(models.Model):
    """A question of the editors, or what the teller wrote back; both go by the code page."""

    submission = models.ForeignKey("stories.Submission", models.CASCADE, related_name="messages")
    from_teller = models.BooleanField("van de verteller")
    text = EncryptedTextField("tekst")
    staff_id = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField("wanneer")
    form_mark = models.UUIDField(unique=True, null=True, editable=False)
    """Of the form that it was sent with (stories.services.once)."""

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"bericht {self.pk}"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Reads of proposals."""

    def remarked(self) -> "ProposalQuerySet":
        """Those to which the teller wrote something beside yes, change or no."""
        return self.exclude(remark="")


class Proposal(models.Model):
    """The text as editors would publish it. The last one of a submission counts; only after a yes it may be."""

    submission = models.ForeignKey("stories.Submission", models.CASCADE, related_name="proposals")
    title = EncryptedTextField("titel")
    summary = EncryptedTextField("in het kort", blank=True)
    text = EncryptedTextField("verhaal")
    picture = models.ForeignKey(
        "stories.SubmissionFile", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="foto"
    )
    """Which of the teller's pictures goes with it: what is said yes to is text and picture together."""
    language = models.CharField("taal", max_length=5, choices=Language, default=Language.DUTCH)
    """What this text is written in: it may be a translation of what was told."""
    staff_id = models.PositiveBigIntegerField("voorgelegd door")
    at = models.DateTimeField("wanneer")
    deadline = models.DateTimeField("antwoord voor")
    """Without an answer by then it is not published."""
    reply = models.CharField("antwoord", max_length=10, choices=Reply, blank=True)
    remark = EncryptedTextField("wat de verteller anders wil", blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    overtaken = models.BooleanField("achterhaald", default=False)
    """The teller changed the story after it, or withdrew a yes."""

    objects = ProposalQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(reply__in=["", *Reply.values]), name="stories_proposal_reply_known"),
        )

    def __str__(self) -> str:
        return f"voorstel {self.pk}"


class Decision(models.Model):
    """An editor's yes or no, with the checklist as it was filled in (trust.md 12)."""

    submission = models.ForeignKey("stories.Submission", models.CASCADE, related_name="decisions")
    proposal = models.ForeignKey("stories.Proposal", models.CASCADE, null=True, related_name="decisions")
    """The text that it is about; None for a no without one."""
    outcome = models.CharField("besluit", max_length=20, choices=Outcome)
    checklist = models.JSONField("controlelijst", default=dict)
    """stories.rules.CHECKLIST key to True (looked at, and right)."""
    reason = EncryptedTextField("reden", blank=True)
    staff_id = models.PositiveBigIntegerField("door")
    at = models.DateTimeField("wanneer")

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="stories_decision_outcome_known"),
        )

    def __str__(self) -> str:
        return self.get_outcome_display()
