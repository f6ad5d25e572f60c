"""An approach and its building blocks as they are found."""

from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from approaches.models import (
    ApproachPage,
    BuildingBlock,
    Check,
    Confirmation,
    ConfirmationRequest,
    EvidenceQuote,
    Retirement,
)
from coalitions.documents import DEPENDS_ON, affected_by, shown
from core.text import Section, sections
from search.api import Document, Parent, SearchDocument, register
from toolbox.models import Instrument

__all__ = ["ApproachDocument", "BuildingBlockDocument"]

BESIDE_THE_PAGE = (Check, Confirmation, ConfirmationRequest, EvidenceQuote, Retirement)
"""What is kept about one approach in tables of its own: its marks, and that it was taken away."""


_APPROACH_TEXTS = (
    ("Afspraken in de uitvoering", "agreements_execution"),
    ("Afspraken tussen organisaties", "agreements_organisation"),
    ("Afspraken tussen bestuurders", "agreements_board"),
    ("Uren", "hours"),
    ("Kosten", "costs"),
    ("Hoe ouders meedoen", "involvement_note"),
    ("Sterk volgens ouders", "strengths_parents"),
    ("Lastig volgens ouders", "weaknesses_parents"),
    ("Sterk volgens professionals", "strengths_professionals"),
    ("Lastig volgens professionals", "weaknesses_professionals"),
    ("Wie het bereikt", "reach"),
    ("Wat er verandert", "effect"),
    ("Wie meedoen", "adoption"),
    ("Of het lukt zoals bedoeld", "implementation"),
    ("Of het blijft", "maintenance"),
    ("Waarom het stopte", "stopped_explanation"),
)
_BLOCK_TEXTS = (
    ("Welke mensen zijn nodig", "needs_people"),
    ("Welke afspraken zijn nodig", "needs_agreements"),
    ("Welke middelen zijn nodig", "needs_tools"),
    ("Werkt als", "works_when"),
    ("Werkt minder als", "works_less_when"),
)


@register
class ApproachDocument(SearchDocument[ApproachPage]):
    """An approach; its building blocks are documents of their own."""

    key, label, label_plural = "approach", "Aanpak", "Aanpakken"
    model = ApproachPage
    template = "approaches/hit.html"
    completion_position = 50
    depends_on = (*DEPENDS_ON, *BESIDE_THE_PAGE, Instrument)

    def queryset(self) -> QuerySet[ApproachPage]:
        return ApproachPage.objects.public().prefetch_for_search()

    def affected(self, changed: Model) -> Q | None:
        if isinstance(changed, BESIDE_THE_PAGE):
            return Q(pk=changed.page_id)
        return Q(instruments=changed) if isinstance(changed, Instrument) else affected_by(changed)

    def build(self, page: ApproachPage) -> Document:
        return Document(
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            sections=(
                *_under("Aanleiding", sections(page.need)),
                *_under("Wat we doen", sections(page.what_we_do)),
                *_under("Wat het oplevert", sections(page.results)),
                *_texts(page, _APPROACH_TEXTS),
                *_rows(page),
            ),
            keywords=page.keywords,
            date=page.search_date,
            external_id=page.external_id,
            display={
                **shown(page),
                "maturity": page.maturity_label,
                "started": page.started,
                "blocks": len(page.building_blocks.all()),
                "marks": page.marks_shown,
            },
        )


@register
class BuildingBlockDocument(SearchDocument[BuildingBlock]):
    """A building block: as public as its approach, found by its own text and by what its approach is about."""

    key, label, label_plural = "block", "Bouwsteen", "Bouwstenen"
    model = BuildingBlock
    template = "approaches/block_hit.html"
    completion_position = 60
    depends_on = (*DEPENDS_ON, *BESIDE_THE_PAGE, Instrument)
    page_lookup = "page__"

    def queryset(self) -> QuerySet[BuildingBlock]:
        return BuildingBlock.objects.public().prefetch_for_search()

    def affected(self, changed: Model) -> Q | None:
        if isinstance(changed, BESIDE_THE_PAGE):
            return Q(page=changed.page_id)
        return Q(page__instruments=changed) if isinstance(changed, Instrument) else affected_by(changed, "page__")

    def build(self, block: BuildingBlock) -> Document:
        page = block.page
        return Document(
            title=block.title,
            url=block.url,
            summary=block.description,
            sections=(
                *_texts(block, _BLOCK_TEXTS),
                *_pitfalls(block),
                *_texts(block, (("Waarmee de makers helpen", "help_offered"),)),
            ),
            keywords=page.keywords_of_parts,
            date=page.search_date,
            parent=Parent(key=f"{ApproachDocument.key}:{page.pk}", title=page.title, url=page.url or ""),
            display={
                **shown(page),
                "role": block.role,
                "role_label": block.role_label,
                "marks": page.marks_shown,
            },
        )


def _texts(item: Model, fields: Iterable[tuple[str, str]]) -> tuple[Section, ...]:
    """The plain texts of these (heading, field), those that say something."""
    return tuple(Section(heading, text) for heading, field in fields if (text := getattr(item, field)))


def _rows(page: ApproachPage) -> tuple[Section, ...]:
    """What stands in lists: for whom it is, who pays for what, and where more stands."""
    found = (
        ("Voor wie", page.situation_labels),
        ("Instrumenten", [item.name for item in page.instruments.all() if item.is_listed]),
        ("Wie betaalt", [": ".join(filter(None, (row.source_label, row.purpose))) for row in page.funding.all()]),
        ("Bronnen", [source.title for source in page.sources.all()]),
    )
    # As a list is written: a stretch of it may stand below a hit.
    return tuple(Section(heading, "; ".join(lines)) for heading, lines in found if lines)


def _pitfalls(block: BuildingBlock) -> tuple[Section, ...]:
    return tuple(
        Section(heading, text)
        for pair in block.pitfall_pairs
        for heading, text in zip(("Valkuil", "Wat hielp"), pair, strict=True)
        if text
    )


def _under(heading: str, found: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of one field: what stands before its first heading comes under the name of the field."""
    return tuple(Section(section.heading or heading, section.text) for section in found)
