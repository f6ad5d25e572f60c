"""The names of the values of facets, kept by each process for a minute: every page of results shows hundreds.

A value that isn't known yet is looked up, so nothing new waits for that minute.
"""

from collections.abc import Collection, Mapping

from core.remembered import Remembered
from search import registry
from search.facets import Facet

__all__ = ["connect", "names"]

_known: Remembered[dict[str, dict[str, str]]] = Remembered(dict)
"""Names by value, by facet."""


def names(facet: Facet, values: Collection[str]) -> Mapping[str, str]:
    """The name of each of these values that exists: one query at most, none for those that were asked before."""
    if facet.guarded or not facet.depends_on or facet.sort == "given":
        # What was withdrawn has no name from that moment on, in any process. The names of a closed list stand in the
        # code, and their order there is that of the page.
        return facet.labels(values)
    known = _known().setdefault(facet.key, {})
    if unknown := {value for value in values if value not in known}:
        known.update(facet.labels(unknown))
    return {value: known[value] for value in values if value in known}


def connect() -> None:
    """Forget the names when something that has one is saved or goes."""
    _known.forget_after(*{model for facet in registry.facets() for model in facet.depends_on})
