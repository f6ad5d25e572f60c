"""An approach and its building blocks as they are found."""

from django.db.models import Model, Q, QuerySet

from approaches.models import ApproachPage, BuildingBlock
from coalitions.documents import DEPENDS_ON, affected_by, shown
from core.text import Section, sections
from search.api import Document, Parent, SearchDocument, register

__all__ = ["ApproachDocument", "BuildingBlockDocument"]


@register
class ApproachDocument(SearchDocument[ApproachPage]):
    """An approach; its building blocks are documents of their own."""

    key, label, label_plural = "approach", "Aanpak", "Aanpakken"
    model = ApproachPage
    template = "approaches/hit.html"
    depends_on = DEPENDS_ON

    def queryset(self) -> QuerySet[ApproachPage]:
        return ApproachPage.objects.public().prefetch_for_search()

    def affected(self, changed: Model) -> Q | None:
        return affected_by(changed)

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
            keywords=page.keywords,
            date=page.search_date,
            external_id=page.external_id,
            display={
                **shown(page),
                "maturity": page.maturity_label,
                "started": page.started,
                "blocks": len(page.building_blocks.all()),
            },
        )


@register
class BuildingBlockDocument(SearchDocument[BuildingBlock]):
    """A building block: as public as its approach, found by its own text and by what its approach is about."""

    key, label, label_plural = "block", "Bouwsteen", "Bouwstenen"
    model = BuildingBlock
    template = "approaches/block_hit.html"
    depends_on = DEPENDS_ON
    page_lookup = "page__"

    def queryset(self) -> QuerySet[BuildingBlock]:
        return BuildingBlock.objects.public().prefetch_for_search()

    def affected(self, changed: Model) -> Q | None:
        return affected_by(changed, "page__")

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
                    *(
                        pair
                        for found in block.pitfall_pairs
                        for pair in zip(("Valkuil", "Wat hielp"), found, strict=True)
                    ),
                )
                if text
            ),
            keywords=page.keywords,
            date=page.search_date,
            parent=Parent(key=f"{ApproachDocument.key}:{page.pk}", title=page.title, url=page.url or ""),
            display={**shown(page), "role": block.role, "role_label": block.role_label},
        )


def _under(heading: str, found: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of one field: what stands before its first heading comes under the name of the field."""
    return tuple(Section(section.heading or heading, section.text) for section in found)
