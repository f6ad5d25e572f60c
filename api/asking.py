"""What may be asked of the search: the parameters of the page, one for every facet and shorthand that is registered."""

from collections.abc import Iterable
from typing import Any

from ninja import Field, Schema
from pydantic import create_model

from search.api import MAX_QUERY, MAX_VALUE, MAX_VALUES, SORTS, clean_query, facets, shorthands

__all__ = ["Paging", "question_schema", "unknown_names"]

LAST_PAGE = 1_000_000
"""Beyond any list; a number that no database takes would be an error of its own."""
MOST_UNKNOWN = 5
"""Names of parameters that are told to be unknown: who sends more of them reads one sentence as well."""
LONGEST_NAME = 40
"""Characters of such a name that are repeated."""


class Paging(Schema):
    """Welke pagina van een lijst."""

    page: int = Field(1, ge=1, le=LAST_PAGE, description="Het nummer van de pagina, vanaf 1.")


def question_schema() -> type[Schema]:
    """The parameters of a search; a facet may be given several times, a shorthand once."""
    fields: dict[str, Any] = {
        facet.key: (
            list[str],
            Field([], max_length=MAX_VALUES, description=f"{facet.label}: de waarde van het filter. Mag vaker."),
        )
        for facet in facets()
    }
    for short in shorthands():
        meaning = f"{short.prompt}: een naam. Staat voor de waarden van {short.facet} die daarop lijken."
        fields[short.key] = (str, Field("", max_length=MAX_VALUE, description=meaning))
    sorts = "|".join(SORTS)
    return create_model(
        "Question",
        __base__=Paging,
        q=(str, Field("", max_length=MAX_QUERY * 8, description="De zoekvraag; zonder vraag komt alles.")),
        sort=(str, Field("relevance", pattern=f"^({sorts})$", description=f"De volgorde: {sorts.replace('|', ', ')}.")),
        **fields,
    )


def unknown_names(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """A sentence about the parameters that nobody knows; none when all are known."""
    strange = sorted({clean_query(name[:LONGEST_NAME]) for name in set(names).difference(known)})
    if not strange:
        return ()
    named = ", ".join(f"“{name}”" for name in strange[:MOST_UNKNOWN])
    more = " en meer" if len(strange) > MOST_UNKNOWN else ""
    verb = "Deze parameters kennen we niet" if len(strange) > 1 else "Deze parameter kennen we niet"
    return (f"{verb}: {named}{more}. We zochten zonder.",)
