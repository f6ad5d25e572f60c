"""The screen in the admin with which editors merge a coalition into another."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.admin import messages

from accounts.models import User
from coalitions.membership import team_of
from coalitions.merging import Merged, SeenByOthers, check_access, merge_coalitions
from coalitions.models import CoalitionPage
from coalitions.permissions import is_editor
from core.ids import BoundedChoiceField

__all__ = ["MergeForm", "merge_coalition"]


OTHER_ACCESS = (
    "Deze twee coalities zijn niet voor dezelfde mensen te zien. "
    "Zet eerst bij beide dezelfde zichtbaarheid, en voeg ze daarna samen."
)


class MergeForm(forms.Form):
    """Into which coalition."""

    target: Any = BoundedChoiceField(
        CoalitionPage.objects.none(),
        label="Gaat verder als",
        empty_label="Kies een coalitie",
        error_messages={
            "required": "Kies de coalitie waarin deze verdergaat.",
            "invalid_choice": "Deze coalitie kan niet worden gekozen.",
        },
    )

    def __init__(self, *args: Any, source: CoalitionPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        target: Any = self.fields["target"]
        target.queryset = CoalitionPage.objects.live().exclude(pk=source.pk).order_by("title")

    def clean_target(self) -> CoalitionPage:
        target: CoalitionPage = self.cleaned_data["target"]
        try:
            check_access(self.source, target)
        except SeenByOthers:
            raise forms.ValidationError(OTHER_ACCESS) from None
        return target


def merge_coalition(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Asks into which coalition this one goes, says what goes along, and does it by POST. For editors."""
    user = request.user
    if not isinstance(user, User) or not is_editor(user):
        raise PermissionDenied
    source: CoalitionPage = get_object_or_404(CoalitionPage, pk=pk)
    form = MergeForm(request.POST if request.method == "POST" else None, source=source)
    if form.is_valid():
        target: CoalitionPage = form.cleaned_data["target"]
        merged = merge_coalitions(source=source, target=target, by=user)
        messages.success(request, f"{source.title} gaat verder als {target.title}. Mee gingen: {_told(merged)}.")
        return redirect("wagtailadmin_explore", target.pk)
    context = {
        "source": source,
        "form": form,
        "pages": source.numchild,
        "people": len(team_of(source)),
        "municipalities": source.municipality_names,
    }
    return render(request, "coalitions/admin/merge.html", context)


def _told(merged: Merged) -> str:
    counts = (
        (merged.pages, "pagina", "pagina's"),
        (merged.people, "persoon", "personen"),
        (merged.files, "bestand", "bestanden"),
        (merged.municipalities, "gemeente", "gemeenten"),
    )
    return ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in counts)
