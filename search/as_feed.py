"""Results as an RSS feed, so that a reader of feeds can follow a question."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

from core.partial_date import PartialDate
from core.sharing import absolute
from core.text import writable
from search.results import Hit, SearchResults

__all__ = ["feed"]


def feed(results: SearchResults, *, page_url: str, feed_url: str) -> str:
    """The feed of a page of results, as XML; both addresses are whole ones."""
    query = results.request.query
    about = f": “{query}”" if query else ""
    made = Rss201rev2Feed(
        title=writable(f"{settings.WAGTAIL_SITE_NAME}{about}"),
        link=page_url,
        description="Aanpakken, verhalen en kennis van coalities Kansrijke Start, bij één zoekvraag.",
        language="nl",
        feed_url=feed_url,
    )
    for hit in results.hits:
        made.add_item(**_item(hit))
    return str(made.writeString("utf-8"))


def _item(hit: Hit) -> Mapping[str, Any]:
    return {
        "title": writable(f"{hit.type_label}: {hit.title}"),
        "link": absolute(hit.url),
        "description": writable(hit.summary),
        "unique_id": f"{settings.BASE_URL}#{hit.key}",  # stays the same when its address changes
        "unique_id_is_permalink": False,
        "pubdate": _moment(hit.iso_date),
        "categories": [writable(hit.type_label)],
    }


def _moment(text: str) -> datetime | None:
    """The beginning of the first day that a date may mean."""
    if not text:
        return None
    return timezone.make_aware(datetime.combine(PartialDate.parse(text).sort_key, time()))
