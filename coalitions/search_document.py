"""A coalition as it is found."""

from django.db.models import Model, Q, QuerySet

from coalitions.documents import shown_municipalities
from coalitions.models import CoalitionPage
from core.text import sections
from places.models import Municipality
from search.api import Document, SearchDocument, register

__all__ = ["CoalitionDocument"]


@register
class CoalitionDocument(SearchDocument[CoalitionPage]):
    """A coalition: its municipalities, its stage and what it wants to reach."""

    key, label, label_plural = "coalition", "Coalitie", "Coalities"
    model = CoalitionPage
    template = "coalitions/hit.html"
    completion_position = 40
    depends_on = (Municipality,)

    def queryset(self) -> QuerySet[CoalitionPage]:
        return CoalitionPage.objects.public().prefetch_for_search()

    def affected(self, changed: Model) -> Q | None:
        if isinstance(changed, Municipality):
            return Q(municipalities=changed)
        return None  # the facet of stages depends on coalitions: one that changes is touched by itself already

    def build(self, page: CoalitionPage) -> Document:
        return Document(
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            sections=(*sections(page.ambitions), *sections(page.trying_now)),
            keywords=(*page.place_keywords, *(partner.label for partner in page.partners_in)),
            date=page.search_date,
            external_id=page.external_id,
            display={
                "stage_label": page.stage_label,
                "example": page.is_example,
                **shown_municipalities(page.municipality_names),
            },
        )
