"""What results can be narrowed by, and where else a question leads, as far as instruments go."""

from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse

from core.prepared import Prepared
from search.api import Facet, Kinship, Suggestion, Suggestions, register
from themes.rules import named
from toolbox.models import Instrument, UsesInstruments

_NAMES = Prepared(lambda: Instrument.objects.public().values_list("name", "synonyms", "slug"))


def instrument_labels(slugs: Collection[str]) -> Mapping[str, str]:
    """Names by slug, of the instruments that anybody may see now. All are read, few as they are: one prepared query."""
    names = {slug: name for name, _, slug in _NAMES.rows()}
    return {slug: names[slug] for slug in slugs if slug in names}


register(
    Facet(
        key="instrument",
        label="Instrument",
        applies_to=UsesInstruments,
        values=lambda item: item.instrument_slugs,
        labels=instrument_labels,
        guarded=True,
        depends_on=(Instrument,),
        sort="label",
        position=55,
        kinship=Kinship(3, "instrument", "instrumenten", alone=True),
        folded=True,
    )
)


def suggest_instruments(text: str, limit: int) -> Sequence[Suggestion]:
    """The pages of the instruments that a question names; nothing for an empty text."""
    if not text.strip():
        return []
    return [
        Suggestion("Instrument", name, reverse("toolbox:instrument", args=[slug]))
        for name, slug in named(text, _NAMES.rows())[:limit]
    ]


register(Suggestions(key="instruments", find=suggest_instruments))
