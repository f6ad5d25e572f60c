"""Pages of the admin around one approach. Whoever may not gets what an approach that doesn't exist gives."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views import View

from accounts.models import User
from approaches.admin_forms import CheckForm, EvidenceForm, RetireForm
from approaches.confirmation.services import confirm
from approaches.marks.models import CheckOutcome, EvidenceQuote
from approaches.marks.services import NotPublished, RecordedBefore, quote_evidence, record_check, withdraw_evidence
from approaches.marks.telling import tell_of_check
from approaches.models import ApproachPage, PublishedVersion
from approaches.permissions import may_check, may_confirm, may_manage
from approaches.retirement.models import RetirementReason
from approaches.retirement.services import AlreadyRetired, NotRetired, restore, retire
from approaches.versions.services import VersionIsCurrent, hide_version, show_version
from coalitions.tree import page_of, shown_day
from core.ids import is_id

__all__ = ["CheckView", "ConfirmView", "EvidenceView", "RestoreView", "RetireView", "VersionsView"]

VERSIONS_PER_PAGE = 25


class ApproachView(View):
    """A page about one approach, for who `allowed` lets in."""

    allowed = staticmethod(may_manage)
    of_what_is_shown = False
    """Whether it concerns only what is on the site: the buttons stand nowhere else, but an address can be typed."""
    title = ""
    button = ""
    template = "approaches/admin/form.html"
    page: ApproachPage

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(ApproachPage, pk=page_id)
        if not self.allowed(request.user, self.page):
            raise Http404
        if self.of_what_is_shown and not self.page.live:
            return self.refused("Deze aanpak staat niet op de site.")
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Who is logged in; the admin lets nobody else in."""
        user: Any = self.request.user
        return user

    def shown(self, **context: Any) -> HttpResponse:
        context = {"page": self.page, "title": self.title, "button": self.button, "editor": self._edit_url, **context}
        return render(self.request, self.template, context)

    def done(self, text: str) -> HttpResponseRedirect:
        messages.success(self.request, text)
        return HttpResponseRedirect(self._edit_url)

    def refused(self, text: str) -> HttpResponseRedirect:
        messages.error(self.request, text)
        return HttpResponseRedirect(self._edit_url)

    @property
    def _edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


class CheckView(ApproachView):
    """The editors' checklist."""

    allowed = staticmethod(may_check)
    title = "Controleren"
    button = "Controle vastleggen"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(form=CheckForm(), checks=self._earlier())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CheckForm(request.POST)
        if not form.is_valid():
            return self.shown(form=form, checks=self._earlier())
        try:
            check = record_check(
                page=self.page,
                user=self.user,
                outcome=CheckOutcome(form.cleaned_data["outcome"]),
                answers=form.answers,
                reason=form.cleaned_data["reason"],
                form=form.cleaned_data["once"],
            )
        except NotPublished:
            return self.refused("Deze aanpak staat niet op de site. Alleen wat erop staat kan gecontroleerd worden.")
        except RecordedBefore:
            check = None
        if check:
            tell_of_check(check)
        return self.done("De controle is vastgelegd. De coalitie krijgt bericht.")

    def _earlier(self) -> list[Any]:
        return list(self.page.checks.select_related("checked_by", "version")[:10])


class EvidenceView(ApproachView):
    """The levels that are quoted: one more, or one less."""

    allowed = staticmethod(may_check)
    title = "Bewijsniveau overnemen"
    button = "Bewijsniveau overnemen"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(form=EvidenceForm(), quotes=list(self.page.evidence_quotes.all()))

    def post(self, request: HttpRequest) -> HttpResponse:
        if "withdraw" in request.POST:
            return self._withdraw(request.POST["withdraw"])
        form = EvidenceForm(request.POST)
        if not form.is_valid():
            return self.shown(form=form, quotes=list(self.page.evidence_quotes.all()))
        quote_evidence(page=self.page, user=self.user, **form.cleaned_data)
        return self.done("Het bewijsniveau staat nu bij de aanpak, met de bron erbij.")

    def _withdraw(self, pk: str) -> HttpResponse:
        if not is_id(pk):
            raise Http404
        quote = EvidenceQuote.objects.filter(pk=int(pk)).first()
        if quote is not None and quote.page_id != self.page.pk:
            raise Http404
        if quote is not None:  # else it is the second of two clicks
            withdraw_evidence(quote=quote)
        return self.done("Het bewijsniveau is weggehaald.")


class ConfirmView(ApproachView):
    """Who answers for it says that it still holds."""

    allowed = staticmethod(may_confirm)
    of_what_is_shown = True
    title = "Bevestigen dat het nog klopt"
    button = "Klopt nog"
    template = "approaches/admin/confirm.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(text=f"Bij de aanpak staat dan dat {self.page.keeper} dit vandaag bevestigde.")

    def post(self, request: HttpRequest) -> HttpResponse:
        confirm(page_id=self.page.pk, user=self.user)
        return self.done("Bedankt. Bij de aanpak staat nu dat dit vandaag bevestigd is.")


class RetireView(ApproachView):
    """Taking it off the site."""

    of_what_is_shown = True
    title = "Weghalen"
    button = "Haal weg"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(form=RetireForm(page=self.page))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RetireForm(request.POST, page=self.page)
        if not form.is_valid():
            return self.shown(form=form)
        try:
            retire(
                page=self.page,
                reason=RetirementReason(form.cleaned_data["reason"]),
                explanation=form.cleaned_data["explanation"],
                successors=form.cleaned_data["successors"],
                user=self.user,
            )
        except AlreadyRetired:
            return self.refused("Deze aanpak was al weggehaald.")
        return self.done("De aanpak is weggehaald. Op het adres staat nu dat hij weg is, en waarom.")


class RestoreView(ApproachView):
    """Putting it back."""

    allowed = staticmethod(may_check)
    title = "Terugzetten"
    button = "Zet terug"
    template = "approaches/admin/confirm.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(text="De aanpak staat dan weer op de site en is weer te vinden.")

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            restore(page=self.page, user=self.user)
        except NotRetired:
            return self.refused("Deze aanpak was niet weggehaald.")
        return self.done("De aanpak staat weer op de site.")


class VersionsView(ApproachView):
    """The versions that readers can open, each with a button to hide it."""

    title = "Versies"
    template = "approaches/admin/versions.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        versions = PublishedVersion.objects.of(self.page.pk)
        results = page_of(request, versions, size=VERSIONS_PER_PAGE)
        newest = versions.values_list("number", flat=True).first()
        rows = [(version, shown_day(version.published_at), version.number == newest) for version in results]
        return self.shown(rows=rows, results=results)

    def post(self, request: HttpRequest) -> HttpResponse:
        number = request.POST.get("number", "")
        if not (number.isascii() and number.isdecimal()) or len(number) > 9:
            raise Http404
        version = get_object_or_404(PublishedVersion, page=self.page, number=int(number))
        if "show" in request.POST:
            show_version(version=version)
            return self.done(f"Versie {version.number} is weer te lezen.")
        try:
            hide_version(version=version, user=self.user)
        except VersionIsCurrent:
            return self.refused(
                "Dit is wat nu op de site staat. Wijzig de aanpak; daarna kunt u deze versie verbergen."
            )
        return self.done(f"Versie {version.number} is niet meer te lezen.")
