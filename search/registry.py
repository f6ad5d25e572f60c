"""The content types and facets that apps have registered, by key."""

from collections.abc import Iterable
from typing import Any, TypeVar, overload

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

from search.document import SearchDocument
from search.facets import Facet
from search.suggestions import Suggestions
from search.vocabularies import Vocabulary

AnyDocument = SearchDocument[Any]
D = TypeVar("D", bound=type[AnyDocument])

_types: dict[str, AnyDocument] = {}
_facets: dict[str, Facet] = {}
_suggestions: dict[str, Suggestions] = {}
_vocabularies: dict[str, Vocabulary] = {}


@overload
def register(declared: D) -> D: ...
@overload
def register(declared: Facet) -> Facet: ...
@overload
def register(declared: Suggestions) -> Suggestions: ...
@overload
def register(declared: Vocabulary) -> Vocabulary: ...
def register(declared: Any) -> Any:
    """Add a document class, a facet, suggestions or a vocabulary.

    ImproperlyConfigured when its key is taken by another of its kind.
    """
    if isinstance(declared, Facet):
        _add(_facets, declared.key, declared)
    elif isinstance(declared, Suggestions):
        _add(_suggestions, declared.key, declared)
    elif isinstance(declared, Vocabulary):
        _add(_vocabularies, declared.key, declared)
    else:
        _add(_types, declared.key, declared())
    return declared


def _add(known: dict[str, Any], key: str, value: Any) -> None:
    if key in known:
        raise ImproperlyConfigured(f"search: de sleutel {key!r} is al geregistreerd")
    known[key] = value


def document_types() -> tuple[AnyDocument, ...]:
    """All registered types, in order of key: the order in which both engines are compared."""
    return tuple(_types[key] for key in sorted(_types))


def document_type(key: str) -> AnyDocument:
    """The type with this key; KeyError if none."""
    return _types[key]


def known_type(key: str) -> AnyDocument | None:
    """The type with this key, or None: rows of a type that was taken away remain until they are cleaned up."""
    return _types.get(key)


def facets() -> tuple[Facet, ...]:
    """All registered facets in the order in which they are shown."""
    return tuple(sorted(_facets.values(), key=lambda facet: (facet.position, facet.key)))


def suggestions() -> tuple[Suggestions, ...]:
    """All registered kinds of suggestions, in order of registration: that of the apps."""
    return tuple(_suggestions.values())


def vocabularies() -> tuple[Vocabulary, ...]:
    """All registered kinds of names, in order of registration."""
    return tuple(_vocabularies.values())


def facets_of(model: type[Model]) -> Iterable[Facet]:
    """The facets that items of this model have."""
    return (facet for facet in facets() if issubclass(model, facet.applies_to))
