"""Changing a theme on many pages, in steps that a browser waits for, and back; and letting a theme go up in another."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import get_text_list
from django.views.decorators.http import require_POST

from core.ids import BoundedChoiceField
from editorial.access import editor_of, editors_only
from editorial.listing import ApproachListView, ContributionListView, StoryListView
from editorial.services import Outcome, ThemeChange, Touched, change_theme
from editorial.theme_undo import forget, offered, remember
from themes.merging import merge_theme
from themes.models import Theme
from themes.usage import reasons_to_keep

__all__ = ["LISTS", "change_themes", "continue_change", "merge_theme_view", "undo_change"]

LISTS: Final[dict[str, type[ContributionListView]]] = {view.kind: view for view in (ApproachListView, StoryListView)}
PAGES_PER_STEP = 20
"""Publishing takes about a twentieth of a second: a step takes a second, and no proxy gives up."""
TITLES_SHOWN = 10
JOB = "editorial_theme_change"
FRESH: Final[dict[str, Any]] = {"done": {}, "touched": [], "undoes": False}
"""Of a job that did nothing yet."""


class ChangeForm(forms.Form):
    """Which theme, added or taken away, on which pages."""

    theme = BoundedChoiceField(
        Theme.objects.all(), to_field_name="slug", error_messages={"required": "Kies een thema."}
    )
    action = forms.ChoiceField(choices=[("add", "Toevoegen"), ("remove", "Weghalen")])
    scope = forms.ChoiceField(choices=[("chosen", "Wat ik aankruis"), ("all", "Alles in deze lijst")])
    page = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        # Not a closed list: what is no page of this type is told afterwards.
        self.fields["page"].valid_value = lambda value: str(value).isdecimal() and len(str(value)) < 19  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("scope") == "chosen" and not cleaned.get("page"):
            raise ValidationError("Kruis eerst aan welke pagina’s u bedoelt.")
        return cleaned


@require_POST
@editors_only
def change_themes(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Start: note the pages, then go and do them step by step."""
    view = _list_view(kind)
    back = _back(view, request)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect(back)
    pages = form.cleaned_data["page"] if form.cleaned_data["scope"] == "chosen" else _all_listed(view, request)
    request.session[JOB] = {
        "kind": kind,
        "theme": form.cleaned_data["theme"].pk,
        "adds": form.cleaned_data["action"] == "add",
        "todo": pages,
        "total": len(pages),
        "back": back,
        **FRESH,
    }
    return continue_change(request)


@require_POST
@editors_only
def undo_change(request: HttpRequest) -> HttpResponseBase:
    """Start the way back: each page loses what it got, or gets what it lost, and nothing else."""
    undo = offered(request.session)
    forget(request.session)
    if undo is None:
        messages.error(request, "Dit kan niet meer ongedaan worden gemaakt: het is te lang geleden, of al gedaan.")
        return redirect("wagtailadmin_home")
    request.session[JOB] = {
        "kind": undo.kind,
        "theme": undo.theme,
        "adds": not undo.added,
        "todo": [list(page) for page in undo.pages],
        "total": len(undo.pages),
        "back": reverse(LISTS[undo.kind].index_url_name),
        **FRESH,
        "undoes": True,
    }
    return continue_change(request)


@require_POST
@editors_only
def continue_change(request: HttpRequest) -> HttpResponseBase:
    """One step: some pages, each in a transaction of its own; then how far it is, or what was done."""
    job = request.session.get(JOB)
    if job is None:
        return redirect("wagtailadmin_home")
    theme = Theme.objects.filter(pk=job["theme"]).first()
    if theme is None:
        del request.session[JOB]
        messages.error(request, "Dit thema bestaat niet meer.")
        return redirect(job["back"])
    change = ThemeChange(
        theme,
        job["adds"],
        editor_of(request),
        {Outcome[k]: titles for k, titles in job["done"].items()},
        [Touched(*page) for page in job["touched"]],
    )
    for asked in job["todo"][:PAGES_PER_STEP]:
        only = Touched(*asked) if job["undoes"] else None
        change_theme(change=change, model=LISTS[job["kind"]].model, pk=only.pk if only else asked, only=only)
    job["todo"] = job["todo"][PAGES_PER_STEP:]
    job["done"] = {outcome.name: titles for outcome, titles in change.done.items()}
    job["touched"] = [list(page) for page in change.touched]
    if job["todo"]:
        request.session[JOB] = job
        done = job["total"] - len(job["todo"])
        return render(request, "editorial/admin/progress.html", {"done": done, "total": job["total"], "theme": theme})
    del request.session[JOB]
    if change.touched and not job["undoes"]:
        remember(request.session, kind=job["kind"], change=change)
    _report(request, change, undone=job["undoes"])
    return redirect(job["back"])


