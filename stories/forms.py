"""The form in which a story is written."""

from typing import Any

from django import forms
from django.db.models import Q

from coalitions.forms import PublishablePageForm
from coalitions.models import CoalitionPage

__all__ = ["StoryPageForm"]


class StoryPageForm(PublishablePageForm):
    """Offers the approaches that a story may be about.

    Below a coalition those are its own, drafts too; elsewhere all public ones. So the form shows nobody the
    unpublished work of another coalition, and an id that was typed into the request is refused.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("approaches")
        if isinstance(field, forms.ModelMultipleChoiceField) and field.queryset is not None:
            chosen = Q(pk__in=[approach.pk for approach in self.instance.approaches.all()])
            field.queryset = field.queryset.filter(self._offered(field.queryset) | chosen).order_by("title")

    def _offered(self, approaches: Any) -> Q:
        parent = getattr(self.parent_page, "specific", None)
        if isinstance(parent, CoalitionPage):
            return Q(pk__in=approaches.child_of(parent).order_by().values("pk"))
        return Q(pk__in=approaches.public().order_by().values("pk"))
