"""What a coalition says back to a published story."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from stories.models.choices import CoalitionAnswer

__all__ = ["CoalitionResponse"]


class CoalitionResponseQuerySet(models.QuerySet["CoalitionResponse"]):
    """Reads of responses."""

    def visible(self) -> "CoalitionResponseQuerySet":
        """Checked by an editor: readers see no other."""
        return self.filter(checked_at__isnull=False)

    def for_readers(self) -> "CoalitionResponseQuerySet":
        """The visible ones of coalitions that are on the site; `approach_is_public` says whether to lead there."""
        public = {name: self._public(name) for name in ("coalition", "approach")}
        found = self.visible().filter(public["coalition"]).annotate(approach_is_public=public["approach"])
        return found.select_related("coalition", "approach")

    def to_check(self) -> "CoalitionResponseQuerySet":
        """Those that wait for an editor, the oldest first."""
        return self.filter(checked_at__isnull=True).order_by("at")

    def promises(self) -> "CoalitionResponseQuerySet":
        """Those of which nobody said yet what became of them. What an editor turned down doesn't count as said."""
        said = self.model._default_manager.filter(follows=OuterRef("pk"))
        return self.visible().filter(~Exists(said), ask_again__isnull=False)

    def due(self, today: date) -> "CoalitionResponseQuerySet":
        """Promises of which it is time to hear what became of them, asked about or not."""
        return self.promises().filter(ask_again__lte=today).order_by("ask_again")

    def _public(self, name: str) -> Exists:
        pages: Any = self.model._meta.get_field(name).related_model
        return Exists(pages.objects.public().order_by().filter(pk=OuterRef(name)))


class CoalitionResponse(models.Model):
    """ "Veranderd" and "gaat veranderen" say what and in which approach, are checked by an editor, and asked after."""

    story = models.ForeignKey("stories.StoryPage", models.CASCADE, related_name="responses")
    coalition = models.ForeignKey("coalitions.CoalitionPage", models.CASCADE, related_name="+")
    answer = models.CharField("antwoord", max_length=20, choices=CoalitionAnswer)
    text = models.TextField("reactie", max_length=2000, blank=True)
    what = models.TextField("wat is er veranderd", max_length=1000, blank=True)
    approach = models.ForeignKey(
        "approaches.ApproachPage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="aanpak"
    )
    without_approach = models.CharField("waarom nog geen aanpak", max_length=300, blank=True)
    """For the editors: why a change is in none of the coalition's approaches yet. Readers don't see it."""
    staff_id = models.PositiveBigIntegerField("geschreven door", null=True)
    at = models.DateTimeField("wanneer")
    checked_by = models.PositiveBigIntegerField("nagekeken door", null=True, blank=True)
    checked_at = models.DateTimeField("nagekeken", null=True, blank=True)
    ask_again = models.DateField("weer vragen op", null=True, blank=True)
    """Six months after it was checked; None when nothing was promised."""
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="reports", verbose_name="vervolg op"
    )
    """The promise of which it says what became of it."""
    asked_at = models.DateTimeField("gevraagd", null=True, blank=True, editable=False)
    """When the coalition was mailed about that."""
    form_mark = models.UUIDField(unique=True, null=True, editable=False)
    """Of the form that it was sent with (stories.services.once)."""

    objects = CoalitionResponseQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        default_permissions = ()
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(answer__in=CoalitionAnswer.values), name="stories_response_known"),
            models.CheckConstraint(
                condition=Q(answer=CoalitionAnswer.THANKS) | ~Q(what=""), name="stories_response_change_says_what"
            ),
        )

    def __str__(self) -> str:
        return self.get_answer_display()
