"""The project's own mistakes, told by `manage.py check`."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import Error, Tags, register
from wagtail.models import get_page_models

from search import registry
from search.fields import FIELDS, GRAMS

FORBIDDEN_KEYS = {"q", "page", "sort", "key", "sort_title", "date", "source", *FIELDS, GRAMS}
"""URL parameters and fields of the index that are no facets."""


def connect() -> None:
    """Register the checks."""
    register(every_page_type_says_whether_it_is_searchable, Tags.models)
    register(facet_keys_are_free, Tags.models)


def every_page_type_says_whether_it_is_searchable(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """search.E001: a page type has a registered document, or says `searchable = False`."""
    return list(_unsaid(get_page_models()))


def _unsaid(models: Iterable[type]) -> Iterable[Error]:
    found = tuple(document.model for document in registry.document_types())
    for model in models:
        # Wagtail's own page class is the base of all others, and no page of ours.
        ours = not model.__module__.startswith("wagtail.")
        if ours and not issubclass(model, found) and vars(model).get("searchable") is not False:
            yield Error(
                f"{model.__name__} zegt niet of het gevonden mag worden.",
                hint="Registreer een SearchDocument, of zet `searchable = False` op de klasse.",
                obj=model,
                id="search.E001",
            )


def facet_keys_are_free(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """search.E002: the key of a facet or a shorthand is a URL parameter, that of a facet a field of the index too;
    it may be neither already."""
    short = {shorthand.key: shorthand.label for shorthand in registry.shorthands()}
    facets = [(facet.key, facet.label) for facet in registry.facets() if facet.key in {*FORBIDDEN_KEYS, *short}]
    taken = [(key, label) for key, label in short.items() if key in FORBIDDEN_KEYS]
    return [
        Error(f"De sleutel {key!r} is al een veld of een parameter.", obj=label, id="search.E002")
        for key, label in (*facets, *taken)
    ]
