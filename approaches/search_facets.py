"""What results can be narrowed by, as far as approaches go: how far one is, and who pays."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import TextChoices

from approaches.models import FundingSource, Maturity
from approaches.models.parts import Weighed
from search.api import Facet, register


def labels_of(choices: type[TextChoices]) -> Callable[[Collection[str]], Mapping[str, str]]:
    """Names of the choices of a closed list, in its order."""
    return lambda slugs: {choice.value: choice.label for choice in choices if choice.value in slugs}


register(
    Facet(
        key="maturity",
        label="Hoe ver",
        applies_to=Weighed,
        values=lambda item: item.maturity_slugs,
        labels=labels_of(Maturity),
        sort="given",
        position=56,
    )
)
register(
    Facet(
        key="funding",
        label="Wie betaalt",
        applies_to=Weighed,
        values=lambda item: item.funding_slugs,
        labels=labels_of(FundingSource),
        sort="given",
        position=57,
    )
)
