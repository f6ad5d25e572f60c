"""What results can be narrowed by, as far as approaches go: how far one is, who pays, and who needn't take part."""

from approaches.models import FundingSource, Maturity
from approaches.models.parts import Weighed
from coalitions.search_facets import partner_labels
from search.api import Facet, choice_labels, register

register(
    Facet(
        key="maturity",
        label="Hoe ver",
        applies_to=Weighed,
        values=lambda item: item.maturity_slugs,
        labels=choice_labels(Maturity),
        sort="given",
        position=70,
        folded=True,
    )
)
register(
    Facet(
        key="funding",
        label="Wie betaalt",
        applies_to=Weighed,
        values=lambda item: item.funding_slugs,
        labels=choice_labels(FundingSource),
        sort="given",
        position=72,
        folded=True,
    )
)
register(
    Facet(
        key="without_partner",
        label="Werkt ook zonder",
        applies_to=Weighed,
        values=lambda item: item.without_partner_slugs,
        labels=partner_labels,
        sort="given",
        position=66,
        folded=True,
    )
)
