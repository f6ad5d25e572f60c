"""The pages that search engines may know of."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from wagtail.models import Page, get_page_models

from approaches.models import BuildingBlock
from core.models import BasePage
from places.models import Municipality, Region
from themes.models import Theme
from toolbox.models import Instrument
from toolbox.overview import INSTRUMENTS, SUPPORT, shown_parts

__all__ = ["SITEMAPS", "BuildingBlockSitemap", "InstrumentSitemap", "PageSitemap", "ReferenceSitemap", "ToolboxSitemap"]


class PageSitemap(Sitemap[BasePage]):
    """Every page that anybody may see, by the one rule of BasePageQuerySet.public()."""

    def items(self) -> list[BasePage]:
        kinds = [model for model in get_page_models() if issubclass(model, BasePage)]
        # Exactly this type: the rows of a type that others inherit from hold the pages of those too.
        found = [model.objects.public().exact_type(model).defer_streamfields().order_by("path") for model in kinds]
        return [page for pages in found for page in pages if page.url is not None]

    def location(self, item: BasePage) -> str:
        return str(item.url)

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at


class ReferenceSitemap(Sitemap[str]):
    """What has an address without being a page of Wagtail: themes, municipalities, regions and the map."""

    def items(self) -> list[str]:
        themes = Theme.objects.values_list("slug", flat=True)
        municipalities = Municipality.objects.values_list("slug", flat=True)
        return [
            *(reverse(name) for name in ("pages:themes", "places:municipalities", "places:regions", "places:map")),
            *(reverse("pages:theme", args=[slug]) for slug in themes),
            *(reverse("places:municipality", args=[slug]) for slug in municipalities),
            *(region.url for region in Region.objects.all()),
        ]

    def location(self, item: str) -> str:
        return item


class BuildingBlockSitemap(Sitemap[BuildingBlock]):
    """The building blocks of approaches that anybody may see, each at its own address."""

    def items(self) -> list[BuildingBlock]:
        blocks = BuildingBlock.objects.public().select_related("page").order_by("page__path", "sort_order", "pk")
        return [block for block in blocks if block.url]

    def location(self, item: BuildingBlock) -> str:
        return item.url

    def lastmod(self, item: BuildingBlock) -> datetime | None:
        return item.page.last_published_at


class InstrumentSitemap(Sitemap[Instrument]):
    """Every instrument that anybody may see."""

    def items(self) -> list[Instrument]:
        return list(Instrument.objects.public())


class ToolboxSitemap(Sitemap[str]):
    """The lists of the toolbox that have something on them."""

    def items(self) -> list[str]:
        parts = shown_parts()
        return [name for part, name in ((INSTRUMENTS, "instruments"), (SUPPORT, "support")) if part in parts]

    def location(self, item: str) -> str:
        return reverse(f"toolbox:{item}")


SITEMAPS = {
    "pages": PageSitemap,
    "blocks": BuildingBlockSitemap,
    "reference": ReferenceSitemap,
    "toolbox": ToolboxSitemap,
    "instruments": InstrumentSitemap,
}
