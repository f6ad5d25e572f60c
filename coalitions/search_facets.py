"""What results can be narrowed by, as far as coalitions go."""

from coalitions.models import CoalitionPage, InCoalition
from search.api import Facet, register

register(
    Facet(
        key="coalition",
        label="Coalitie",
        applies_to=InCoalition,
        values=lambda item: [item.coalition_slug] if item.coalition_slug else [],
        labels=CoalitionPage.objects.labels,
        depends_on=(CoalitionPage,),
        sort="label",
        position=50,
    )
)
