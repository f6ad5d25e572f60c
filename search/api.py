"""The public door of search: all that other apps may import from it."""

from search.address import address, read
from search.analysis.compounds import parts as compound_parts
from search.analysis.tokens import token
from search.document import Document, Parent, SearchDocument
from search.documents import PublicDocument, document_types, public_document, public_documents, public_keys, public_page
from search.engines.base import SearchUnavailable
from search.facets import Facet, Kinship, choice_labels
from search.health import dead_letters
from search.indexer.build import build_due
from search.models import DatabaseIdentity
from search.outbox import touch_items, touch_types
from search.page import of_reading
from search.registry import facets, register
from search.requests import MAX_QUERY, SORTS, SearchRequest, clean_query
from search.results import EngineName, Hit, SearchResults
from search.service import search
from search.shorthands import Meaning, Member, Shorthand
from search.similar import Similar, similar_to
from search.standing.answers import answers, still_fits
from search.standing.news import News, forget_withdrawn, news, settle
from search.standing.questions import Standing, in_words
from search.suggestions import Completions, Named, Suggestion, Suggestions
from search.temporary import temporary_index
from search.vocabularies import Name, Vocabulary

__all__ = [
    "MAX_QUERY",
    "SORTS",
    "Completions",
    "Document",
    "EngineName",
    "Facet",
    "Hit",
    "Kinship",
    "Meaning",
    "Member",
    "Name",
    "Named",
    "News",
    "Parent",
    "PublicDocument",
    "SearchDocument",
    "SearchRequest",
    "SearchResults",
    "SearchUnavailable",
    "Shorthand",
    "Similar",
    "Standing",
    "Suggestion",
    "Suggestions",
    "Vocabulary",
    "address",
    "answers",
    "build_due",
    "choice_labels",
    "clean_query",
    "compound_parts",
    "dead_letters",
    "document_types",
    "facets",
    "forget_withdrawn",
    "in_words",
    "news",
    "of_reading",
    "public_document",
    "public_documents",
    "public_keys",
    "public_page",
    "read",
    "register",
    "renew_database_id",
    "search",
    "settle",
    "similar_to",
    "still_fits",
    "temporary_index",
    "token",
    "touch_items",
    "touch_types",
]


def renew_database_id() -> str:
    """Give the database another id, after a restore: the index of before is then rebuilt."""
    return DatabaseIdentity.renew()
