"""Spells out the shorthands of a question into the facets they stand for, so that no engine knows of them."""

from dataclasses import replace

from search import registry
from search.requests import SearchRequest
from search.shorthands import Meant

Unknown = tuple[tuple[str, str], ...]


def understood(request: SearchRequest) -> tuple[SearchRequest, tuple[Meant, ...], Unknown]:
    """The question with its shorthands as addresses keep them, what they mean, and (prompt, text) of unknown ones."""
    meant: list[Meant] = []
    unknown: list[tuple[str, str]] = []
    for shorthand in registry.shorthands():
        text = request.shorthands.get(shorthand.key, "")
        if not text:
            continue
        if meaning := shorthand.meaning(text):
            meant.append(Meant(shorthand, meaning))
        else:
            unknown.append((shorthand.prompt, text))
    kept = {each.shorthand.key: each.meaning.value for each in meant}
    return replace(request, shorthands=kept), tuple(meant), tuple(unknown)


def spelled_out(request: SearchRequest, meant: tuple[Meant, ...]) -> SearchRequest:
    """The question that an engine gets: the values that are meant beside those that were chosen."""
    chosen = dict(request.chosen)
    for each in meant:
        values = frozenset(member.value for member in each.meaning.members)
        chosen[each.shorthand.facet] = chosen.get(each.shorthand.facet, frozenset()) | values
    return replace(request, chosen=chosen)
