"""Screens of editors about the search: why a question has these results, what was asked in vain, and the index."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from editorial.access import editor_of, editors_only
from editorial.searching.why import explained_hits, understood
from search.api import (
    Handling,
    Where,
    clean_query,
    explain,
    given_up,
    index_state,
    placed_for,
    retry_given_up,
    unanswered,
)

__all__ = ["call", "handle_question", "retry_letters", "show_index", "show_unanswered", "why"]

WEEK: Final = timedelta(days=7)
QUESTIONS_PER_PAGE = 50
LAST_PAGE = 500
"""Beyond ten thousand results there are none to explain."""

CALL = """Beste coalitie,

Bezoekers van Kansrijke Start zoeken op “{question}” en vinden daar nog niets over.
Doet u hier iets mee, of kent u iemand die dat doet? Deel dan uw aanpak of verhaal op de site.
Een eerste versie mag kort zijn; wij kijken graag mee.

Met vriendelijke groet,
de redactie"""


@editors_only
def why(request: HttpRequest) -> HttpResponse:
    """The results of a question as visitors get them, with the account of each."""
    question = clean_query(request.GET.get("q", ""))
    if not question:
        return render(request, "editorial/searching/why.html", {"question": ""})
    page = _page(request)
    results, explained = explain(question, page)
    pages = -(-results.total // results.request.size)
    placed = placed_for(results.question)
    context = {
        "question": question,
        "words": understood(results.question),
        "results": results,
        "hits": explained_hits(question, explained, {row.key: row.pk for row in placed}),
        "hidden": [row for row in placed if row.where == Where.HIDDEN],
        "previous_url": _why_url(question, page - 1) if page > 1 else "",
        "next_url": _why_url(question, page + 1) if page < min(pages, LAST_PAGE) else "",
    }
    return render(request, "editorial/searching/why.html", context)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def _why_url(question: str, page: int) -> str:
    return f"?{urlencode({'q': question, 'page': page})}"


@editors_only
def show_unanswered(request: HttpRequest) -> HttpResponse:
    """What was asked in vain, the most asked first."""
    asked = clean_query(request.GET.get("q", ""))
    week, everything = bool(request.GET.get("week")), bool(request.GET.get("all"))
    since = timezone.localdate() - WEEK if week else None
    rows = unanswered.waiting(containing=asked.lower(), since=since, all_of_them=everything)
    page = Paginator(rows, QUESTIONS_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": unanswered.described(page.object_list),
        "page_of": page,
        "q": asked,
        "week": week,
        "everything": everything,
        "back": request.get_full_path(),
    }
    return render(request, "editorial/searching/unanswered.html", context)


@editors_only
def call(request: HttpRequest) -> HttpResponse:
    """Two ways to get content about a question: write it, or ask coalitions with a text that is ready."""
    question = clean_query(request.GET.get("question", ""))
    if not question:
        return redirect("editorial_unanswered")
    context = {"question": question, "text": CALL.format(question=question)}
    return render(request, "editorial/searching/call.html", context)


class HandleForm(forms.Form):
    """What is done about which question."""

    question = forms.CharField(max_length=120, strip=False)
    do = forms.ChoiceField(choices=[("dismiss", ""), ("call", ""), ("erase", "")])


@require_POST
@editors_only
def handle_question(request: HttpRequest) -> HttpResponse:
    """Put a question away, note that content was asked for, or erase it."""
    form = HandleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Dat kan niet. Kies een vraag uit de lijst.")
        return redirect("editorial_unanswered")
    question, do = form.cleaned_data["question"], form.cleaned_data["do"]
    if do == "erase":
        unanswered.erase(question=question)
        messages.success(request, "De vraag is gewist.")
    else:
        how = Handling.CALL if do == "call" else Handling.DISMISSED
        unanswered.handle(question=question, how=how, user=editor_of(request))
        messages.success(request, f"“{question}”: {how.label.lower()}.")
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    fits = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if fits else reverse("editorial_unanswered")


@editors_only
def show_index(request: HttpRequest) -> HttpResponse:
    """How the index is doing, and what was given up."""
    return render(request, "editorial/searching/index_state.html", {"state": index_state(), "letters": given_up()})


@require_POST
@editors_only
def retry_letters(request: HttpRequest) -> HttpResponse:
    """Try one document again, or all that were given up."""
    keys = None if request.POST.get("all") else request.POST.getlist("key")[:1]
    number = retry_given_up(keys)
    if number:
        what = "1 document" if number == 1 else f"{number} documenten"
        messages.success(request, f"{what} opnieuw geprobeerd. Wat weer mislukt, komt hier na een tijdje terug.")
    else:
        messages.warning(request, "Dat document staat niet meer bij wat mislukte.")
    return redirect("editorial_index")
