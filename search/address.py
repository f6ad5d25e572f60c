"""A question as an address: read from the parameters of a URL, and written back (pure but for the registry).

Unknown parameters are ignored; what can't be right gets a notice and never an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urlencode

from search import registry
from search.requests import MAX_QUERY, MAX_VALUES, SORTS, SearchRequest, Sort, clean_query

MAX_VALUE = 255
"""Characters of a facet value; slugs are shorter."""


class Parameters(Protocol):
    """The two methods of Django's QueryDict that are needed."""

    def get(self, key: str, /) -> str | None: ...
    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Read:
    """A question out of a URL, with what had to be said about it.

    `too_many`: why it was asked without some choices. What answers with no room for a notice must refuse then.
    """

    request: SearchRequest
    notices: tuple[str, ...]
    too_many: tuple[str, ...] = ()

    @property
    def left_out(self) -> list[str]:
        """Those of the notices that tell of choices without which it was asked."""
        return _left_out(self.too_many)


def read(parameters: Parameters) -> Read:
    """The question in a URL. Facets may be repeated; anything odd is left out, with a notice."""
    notices: list[str] = []
    typed = parameters.get("q") or ""
    query = clean_query(typed)
    if len(" ".join(typed[: MAX_QUERY * 8].split())) > MAX_QUERY:
        notices.append(f"Uw zoekvraag is erg lang. We zochten met de eerste {MAX_QUERY} tekens.")
    too_many: list[str] = []
    request = SearchRequest(
        query=query,
        chosen=_chosen(parameters, too_many),
        sort=_sort(parameters.get("sort") or "", query, notices),
        page=_page(parameters.get("page") or "", notices),
        shorthands=_shorthands(parameters),
    )
    return Read(request, (*notices, *_left_out(too_many)), tuple(too_many))


def address(request: SearchRequest, page: int = 1) -> str:
    """The query string of a question, in a fixed order: the same question has one address."""
    pairs: list[tuple[str, str]] = [("q", request.query)] if request.query else []
    for facet in registry.facets():
        pairs += [(facet.key, value) for value in sorted(request.chosen.get(facet.key, ()))]
    pairs += sorted(request.shorthands.items())
    if request.sort != "relevance":
        pairs.append(("sort", request.sort))
    if page > 1:
        pairs.append(("page", str(page)))
    return f"?{urlencode(pairs)}" if pairs else "?"


def toggled(request: SearchRequest, key: str, value: str) -> SearchRequest:
    """The question with one value more, or less when it was chosen; on its first page."""
    chosen: Mapping[str, frozenset[str]] = {
        **request.chosen,
        key: request.chosen.get(key, frozenset()) ^ frozenset([value]),
    }
    return replace(request, chosen=chosen, page=1)


def without_shorthand(request: SearchRequest, key: str) -> SearchRequest:
    """The question without one of its shorthands, on its first page."""
    kept = {other: value for other, value in request.shorthands.items() if other != key}
    return replace(request, shorthands=kept, page=1)


def _shorthands(parameters: Parameters) -> dict[str, str]:
    typed = {each.key: clean_query((parameters.get(each.key) or "")[:MAX_VALUE]) for each in registry.shorthands()}
    return {key: text for key, text in typed.items() if text}


def _left_out(too_many: Iterable[str]) -> list[str]:
    return [f"{why} De keuzes daarna zijn weggelaten." for why in too_many]


def _chosen(parameters: Parameters, too_many: list[str]) -> dict[str, frozenset[str]]:
    chosen = {}
    for facet in registry.facets():
        given = [value for value in dict.fromkeys(parameters.getlist(facet.key)) if value]
        if len(given) > MAX_VALUES:
            too_many.append(f"Bij {str(facet.label).lower()} kunt u hoogstens {MAX_VALUES} keuzes maken.")
        values = {clean_query(value[:MAX_VALUE]) for value in given[:MAX_VALUES]} - {""}
        if values:
            chosen[facet.key] = frozenset(values)
    return chosen


def _sort(text: str, query: str, notices: list[str]) -> Sort:
    for sort in SORTS:
        if text == sort:
            return sort
    if text:
        # Without words nothing fits better than anything else (query.order).
        first = "wat het best past" if query else "het nieuwste"
        notices.append(f"Deze volgorde kennen we niet. We tonen {first} eerst.")
    return "relevance"


def _page(text: str, notices: list[str]) -> int:
    if not text:
        return 1
    # Nine digits are far beyond any page; more would only cost time to read.
    if text.isascii() and text.isdigit() and len(text) <= 9 and int(text) >= 1:
        return int(text)
    notices.append("Dit paginanummer bestaat niet. We tonen de eerste pagina.")
    return 1
