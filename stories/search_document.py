"""A story as it is found."""

from django.db.models import Model, Q, QuerySet

from coalitions.documents import DEPENDS_ON, affected_by, shown, shown_municipalities
from core.text import sections
from search.api import Document, SearchDocument, register
from stories.models import StoryPage

__all__ = ["StoryDocument"]


@register
class StoryDocument(SearchDocument[StoryPage]):
    """A story: its text, its voice, its themes and places."""

    key, label, label_plural = "story", "Verhaal", "Verhalen"
    model = StoryPage
    template = "stories/hit.html"
    depends_on = DEPENDS_ON

    def queryset(self) -> QuerySet[StoryPage]:
        return StoryPage.objects.public().prefetch_for_search()

    def affected(self, changed: Model) -> Q | None:
        return affected_by(changed)

    def build(self, page: StoryPage) -> Document:
        return Document(
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            sections=sections(page.body),
            keywords=page.keywords,
            date=page.search_date,
            external_id=page.external_id,
            display={
                **shown(page),
                **shown_municipalities(page.place_names),  # a region where nothing finer may be named
                "voice": page.voice,
                "language": page.language,
                "direction": page.direction,
                "voice_label": page.voice_label,
                "teller_name": page.shown_name,
                "how_collected": page.how_collected_label,
            },
        )
