"""Buttons in the admin at an approach, and the pages that they lead to."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.text import get_text_list
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.widgets import Button
from wagtail.models import Page

from accounts.models import User
from approaches import admin_views
from approaches.models import ApproachPage
from approaches.permissions import may_check, may_confirm, may_manage
from approaches.retirement.models import Retirement
from approaches.usage import going_along, hanging_on

__all__: list[str] = []

REMEMBERED = "_retired_approaches"
HANGS = "Hieraan hangt: {}."
HANGS_BELOW = "Aan “{}” hangt: {}."
LOST = "Die verwijzen na het verwijderen nergens meer naar."
RATHER = "Met “Weghalen” blijft op het adres staan dat de aanpak weg is, en waarom."
FIRST_BUTTON = 200
"""Behind Wagtail's own, which end at 65."""


@hooks.register("register_admin_urls")
def register_pages_of_an_approach() -> list[URLPattern]:
    return [
        path("aanpakken/<id:page_id>/controleren/", admin_views.CheckView.as_view(), name="approach_check"),
        path("aanpakken/<id:page_id>/bewijsniveau/", admin_views.EvidenceView.as_view(), name="approach_evidence"),
        path("aanpakken/<id:page_id>/bevestigen/", admin_views.ConfirmView.as_view(), name="approach_confirm"),
        path("aanpakken/<id:page_id>/versies/", admin_views.VersionsView.as_view(), name="approach_versions"),
        path("aanpakken/<id:page_id>/weghalen/", admin_views.RetireView.as_view(), name="approach_retire"),
        path("aanpakken/<id:page_id>/terugzetten/", admin_views.RestoreView.as_view(), name="approach_restore"),
    ]


@hooks.register("register_page_header_buttons")
def buttons_at_the_top(page: Page, user: User, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def buttons_in_the_list(page: Page, user: User, next_url: str | None = None) -> Iterator[Button]:
    yield from _buttons(page, user)


@hooks.register("before_delete_page")
def tell_what_hangs_on_it(request: HttpRequest, page: Page) -> None:
    """Before somebody says yes: what loses its way, and that there is another one."""
    if request.method == "GET" and (told := _told([page])):
        said = (
            HANGS.format(found) if item.pk == page.pk else HANGS_BELOW.format(item.get_admin_display_title(), found)
            for item, found in told
        )
        messages.warning(request, " ".join((*said, LOST, *_rather(request, [item for item, _ in told]))))


@hooks.register("register_bulk_action", order=10)  # in the place of Wagtail's own
class DeleteAndTell(DeleteBulkAction):
    """Deleting several pages at once: what hangs on each is told as of one."""

    template_name = "approaches/admin/confirm_bulk_delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        told = _told([row["item"] for row in context["items"]])
        return context | {"told": told, "rather": [*_rather(self.request, [page for page, _ in told])]}


def _told(pages: Sequence[Page]) -> list[tuple[Page, str]]:
    """Each approach that goes with these pages and that something else hangs on, with what that is."""
    going = going_along(pages)
    found = hanging_on(going)
    return [(page, get_text_list(list(found[page.pk]), "en")) for page in going if page.pk in found]


def _rather(request: HttpRequest, pages: Iterable[Page]) -> Iterator[str]:
    """That there is a gentler way, for who may go it with one of these."""
    if any(page.live and may_manage(request.user, page) for page in pages):
        yield RATHER


def _buttons(page: Page, user: User) -> Iterator[Button]:
    approach: Any = page if isinstance(page, ApproachPage) else None
    if approach is None or not approach.live or not may_manage(user, approach):
        return
    for place, (name, label, icon) in enumerate(_actions(user, approach)):
        yield Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=FIRST_BUTTON + place)


def _retired(user: User) -> frozenset[int]:
    """All that was taken away, asked once: a list of fifty asks fifty times. On the user, who lives as long as that."""
    if not hasattr(user, REMEMBERED):
        found = Retirement.objects.filter(undone_at__isnull=True).values_list("page", flat=True)
        setattr(user, REMEMBERED, frozenset(found))
    retired: frozenset[int] = getattr(user, REMEMBERED)
    return retired


def _actions(user: User, page: ApproachPage) -> Iterator[tuple[str, str, str]]:
    checks = may_check(user, page)
    if page.pk in _retired(user):
        if checks:
            yield "approach_restore", "Terugzetten op de site", "undo"
        return
    if checks:
        yield "approach_check", "Controleren", "clipboard-list"
        yield "approach_evidence", "Bewijsniveau overnemen", "link"
    if may_confirm(user, page):
        yield "approach_confirm", "Klopt nog", "check"
    yield "approach_versions", "Versies op de site", "history"
    yield "approach_retire", "Weghalen", "bin"
