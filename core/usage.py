"""What others rely on isn't deleted from under them. Knows no model.

Wagtail counts references by keys and in texts, not those of many to many.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import ManyToManyRel
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import DraftStateMixin

__all__ = ["WithoutUsage", "holders", "holders_of_each", "keep"]


def holders(relation: ManyToManyRel, pk: int) -> set[int]:
    """Which rows hold this one in a relation of many to many: on the site, or in a draft beside that. Two queries."""
    return holders_of_each(relation, [pk])[pk]


def holders_of_each(relation: ManyToManyRel, pks: Collection[int]) -> Mapping[int, set[int]]:
    """The same for several. Two queries for all of them."""
    model: Any = relation.related_model
    name = relation.field.name
    found: dict[int, set[int]] = {pk: set() for pk in pks}
    held = list(model._default_manager.filter(**{f"{name}__in": pks}).values_list("pk", name))
    if issubclass(model, DraftStateMixin):
        drafts = model._default_manager.filter(has_unpublished_changes=True)
        rows = drafts.values_list("pk", f"latest_revision__content__{name}")
        held += [(holder, pk) for holder, chosen in rows for pk in chosen or ()]
    for holder, pk in held:
        if pk in found:
            found[pk].add(holder)
    return found


def keep(request: HttpRequest, refusals: Sequence[str], *, back: str) -> HttpResponse | None:
    """For `before_delete_snippet`: say why something stays and go back to its list; None when all of it may go."""
    for refusal in refusals:
        messages.error(request, refusal)
    return redirect(back) if refusals else None


class WithoutUsage:
    """Of snippets that pages hold in a relation of many to many: the form shows no number, rather than one of 0."""

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """What the form gets; it asks for the usage when it has an address for it."""
        given: dict[str, Any] = super().get_edit_view_kwargs(**kwargs)  # type: ignore[misc]  # of the viewset
        return {**given, "usage_url_name": None}
