"""The public door of search: all that other apps may import from it."""

from search.analysis.compounds import parts as compound_parts
from search.analysis.tokens import token
from search.document import Document, Parent, SearchDocument
from search.engines.base import SearchUnavailable
from search.facets import Facet
from search.health import dead_letters
from search.indexer.build import build_due
from search.models import DatabaseIdentity
from search.outbox import touch_items, touch_types
from search.registry import register
from search.requests import SearchRequest, clean_query
from search.results import EngineName, Hit, SearchResults
from search.service import search
from search.suggestions import Suggestion, Suggestions
from search.temporary import temporary_index

__all__ = [
    "Document",
    "EngineName",
    "Facet",
    "Hit",
    "Parent",
    "SearchDocument",
    "SearchRequest",
    "SearchResults",
    "SearchUnavailable",
    "Suggestion",
    "Suggestions",
    "build_due",
    "clean_query",
    "compound_parts",
    "dead_letters",
    "register",
    "renew_database_id",
    "search",
    "temporary_index",
    "token",
    "touch_items",
    "touch_types",
]


def renew_database_id() -> str:
    """Give the database another id, after a restore: the index of before is then rebuilt."""
    return DatabaseIdentity.renew()
