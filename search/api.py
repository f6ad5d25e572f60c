"""The public door of search: all that other apps may import from it."""

from search.address import MAX_VALUE, address, read
from search.analysis.compounds import parts as compound_parts
from search.analysis.compounds import written_parts as compound_written_parts
from search.analysis.tokens import token
from search.comparing import Comparison
from search.comparing import with_place as preview_place
from search.comparing import with_rule as preview_rule
from search.document import Document, Parent, SearchDocument
from search.documents import PublicDocument, document_types, public_document, public_documents, public_keys, public_page
from search.engines.base import SearchUnavailable
from search.explaining import Explained, explain
from search.facets import Facet, Kinship, choice_labels
from search.grounds import Ground
from search.health import dead_letters
from search.indexer.build import build_due
from search.indexer.catching_up import catch_up
from search.indexer.retrying import letters as given_up
from search.indexer.retrying import retry as retry_given_up
from search.models import DatabaseIdentity
from search.notices import notices_of, of_reading, unknown_values
from search.outbox import touch_items, touch_types
from search.page_limit import throttled
from search.placement.finding import document_at, document_of, placed_results
from search.placement.models import PlacedResult, Where
from search.placement.stored import placed_for
from search.question.asking import Understanding
from search.question.model import How, Question
from search.registry import facets, register, shorthands
from search.requests import MAX_QUERY, MAX_VALUES, SORTS, SearchRequest, clean_query
from search.results import EngineName, Hit, SearchResults
from search.service import search
from search.shorthands import Meaning, Member, Shorthand
from search.similar import Similar, similar_to
from search.standing.answers import answers, still_fitting
from search.standing.news import News, forget_withdrawn, news, settle
from search.standing.questions import Standing, each_in_words, in_words
from search.state import IndexState, index_state
from search.suggestions import Completions, Named, Suggestion, Suggestions
from search.temporary import temporary_index
from search.unanswered import reading as unanswered
from search.unanswered.models import Handling
from search.vocabularies import Name, Vocabulary
from search.vocabulary.entries import Kind
from search.vocabulary.models import VocabularyRule
from search.vocabulary.stored import written_terms

__all__ = [
    "MAX_QUERY",
    "MAX_VALUE",
    "MAX_VALUES",
    "SORTS",
    "Comparison",
    "Completions",
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
    "Kinship",
    "Meaning",
    "Member",
    "Name",
    "Named",
    "News",
    "Parent",
    "PlacedResult",
    "PublicDocument",
    "Question",
    "SearchDocument",
    "SearchRequest",
    "SearchResults",
    "SearchUnavailable",
    "Shorthand",
    "Similar",
    "Standing",
    "Suggestion",
    "Suggestions",
    "Understanding",
    "Vocabulary",
    "VocabularyRule",
    "Where",
    "address",
    "answers",
    "build_due",
    "catch_up",
    "choice_labels",
    "clean_query",
    "compound_parts",
    "compound_written_parts",
    "dead_letters",
    "document_at",
    "document_of",
    "document_types",
    "each_in_words",
    "explain",
    "facets",
    "forget_withdrawn",
    "given_up",
    "in_words",
    "index_state",
    "news",
    "notices_of",
    "of_reading",
    "placed_for",
    "placed_results",
    "preview_place",
    "preview_rule",
    "public_document",
    "public_documents",
    "public_keys",
    "public_page",
    "read",
    "register",
    "renew_database_id",
    "retry_given_up",
    "search",
    "settle",
    "shorthands",
    "similar_to",
    "still_fitting",
    "temporary_index",
    "throttled",
    "token",
    "touch_items",
    "touch_types",
    "unknown_values",
    "unanswered",
    "written_terms",
]


def renew_database_id() -> str:
    """Give the database another id, after a restore: the index of before is then rebuilt."""
    return DatabaseIdentity.renew()
