"""Where editors find these screens."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from coalitions.permissions import is_editor
from editorial.searching.placement_views import PlacementViewSet
from editorial.searching.views import (
    call,
    handle_question,
    retry_letters,
    show_index,
    show_unanswered,
    why,
)
from editorial.searching.vocabulary_views import VocabularyViewSet

__all__: list[str] = []


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[VocabularyViewSet | PlacementViewSet]:
    return [VocabularyViewSet("vocabulary"), PlacementViewSet("placement")]


@hooks.register("register_admin_urls")
def register_screens() -> list[URLPattern]:
    return [
        path("redactie/zoeken/waarom/", why, name="editorial_why"),
        path("redactie/zoeken/zonder-antwoord/", show_unanswered, name="editorial_unanswered"),
        path("redactie/zoeken/zonder-antwoord/oproep/", call, name="editorial_call"),
        path("redactie/zoeken/zonder-antwoord/doen/", handle_question, name="editorial_handle_question"),
        path("redactie/zoeken/index/", show_index, name="editorial_index"),
        path("redactie/zoeken/index/opnieuw/", retry_letters, name="editorial_retry"),
    ]


class SearchMenuItem(SubmenuMenuItem):
    """The search as editors keep it; nobody else sees that these screens exist."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_editor(request.user) and bool(super().is_shown(request))


def _items() -> list[MenuItem]:
    screens = (
        ("Waarom deze volgorde", "editorial_why", "search"),
        ("Vragen zonder antwoord", "editorial_unanswered", "help"),
        ("Woordenlijst", "vocabulary:index", "list-ul"),
        ("Bovenaan en verborgen", "placement:index", "pick"),
        ("Staat van de index", "editorial_index", "clipboard-list"),
    )
    return [
        MenuItem(label, reverse_lazy(name), icon_name=icon, order=place)
        for place, (label, name, icon) in enumerate(screens)
    ]


@hooks.register("register_admin_menu_item")
def register_menu() -> SearchMenuItem:
    return SearchMenuItem("Zoekmachine", Menu(items=_items()), name="zoekmachine", icon_name="search", order=155)
