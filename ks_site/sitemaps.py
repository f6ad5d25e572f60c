"""The pages that search engines may know of."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page, get_page_models

from core.models import BasePage

__all__ = ["PageSitemap"]


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
