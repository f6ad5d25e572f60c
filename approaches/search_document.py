"""An approach and its building blocks as they are found."""

from django.db.models import Model, Q, QuerySet

from approaches.models import ApproachPage, BuildingBlock
from coalitions.models import CoalitionPage
from coalitions.search_document import shown_municipalities
from core.text import Section, sections
from places.models import Municipality
from search.api import Document, Parent, SearchDocument, register
from themes.models import Theme

__all__ = ["ApproachDocument", "BuildingBlockDocument"]


def _affected(changed: Model, page: str) -> Q | None:
    """Which approaches show something of a theme, municipality or coalition; `page` is the path to the approach."""
    if isinstance(changed, Theme):
        return Q(**{f"{page}themes": changed})
    if isinstance(changed, Municipality):
        return Q(**{f"{page}municipalities": changed})
    if isinstance(changed, CoalitionPage):
        return Q(**{f"{page}path__startswith": changed.path})
    return Q()


def _keywords(page: ApproachPage) -> tuple[str, ...]:
    return (*page.theme_keywords, *page.place_keywords, *(tag.name for tag in page.tags.all()))


@register
class ApproachDocument(SearchDocument[ApproachPage]):
    """An approach; its building blocks are documents of their own."""

    key, label, label_plural = "approach", "Aanpak", "Aanpakken"
    model = ApproachPage
    template = "approaches/hit.html"
    depends_on = (Theme, Municipality, CoalitionPage)

    def queryset(self) -> QuerySet[ApproachPage]:
        return ApproachPage.objects.public().prefetch_for_search()

    def affected(self, changed: Model) -> Q | None:
        return _affected(changed, "")

    def build(self, page: ApproachPage) -> Document:
        return Document(
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            sections=(
                *_under("Aanleiding", sections(page.need)),
                *_under("Wat we doen", sections(page.what_we_do)),
                *_under("Wat het oplevert", sections(page.results)),
            ),
            keywords=_keywords(page),
            date=page.search_date,
            external_id=page.external_id,
            display={
                "coalition": page.coalition_title,
                "themes": [theme.name for theme in page.themes.all()],
                "phases": list(page.phases),
                "maturity": page.maturity_label,
                "started": page.started,
                "blocks": len(page.building_blocks.all()),
                "date": page.search_date.display() if page.search_date else "",
                "example": page.is_example,
                **shown_municipalities(page.municipality_names),
            },
        )


@register
class BuildingBlockDocument(SearchDocument[BuildingBlock]):
    """A building block: public when its approach is, found by its own text and the themes and places of the approach."""

    key, label, label_plural = "block", "Bouwsteen", "Bouwstenen"
    model = BuildingBlock
    template = "approaches/block_hit.html"
    depends_on = (Theme, Municipality, CoalitionPage)
    page_lookup = "page__"

    def queryset(self) -> QuerySet[BuildingBlock]:
        return BuildingBlock.objects.public().prefetch_for_search()

    def affected(self, changed: Model) -> Q | None:
        return _affected(changed, "page__")

    def build(self, block: BuildingBlock) -> Document:
        page = block.page
        return Document(
            title=block.title,
            url=block.url,
            summary=block.description,
            sections=tuple(
                Section(heading, text)
                for heading, text in (
                    ("Welke mensen zijn nodig", block.needs_people),
                    ("Welke afspraken zijn nodig", block.needs_agreements),
                    ("Welke middelen zijn nodig", block.needs_tools),
                    ("Valkuil", block.pitfall),
                    ("Wat hielp", block.answer),
                )
                if text
            ),
            keywords=_keywords(page),
            date=page.search_date,
            parent=Parent(key=f"{ApproachDocument.key}:{page.pk}", title=page.title, url=page.url or ""),
            display={
                "role": block.role,
                "role_label": block.role_label,
                "coalition": page.coalition_title,
                "phases": list(page.phases),
                "example": page.is_example,
            },
        )


def _under(heading: str, found: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of one field: what stands before its first heading comes under the name of the field."""
    return tuple(Section(section.heading or heading, section.text) for section in found)
