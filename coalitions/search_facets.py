"""What results can be narrowed by, as far as coalitions go."""

from collections.abc import Collection, Mapping, Sequence

from coalitions.mixins import Partnered, Staged
from coalitions.models import CoalitionIndexPage, CoalitionPage, CoalitionStage, InCoalition
from coalitions.rules import partners_present
from core.prepared import Prepared
from search.api import Facet, Suggestion, Suggestions, choice_labels, register

# "One of the coalitions": without it SQLite asks of every page of the site whether it is public.
_ALL = CoalitionPage.objects.order_by().values("pk")
TITLES = Prepared(lambda: CoalitionPage.objects.public().filter(pk__in=_ALL).order_by().values_list("slug", "title"))


def coalition_labels(slugs: Collection[str]) -> Mapping[str, str]:
    """Titles by slug, of the coalitions that anybody may see now. All are read, few as they are: one prepared query."""
    titles: dict[str, str] = dict(TITLES.rows())
    return {slug: titles[slug] for slug in slugs if slug in titles}


def partner_labels(slugs: Collection[str]) -> Mapping[str, str]:
    """Names of partners, in the order of the list."""
    return {partner.slug: partner.label[0].upper() + partner.label[1:] for partner in partners_present(slugs)}


register(
    Facet(
        key="coalition",
        label="Coalitie",
        applies_to=InCoalition,
        values=lambda item: [item.coalition_slug] if item.coalition_slug else [],
        labels=coalition_labels,
        guarded=True,
        depends_on=(CoalitionPage,),
        sort="label",
        position=60,
        folded=True,
    )
)
register(
    Facet(
        key="partner",
        label="Aan tafel",
        applies_to=Partnered,
        values=lambda item: item.partner_slugs,
        labels=partner_labels,
        sort="given",
        position=65,
        folded=True,
    )
)
register(
    Facet(
        key="stage",
        label="Fase van de coalitie",
        applies_to=Staged,
        values=lambda item: item.stage_slugs,
        labels=choice_labels(CoalitionStage),
        depends_on=(CoalitionPage,),
        sort="given",
        position=62,
        folded=True,
    )
)


def suggest_coalitions(text: str, limit: int) -> Sequence[Suggestion]:
    """For an empty text where all coalitions stand, each with people to ask."""
    if text.strip():
        return []
    overviews = CoalitionIndexPage.objects.public()[:limit]
    return [Suggestion("Mensen", "Vraag het een coalitie", overview.url or "") for overview in overviews]


register(Suggestions(key="coalitions", find=suggest_coalitions))
