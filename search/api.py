"""The public door of search: all that other apps may import from it."""

from search.document import Document, Parent, SearchDocument
from search.facets import Facet
from search.registry import register

__all__ = ["Document", "Facet", "Parent", "SearchDocument", "register"]
