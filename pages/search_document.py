"""Pages with a text as they are found: about the site, and knowledge from elsewhere."""

from django.db.models import Model, Q, QuerySet

from coalitions.documents import DEPENDS_ON, affected_by, shown
from core.text import sections
from pages.models import TextPage
from search.api import Document, SearchDocument, register

__all__ = ["PageDocument"]


@register
class PageDocument(SearchDocument[TextPage]):
    """A page with a text, whatever its kind."""

    key, label, label_plural = "page", "Pagina", "Pagina’s"
    model = TextPage
    template = "pages/hit.html"
    depends_on = DEPENDS_ON

    def queryset(self) -> QuerySet[TextPage]:
        return TextPage.objects.public().prefetch_for_search()

    def affected(self, changed: Model) -> Q | None:
        return affected_by(changed)

    def build(self, page: TextPage) -> Document:
        knowledge = page.as_knowledge
        date = page.search_date if knowledge else None  # of a page about the site the date says nothing
        return Document(
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            sections=sections(page.body),
            keywords=page.keywords,
            date=date,
            external_id=page.external_id,
            display={
                **shown(page),
                "date": date.display() if date else "",
                "kind_label": knowledge.shown_kind if knowledge else "",
                "source": page.source_host,
            },
        )
