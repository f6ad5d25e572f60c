"""What may be asked of the search: the parameters of the page, one for every facet that is registered."""

from typing import Any

from ninja import Field, Schema
from pydantic import create_model

from search.api import MAX_QUERY, SORTS, facets

__all__ = ["Paging", "question_schema"]

LAST_PAGE = 1_000_000
"""Beyond any list; a number that no database takes would be an error of its own."""


class Paging(Schema):
    """Welke pagina van een lijst."""

    page: int = Field(1, ge=1, le=LAST_PAGE, description="Het nummer van de pagina, vanaf 1.")


def question_schema() -> type[Schema]:
    """The parameters of a search; a facet may be given several times."""
    fields: dict[str, Any] = {
        facet.key: (
            list[str],
            Field([], max_length=50, description=f"{facet.label}: de waarde van het filter. Mag vaker."),
        )
        for facet in facets()
    }
    sorts = "|".join(SORTS)
    return create_model(
        "Question",
        __base__=Paging,
        q=(str, Field("", max_length=MAX_QUERY * 8, description="De zoekvraag; zonder vraag komt alles.")),
        sort=(str, Field("relevance", pattern=f"^({sorts})$", description=f"De volgorde: {sorts.replace('|', ', ')}.")),
        **fields,
    )
