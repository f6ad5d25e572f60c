"""The same pages in a search as Wagtail comes with: titles and texts, three facets, no highlights.

By itself, and as a page of this site: with the same middleware, menu and footer as ours. Ours has no search fields of
Wagtail's, so each type is given those that the manual of Wagtail has: its texts.
"""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.paginator import Paginator
from django.db.models import TextField
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import path
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from devtools.bench.asking import get, rounds
from devtools.bench.figures import queries, spent, summary
from ks_site import urls
from search.requests import PAGE_SIZE

FACETS = ("content_type_id", "owner_id", "locale_id")
"""What pages can be counted by without a line of code."""

_TEMPLATE = """{% load wagtailcore_tags %}<h1>Zoeken</h1>
<ul>{% for page in results %}<li><a href="{% pageurl page %}">{{ page.title }}</a> {{ page.search_description }}</li>
{% endfor %}</ul>{% for name, counts in facets.items %}<ul>
{% for value, number in counts.items %}<li>{{ value }} ({{ number }})</li>{% endfor %}</ul>{% endfor %}"""

_FRAMED = f"{{% extends 'base.html' %}}{{% block content %}}{_TEMPLATE}{{% endblock %}}"

ADDRESS = "zoeken-van-wagtail/"


def stock(documents: int) -> dict[str, Any]:
    """Milliseconds of its page, and documents per second of its `update_index`."""
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "wagtail.search.backends.opensearch3",
            "URLS": [settings.OPENSEARCH_URL],
            "INDEX_PREFIX": f"{settings.INDEX_PREFIX}-stock-",
        }
    }
    _search_the_texts()
    pages = Page.objects.count()
    took = spent(lambda: call_command("update_index", verbosity=0))
    texts = [one.text for one in queries()]
    found = rounds(_page, texts)
    with override_settings(ROOT_URLCONF=__name__):
        framed = rounds(lambda text: get(f"/{ADDRESS}", {"q": text}), texts)
    return {
        "page": summary([one.wall for one in found]),
        "framed_page": summary([one.wall for one in framed]),
        "documents": pages,
        "per_second": round(pages / took.wall * 1000),
    }


def _search_the_texts() -> None:
    """Each type of page has its texts in the index, and not its title alone."""
    for model in get_page_models():
        texts = [field.name for field in model._meta.local_fields if isinstance(field, StreamField | TextField)]
        model.search_fields = [*model.search_fields, *map(index.SearchField, texts)]


def _page(text: str) -> str:
    """The page by itself."""
    rendered: str = engines["django"].from_string(_TEMPLATE).render(_found(text))
    return rendered


def _framed(request: HttpRequest) -> HttpResponse:
    """The page within the frame of this site."""
    return HttpResponse(engines["django"].from_string(_FRAMED).render(_found(request.GET["q"]), request))


urlpatterns = [path(ADDRESS, _framed), *urls.urlpatterns]


def _found(text: str) -> dict[str, Any]:
    """As the search view of a new project does it, with a count of three fields beside."""
    backend = get_search_backend()
    found = backend.search(text, Page.objects.live().public())
    results = Paginator(found, PAGE_SIZE).get_page(1)
    return {"results": results, "facets": {name: found.facet(name) for name in FACETS}}
