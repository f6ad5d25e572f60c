"""Approaches and building blocks for tests."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import factory

from approaches.models import ApproachPage, BuildingBlock, Funding, Source
from coalitions.models import NationalPage
from tests.factories.pages import PageFactory


class ApproachPageFactory(PageFactory):
    """A national approach, unless `parent` is a coalition. `building_blocks=[block(...), ...]` gives it blocks."""

    class Meta:
        model = ApproachPage

    title = factory.Sequence(lambda number: f"Aanpak {number}")
    parent = factory.LazyFunction(lambda: NationalPage.objects.get())


def block(title: str = "Intake", *, pitfalls: Iterable[Sequence[str]] = (), **fields: Any) -> BuildingBlock:
    """An unsaved building block, for `building_blocks=[...]`; pitfalls as (pitfall, answer) or (pitfall,)."""
    return BuildingBlock(title=title, pitfalls=pairs(*pitfalls), **fields)


def pairs(*pitfalls: Sequence[str]) -> str:
    """The stored stream of these pitfalls."""
    values = [dict(zip(("pitfall", "answer"), (*pair, ""), strict=False)) for pair in pitfalls]
    return json.dumps([{"type": "pair", "value": value} for value in values])


def whole_approach(**fields: Any) -> ApproachPage:
    """A published approach that tells everything a reuser may ask."""
    text = json.dumps([{"type": "paragraph", "value": "<p>Zo is het gegaan.</p>"}])
    told: dict[str, Any] = {
        "need": text,
        "what_we_do": text,
        "results": text,
        "contact_email": "coalitie@voorbeeld.test",
        "situations": ["geldzorgen", "lvb"],
        "partners": ["verloskundigen", "wijkteam"],
        "agreements_execution": "De verloskundige belt dezelfde dag.",
        "agreements_organisation": "Het wijkteam regelt vervanging.",
        "agreements_board": "Het college betaalt tot 2027.",
        "hours": "Vier uur per week.",
        "costs": "9.000 euro per jaar.",
        "involvement_design": "meedenken",
        "involvement_delivery": "geen",
        "involvement_review": "meebeslissen",
        "involvement_note": "Vier moeders lazen de kaart.",
        "strengths_parents": "Ze vroeg het gewoon.",
        "weaknesses_parents": "Het duurde lang.",
        "strengths_professionals": "Ik weet wie ik bel.",
        "weaknesses_professionals": "Druk is druk.",
        "reach": "Drie praktijken.",
        "effect": "Eerder in beeld.",
        "adoption": "Achttien van de 22.",
        "implementation": "Na tien dagen.",
        "maintenance": "Tot 2027.",
        "maturity": "loopt",
        "building_blocks": [
            block(
                "Warme belroute",
                description="Samen bellen.",
                needs_people="Eén coach.",
                needs_agreements="Overdag bereikbaar.",
                needs_tools="Eén nummer.",
                works_when="De coach dichtbij zit.",
                works_less_when="Elke praktijk een eigen coach heeft.",
                pitfalls=[("De lijn was bezet.", "Een tweede nummer."), ("De kaart bleef in de la.",)],
                help_offered="Een ochtend meelopen.",
            ),
            block("Gesprekskaart", role="free", needs_tools="Drukwerk."),
        ],
        "funding": [Funding(source="wmo", amount_from=8000, amount_to=10000, purpose="Uren", is_structural=True)],
        "sources": [Source(title="Verslag", url="https://voorbeeld.test/verslag", year=2024, is_evaluation=True)],
    }
    page: ApproachPage = ApproachPageFactory(**told | fields)
    return page
