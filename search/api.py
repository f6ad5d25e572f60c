"""The public door of search: all that other apps may import from it."""

from search.analysis.compounds import parts as compound_parts
from search.analysis.tokens import token
from search.comparing import Comparison
from search.comparing import with_place as preview_place
from search.comparing import with_rule as preview_rule
from search.document import Document, Parent, SearchDocument
from search.engines.base import SearchUnavailable
from search.explaining import Explained, explain
from search.facets import Facet
from search.grounds import Ground
from search.health import dead_letters
from search.indexer.build import build_due
from search.indexer.retrying import letters as given_up
from search.indexer.retrying import retry as retry_given_up
from search.models import DatabaseIdentity
from search.outbox import touch_items, touch_types
from search.placement.finding import document_at, document_of, placed_results
from search.placement.models import PlacedResult, Where
from search.placement.stored import placed_for
from search.question.model import How, Question
from search.registry import register
from search.requests import SearchRequest, clean_query
from search.results import EngineName, Hit, SearchResults
from search.service import search
from search.state import IndexState, index_state
from search.suggestions import Suggestion, Suggestions
from search.temporary import temporary_index
from search.unanswered import reading as unanswered
from search.unanswered.models import Handling
from search.vocabularies import Vocabulary
from search.vocabulary.entries import Kind
from search.vocabulary.models import VocabularyRule
from search.vocabulary.stored import written_terms

__all__ = [
    "Comparison",
    "Document",
    "EngineName",
    "Explained",
    "Facet",
    "Ground",
    "Handling",
    "Hit",
    "How",
    "IndexState",
    "Kind",
    "Parent",
    "PlacedResult",
    "Question",
    "SearchDocument",
    "SearchRequest",
    "SearchResults",
    "SearchUnavailable",
    "Suggestion",
    "Suggestions",
    "Vocabulary",
    "VocabularyRule",
    "Where",
    "build_due",
    "clean_query",
    "compound_parts",
    "dead_letters",
    "document_at",
    "document_of",
    "explain",
    "given_up",
    "index_state",
    "placed_for",
    "placed_results",
    "preview_place",
    "preview_rule",
    "register",
    "renew_database_id",
    "retry_given_up",
    "search",
    "temporary_index",
    "token",
    "touch_items",
    "touch_types",
    "unanswered",
    "written_terms",
]


def renew_database_id() -> str:
    """Give the database another id, after a restore: the index of before is then rebuilt."""
    return DatabaseIdentity.renew()
