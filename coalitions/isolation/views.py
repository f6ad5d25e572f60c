"""Views of Wagtail that show words and people of the whole site, made to show those of one's own coalitions.

Wagtail offers no hook in these places. Each takes the view that stands in the URLs, so that how Wagtail
configures it is kept.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from taggit.models import ItemBase, Tag
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.documents.views.documents import IndexView as DocumentsView
from wagtail.images.views.chooser import ImageChooseView
from wagtail.images.views.images import ImagesFilterSet
from wagtail.images.views.images import IndexView as ImagesView
from wagtail.models import Page

from accounts.models import User
from coalitions.isolation.own import choosable_pages, colleagues_of, files_of, groups_of
from coalitions.membership import is_only_member
from core.models import SiteDocument, SiteImage

__all__ = ["OWN_VIEWS", "OwnPrivacyView", "PeopleFilterSet"]

View = Callable[..., HttpResponseBase]
MOST_TAGS: Final = 10
"""As many as Wagtail offers."""


class PeopleFilterSet(GenericPageFilterSet):
    """The filters of the explorer. Its people are colleagues for who works in coalitions only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.request.user
        if is_only_member(user):
            for name in ("owner", "edited_by"):
                self.filters[name].queryset = colleagues_of(user)


class OwnPrivacyView(SetPrivacyView):
    """Who may see a page. Coalitions choose among their own groups; the names of the others are those of drafts too."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        user = self.request.user
        if is_only_member(user):
            chosen = [group.pk for group in self.restriction.groups.all()] if self.restriction else []
            form.fields["groups"].queryset = (groups_of(user) | Group.objects.filter(pk__in=chosen)).distinct()
        return form


class _OwnImagesFilterSet(ImagesFilterSet):
    """Without the filter on tags, which offers those of everybody's pictures."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters.pop("tag", None)


class _OwnDocumentsFilterSet(DocumentsFilterSet):
    """The same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters.pop("tag", None)


class _OwnImagesView(ImagesView):
    filterset_class = _OwnImagesFilterSet


class _OwnDocumentsView(DocumentsView):
    filterset_class = _OwnDocumentsFilterSet


class _OwnImageChooseView(ImageChooseView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "popular_tags": ()}


def _as(view_class: Any) -> View:
    """A view of another class, as the one in its place was configured."""

    def configured(view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = view_class.as_view(**view.view_initkwargs)(request, *args, **kwargs)
        return response

    return configured


def _browse_from_root(view: View, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """The page chooser opened at the root: Wagtail opens it at what all pages of a type lie below, drafts included."""
    root = Page.get_first_root_node()
    return view(request, parent_page_id=root.pk) if root else view(request)


def _complete_tag(
    view: View, request: HttpRequest, app_name: str = "taggit", model_name: str = "tag"
) -> HttpResponseBase:
    """Tags that begin as `term` says: of pages that may be chosen, and of one's own files."""
    user = request.user
    if (app_name, model_name) != ("taggit", "tag") or not isinstance(user, User):
        raise Http404
    term = request.GET.get("term", "")
    names = _tags(user).filter(name__istartswith=term).order_by("name").values_list("name", flat=True) if term else ()
    return JsonResponse(list(names[:MOST_TAGS]), safe=False)


def _tags(user: User) -> QuerySet[Tag]:
    """Six queries at most are in it, one for each kind of thing with tags."""
    found = Q(pk__in=())
    for model in _items():
        content = model._meta.get_field("content_object").related_model
        if isinstance(content, type) and issubclass(content, Page):
            pages = choosable_pages(user).order_by().values("pk")
            found |= Q(pk__in=model._default_manager.filter(content_object__in=pages).values("tag"))
    for model in (SiteImage, SiteDocument):
        kind = ContentType.objects.get_for_model(model)
        files = files_of(user, model).order_by().values("pk")
        found |= Q(taggit_taggeditem_items__content_type=kind, taggit_taggeditem_items__object_id__in=files)
    return Tag.objects.filter(found).distinct()


def _items() -> list[Any]:
    """The models that say which page has which tag."""
    related = [one.related_model for one in Tag._meta.related_objects]
    return [
        model for model in related if isinstance(model, type) and issubclass(model, ItemBase) and _names_content(model)
    ]


def _names_content(model: type[ItemBase]) -> bool:
    return any(one.name == "content_object" and one.is_relation and one.concrete for one in model._meta.get_fields())


OWN_VIEWS: Final[Mapping[str, Callable[..., HttpResponseBase]]] = {
    "wagtailadmin_choose_page": _browse_from_root,
    "wagtailadmin_tag_autocomplete": _complete_tag,
    "wagtailadmin_tag_model_autocomplete": _complete_tag,
    "wagtailimages:index": _as(_OwnImagesView),
    "wagtailimages:index_results": _as(_OwnImagesView),
    "wagtaildocs:index": _as(_OwnDocumentsView),
    "wagtaildocs:index_results": _as(_OwnDocumentsView),
    "wagtailimages_chooser:choose": _as(_OwnImageChooseView),
}
