"""The free tags (trefwoorden): which there are, how often they are used, and letting one go up in another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from taggit.models import Tag

from editorial.access import editor_of, editors_only
from editorial.tags import counted_tags
from themes.former import FormerTag
from themes.merging import merge_tag

__all__ = ["merge_tag_view", "tag_list"]

TAGS_PER_PAGE = 100
SHOWN_FORMER = 50


class MergeTagForm(forms.Form):
    """Into which other tag; its name, as people write it."""

    into = forms.CharField(label="Gaat op in", max_length=100, error_messages={"required": "Noem een trefwoord."})

    def __init__(self, data: Any, tag: Tag) -> None:
        super().__init__(data)
        self.tag = tag

    def clean_into(self) -> Tag:
        name = FormerTag.objects.current([self.cleaned_data["into"]])[0]
        into = Tag.objects.filter(name__iexact=name).first()
        if into is None:
            raise forms.ValidationError("Dit trefwoord bestaat nog niet. Kies er een uit de lijst.")
        if into == self.tag:
            raise forms.ValidationError("Een trefwoord kan niet in zichzelf opgaan.")
        return into


@editors_only
def tag_list(request: HttpRequest) -> HttpResponse:
    """All tags with how often they are used, and the latest that went up in another."""
    asked = request.GET.get("q", "")[:100].replace("\x00", "")
    page = Paginator(counted_tags(asked), TAGS_PER_PAGE).get_page(request.GET.get("p"))
    former = FormerTag.objects.select_related("tag", "merged_by").order_by("-merged_at")[:SHOWN_FORMER]
    return render(request, "editorial/admin/tags.html", {"tags": page, "former": list(former), "q": asked})


@editors_only
def merge_tag_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask into which tag this one goes up, and do it."""
    tag = get_object_or_404(Tag, pk=pk)
    form = MergeTagForm(request.POST if request.method == "POST" else None, tag)
    if form.is_valid():
        into, name = form.cleaned_data["into"], tag.name
        moved = merge_tag(tag=tag, into=into, user=editor_of(request))
        messages.success(request, f"“{name}” is opgegaan in “{into.name}”. Pagina’s en bestanden: {moved}.")
        return redirect("editorial_tags")
    return render(
        request,
        "editorial/admin/merge.html",
        {
            "form": form,
            "title": f"Trefwoord “{tag.name}” samenvoegen",
            "icon": "tag",
            "explanation": "Alles met dit trefwoord krijgt het andere. Wie het later weer gebruikt of ermee zoekt, "
            "komt ook bij het andere uit. Dit kunt u niet ongedaan maken.",
            "back": reverse("editorial_tags"),
        },
    )
