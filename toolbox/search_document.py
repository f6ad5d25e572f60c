"""An instrument as it is found."""

from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from core.text import Section
from search.api import Document, SearchDocument, register
from themes.models import Theme
from toolbox.models import Instrument

__all__ = ["InstrumentDocument"]


@register
class InstrumentDocument(SearchDocument[Instrument]):
    """An instrument of the toolbox: what it is, for whom and what it is for."""

    key, label, label_plural = "instrument", "Instrument", "Instrumenten"
    model = Instrument
    template = "toolbox/hit.html"
    completion_position = 20
    depends_on = (Theme,)

    def queryset(self) -> QuerySet[Instrument]:
        return Instrument.objects.public().prefetch_related(*Instrument.theme_prefetch)

    def affected(self, changed: Model) -> Q | None:
        if isinstance(changed, Theme):
            return Q(themes=changed)
        if isinstance(changed, Instrument):
            return Q(pk=changed.pk)
        return Q()

    def ids_under(self, path: str) -> Iterable[int]:
        return ()  # an instrument lies below no page

    def build(self, instrument: Instrument) -> Document:
        return Document(
            title=instrument.name,
            url=instrument.get_absolute_url(),
            summary=instrument.summary,
            sections=tuple(
                Section(heading, text)
                for heading, text in (
                    ("", instrument.description),
                    ("Voor wie", instrument.audience),
                    ("Wettelijke basis", instrument.legal_basis),
                )
                if text
            ),
            keywords=(
                *instrument.synonym_list,
                *instrument.theme_keywords,
                *instrument.purpose_labels,
                *((instrument.owner,) if instrument.owner else ()),
            ),
            aliases=instrument.synonym_list,
            display={
                "owner": instrument.owner,
                "purposes": list(instrument.purpose_labels),
                "phases": list(instrument.phases),
                "themes": [theme.name for theme in instrument.themes.all()],
            },
        )