class MergeForm(forms.Form):
    """Into which other theme; `sure` once it was shown what goes along."""

    into = BoundedChoiceField(
        Theme.objects.all(), label="Gaat op in", error_messages={"required": "Kies het thema waarin dit opgaat."}
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, theme: Theme) -> None:
        super().__init__(data)
        self.fields["into"].queryset = Theme.objects.exclude(pk=theme.pk)  # type: ignore[attr-defined]


@editors_only
def merge_theme_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask into which theme this one goes up, say what goes along, and do it."""
    theme = get_object_or_404(Theme, pk=pk)
    form = MergeForm(request.POST if request.method == "POST" else None, theme)
    if form.is_valid() and not form.cleaned_data["sure"]:
        return _say_what_goes_along(request, theme, form.cleaned_data["into"])
    if form.is_valid():
        into = form.cleaned_data["into"]
        name = theme.name
        moved = merge_theme(theme=theme, into=into, user=editor_of(request))
        messages.success(request, f"“{name}” is opgegaan in “{into.name}”. Verwijzingen die meegingen: {moved}.")
        return redirect("wagtailsnippets_themes_theme:list")
    return render(
        request,
        "editorial/admin/merge.html",
        {
            "form": form,
            "title": f"“{theme.name}” samenvoegen",
            "icon": "tag",
            "button": "Verder: wat gaat er mee?",
            "explanation": "Alle pagina’s, concepten en oudere versies met dit thema krijgen het andere thema. "
            "Het oude adres en de oude zoekvraag leiden daarheen. Dit kunt u niet ongedaan maken.",
            "back": reverse("wagtailsnippets_themes_theme:list"),
        },
    )


def _say_what_goes_along(request: HttpRequest, theme: Theme, into: Theme) -> HttpResponse:
    """The second step: nothing brings it back."""
    context = {
        "theme": theme,
        "into": into,
        "along": get_text_list(list(reasons_to_keep(theme)), "en"),
        "title": f"“{theme.name}” samenvoegen",
        "back": reverse("editorial_merge_theme", args=[theme.pk]),
    }
    return render(request, "editorial/admin/merge_theme.html", context)


def _list_view(kind: str) -> type[ContributionListView]:
    if kind not in LISTS:
        raise Http404
    return LISTS[kind]


def _back(view: type[ContributionListView], request: HttpRequest) -> str:
    asked = request.GET.urlencode()
    return f"{reverse(view.index_url_name)}?{asked}" if asked else reverse(view.index_url_name)


def _all_listed(view: type[ContributionListView], request: HttpRequest) -> list[int]:
    """The pages of the list with the same filters and words."""
    listing: Any = view()
    listing.setup(request)
    return list(listing.get_queryset().values_list("pk", flat=True))


def _report(request: HttpRequest, change: ThemeChange, *, undone: bool) -> None:
    changed = change.done.pop(Outcome.CHANGED, [])
    what = "toegevoegd aan" if change.adds else "weggehaald bij"
    text = f"“{change.theme.name}” is {'weer ' if undone else ''}{what} {_pages(changed)}."
    if changed:
        messages.success(request, text)
    else:
        messages.warning(request, f"{text} Er is niets veranderd.")
    for outcome, titles in change.done.items():
        messages.warning(request, f"{_pages(titles)}: {outcome.value}.")


def _pages(titles: list[str]) -> str:
    """How many, and which: the first ones by name."""
    number = "1 pagina" if len(titles) == 1 else f"{len(titles)} pagina’s"
    named = ", ".join(f"“{title}”" for title in titles[:TITLES_SHOWN] if title)
    more = f" en {len(titles) - TITLES_SHOWN} andere" if len(titles) > TITLES_SHOWN else ""
    return f"{number} ({named}{more})" if named else number
