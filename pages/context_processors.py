"""What stands on every page: the menu and the footer."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from core.models import BasePageQuerySet
from core.prepared import Prepared
from pages.models import StandardPage
from toolbox.overview import INSTRUMENTS, SUPPORT, shown_parts

__all__ = ["MenuLink", "SiteFrame", "frame"]

BELOW_HOME = 3
"""The depth in the page tree of what stands in the menu and the footer: root, home, this."""

PRIVACY = "/privacy/"
"""The end of the address of the page about privacy, which every site begins with (pages/data/site.json)."""

_SHOWN = ("id", "title", "url_path", "show_in_menus", "content_type_id")
_PUBLIC_BELOW_HOME = Prepared(
    lambda: BasePageQuerySet(Page).filter(depth=BELOW_HOME).public().order_by("path").values_list(*_SHOWN)
)


@dataclass(frozen=True)
class MenuLink:
    """A link in the menu or the footer; `current` when the visitor is there or below it."""

    title: str
    url: str
    current: bool


class SiteFrame:
    """What a page shows around its own content. Asks the database when a template does, once per request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def search_url(self) -> str:
        return reverse("search:results")

    @cached_property
    def menu(self) -> tuple[MenuLink, ...]:
        """Approaches, themes, instruments when there are any, and the public pages that say they belong in the menu."""
        approaches = MenuLink(
            "Aanpakken",
            f"{self.search_url}?type=approach",
            current=self._request.path == self.search_url and self._request.GET.getlist("type") == ["approach"],
        )
        pages = [self._link(page.title, page.url or "") for page in self._below_home if page.show_in_menus]
        themes = self._link("Thema’s", reverse("pages:themes"))
        return (approaches, themes, *self._toolbox(INSTRUMENTS, "Instrumenten", "toolbox:instruments"), *pages)

    @cached_property
    def footer_links(self) -> tuple[MenuLink, ...]:
        """Places, who supports coalitions, when anybody does, and the public pages about the site itself."""
        about = ContentType.objects.get_for_model(StandardPage).pk
        pages = [self._link(page.title, page.url or "") for page in self._below_home if page.content_type_id == about]
        places = self._link("Gemeenten", reverse("places:municipalities"))
        national_map = self._link("Kaart", reverse("places:map"))
        return (places, national_map, *self._toolbox(SUPPORT, "Ondersteuning", "toolbox:support"), *pages)

    @property
    def privacy_url(self) -> str:
        """Where a form says what becomes of what is filled in; "" when no such page is public."""
        about = (page.url or "" for page in self._below_home if page.url_path.endswith(PRIVACY))
        return next(about, "")

    @property
    def editors_address(self) -> str:
        """Where the editors can be mailed; "" when the site has no such address."""
        return str(settings.EDITORS_ADDRESS)

    def _toolbox(self, part: str, title: str, view_name: str) -> tuple[MenuLink, ...]:
        """The link to a part of the toolbox; none while there is nothing in it."""
        return (self._link(title, reverse(view_name)),) if part in self._parts_of_toolbox else ()

    @cached_property
    def _parts_of_toolbox(self) -> frozenset[str]:
        """One query, for menu and footer together."""
        return shown_parts()

    @cached_property
    def _below_home(self) -> list[Page]:
        """One query, for menu and footer together."""
        return [Page(**dict(zip(_SHOWN, row, strict=True))) for row in _PUBLIC_BELOW_HOME.rows()]

    def _link(self, title: str, url: str) -> MenuLink:
        return MenuLink(title, url, current=bool(url) and self._request.path.startswith(url))


def frame(request: HttpRequest) -> dict[str, SiteFrame]:
    """`frame` in every template: see SiteFrame. One per request, however many templates it takes.

    Not `site`: that name is the views' of django.contrib.auth, which would hide it on their pages.
    """
    known = getattr(request, "_site_frame", None)
    if known is None:
        known = request._site_frame = SiteFrame(request)  # type: ignore[attr-defined]
    return {"frame": known}
