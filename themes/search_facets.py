"""What results can be narrowed by, as far as themes and life phases go."""

from collections.abc import Collection, Mapping

from search.api import Facet, register
from themes.models import LifePhase, Theme, Themed


def phase_labels(slugs: Collection[str]) -> Mapping[str, str]:
    """Names of life phases, in the order of a life."""
    return {phase.value: phase.label for phase in LifePhase if phase.value in slugs}


register(
    Facet(
        key="theme",
        label="Thema",
        applies_to=Themed,
        values=lambda item: item.theme_slugs,
        labels=Theme.objects.labels,
        depends_on=(Theme,),
        sort="label",
        position=20,
    )
)
register(
    Facet(
        key="phase",
        label="Fase",
        applies_to=Themed,
        values=lambda item: item.phase_slugs,
        labels=phase_labels,
        sort="given",
        position=30,
    )
)
