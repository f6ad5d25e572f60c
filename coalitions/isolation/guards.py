"""Whether what somebody of a coalition asks for is theirs: each guard looks at one kind of id in a request.

Whoever sends an id of another coalition gets the same 404 as for one that doesn't exist. A guard that narrows
a list leaves out what isn't theirs, as if it wasn't asked for.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from wagtail.models import Page
from wagtail.query import PageQuerySet

from accounts.models import User
from coalitions.isolation.own import choosable_pages, files_of, own_pages, reachable_pages
from coalitions.isolation.routes import is_open
from coalitions.isolation.views import OWN_VIEWS
from coalitions.membership import is_only_member
from core.ids import is_id
from core.models import SiteDocument, SiteImage

__all__ = ["GUARDS", "only_own"]

View = Callable[..., HttpResponseBase]
Guard = Callable[[HttpRequest, ResolverMatch, User], None]

_PAGE_PARAMETERS: Final = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk")
# Names under which forms and addresses of the admin carry the id of a page to go to or to look at.
_PAGE_QUESTIONS: Final = ("new_parent_page", "parent_page", "chooser", "childOf", "child_of", "descendant_of")
_MOVED: Final = "target_pages[]"
_BULK_MODELS: Final[dict[tuple[str, str], type[Model]]] = {
    ("core", "siteimage"): SiteImage,
    ("core", "sitedocument"): SiteDocument,
}


def closed_routes(request: HttpRequest, match: ResolverMatch, user: User) -> None:
    """What isn't for coalitions isn't there."""
    if not is_open(match):
        raise Http404


def page_in_address(request: HttpRequest, match: ResolverMatch, user: User) -> None:
    """The pages in the address of a screen about pages are one's own."""
    if match.view_name.startswith("wagtailadmin_pages:"):
        asked = [match.kwargs[name] for name in _PAGE_PARAMETERS if name in match.kwargs]
        _require(own_pages, user, asked)


def browsed_page(request: HttpRequest, match: ResolverMatch, user: User) -> None:
    """A chooser is opened at a page that may be chosen, or on the way to one."""
    if match.view_name == "wagtailadmin_choose_page_child":
        _require(reachable_pages, user, [match.kwargs["parent_page_id"]])


def page_in_question(request: HttpRequest, match: ResolverMatch, user: User) -> None:
    """A page that a form or a question names as a place to go to may be chosen, or is on the way there."""
    asked = {value for name in _PAGE_QUESTIONS for value in _sent(request, name) if value.isdecimal()}
    _require(reachable_pages, user, asked)
    _require(own_pages, user, {value for value in _sent(request, _MOVED) if value.isdecimal()})


def chosen_pages(request: HttpRequest, match: ResolverMatch, user: User) -> None:
    """Of the pages that were chosen together only those remain that may be chosen."""
    if match.view_name == "wagtailadmin_choose_page_chosen_multiple":
        ids = [value for value in request.GET.getlist("id") if is_id(value)]
        _narrow(request, choosable_pages(user).filter(pk__in=ids).values_list("pk", flat=True))


def bulk_objects(request: HttpRequest, match: ResolverMatch, user: User) -> None:
    """Of the things to change together only one's own remain; "all" means all of those."""
    if match.view_name != "wagtail_bulk_action":
        return
    model = (match.kwargs["app_label"], match.kwargs["model_name"])
    asked = request.GET.getlist("id")
    if model == ("wagtailcore", "page"):
        found = own_pages(user)
        if "all" in asked and (parent := request.GET.get("childOf", "")).isdecimal():
            found = found.child_of(Page.objects.get(pk=parent))
    elif model in _BULK_MODELS:
        found = files_of(user, _BULK_MODELS[model])
    else:
        raise Http404
    if "all" not in asked:
        found = found.filter(pk__in=[value for value in asked if is_id(value)])
    ids = list(found.values_list("pk", flat=True))
    if not ids:
        raise Http404
    _narrow(request, ids)


GUARDS: list[Guard] = [
    closed_routes,
    page_in_address,
    browsed_page,
    page_in_question,
    chosen_pages,
    bulk_objects,
]


def only_own(view: View) -> View:
    """A view of the admin that shows who works in coalitions only nothing of other coalitions."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        match, user = request.resolver_match, request.user
        if match is None or not isinstance(user, User) or not is_only_member(user):
            return view(request, *args, **kwargs)
        for guard in GUARDS:
            guard(request, match, user)
        own_view = OWN_VIEWS.get(match.view_name)
        if own_view is None:
            return view(request, *args, **kwargs)
        return own_view(view, request, *args, **kwargs)

    return guarded


def _sent(request: HttpRequest, name: str) -> list[str]:
    return [*request.GET.getlist(name), *request.POST.getlist(name)]


def _require(allowed: Callable[[User], PageQuerySet], user: User, asked: Iterable[Any]) -> None:
    """Raise Http404 unless every id is one of those that are allowed to a user."""
    ids = {str(value) for value in asked}
    # Most requests name no page: what is allowed isn't worked out for those.
    if ids and allowed(user).filter(pk__in=[value for value in ids if is_id(value)]).count() < len(ids):
        raise Http404


def _narrow(request: HttpRequest, ids: Iterable[int]) -> None:
    """Make the request as if only these ids were sent."""
    narrowed = request.GET.copy()
    narrowed.setlist("id", [str(pk) for pk in ids])
    request.GET = narrowed  # type: ignore[assignment]  # a QueryDict, as it was
