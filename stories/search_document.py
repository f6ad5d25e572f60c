"""A story as it is found."""

from django.db.models import Model, Q, QuerySet

from coalitions.models import CoalitionPage
from coalitions.search_document import shown_municipalities
from core.text import sections
from places.models import Municipality
from search.api import Document, SearchDocument, register
from stories.models import StoryPage
from themes.models import Theme

__all__ = ["StoryDocument"]


@register
class StoryDocument(SearchDocument[StoryPage]):
    """A story: its text, its voice, its themes and places."""

    key, label, label_plural = "story", "Verhaal", "Verhalen"
    model = StoryPage
    template = "stories/hit.html"
    depends_on = (Theme, Municipality, CoalitionPage)

    def queryset(self) -> QuerySet[StoryPage]:
        return StoryPage.objects.public().prefetch_for_search()

    def affected(self, changed: Model) -> Q | None:
        if isinstance(changed, Theme):
            return Q(themes=changed)
        if isinstance(changed, Municipality):
            return Q(municipalities=changed)
        if isinstance(changed, CoalitionPage):
            return Q(path__startswith=changed.path)
        return Q()

    def build(self, page: StoryPage) -> Document:
        return Document(
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            sections=sections(page.body),
            keywords=(*page.theme_keywords, *page.place_keywords, *(tag.name for tag in page.tags.all())),
            date=page.search_date,
            external_id=page.external_id,
            display={
                "coalition": page.coalition_title,
                "themes": [theme.name for theme in page.themes.all()],
                "phases": list(page.phases),
                "voice": page.voice,
                "voice_label": page.voice_label,
                "how_collected": page.how_collected_label,
                "date": page.search_date.display() if page.search_date else "",
                "example": page.is_example,
                **shown_municipalities(page.municipality_names),
            },
        )
