"""The facets that every document has; their values come from the document itself (indexer/sources.py)."""

from collections.abc import Collection, Mapping

from search import registry
from search.facets import Facet
from search.registry import register


def _type_labels(keys: Collection[str]) -> Mapping[str, str]:
    types = {document.key: str(document.label_plural) for document in registry.document_types()}
    return {key: types[key] for key in keys if key in types}


def _year_labels(years: Collection[str]) -> Mapping[str, str]:
    return {year: year for year in years if len(year) == 4 and year.isascii() and year.isdigit()}


register(Facet("type", "Soort", object, lambda item: (), _type_labels, position=10))
register(Facet("year", "Jaar", object, lambda item: (), _year_labels, sort="value", position=90, folded=True))
