"""The form of an approach: calm steps, an example beside each field, and what a reuser still misses above them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, TabbedInterface
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import AdminAutoHeightTextInput

from approaches.completeness import Gap
from approaches.forms import ApproachForm, CalmRadioSelect
from coalitions.mixins import ContactMixin, PictureMixin
from coalitions.panels import ExamplePanel, page_form, tab, title_panel
from places.models import PlacedMixin
from themes.models import ThemedMixin

__all__ = ["BLOCK_PANELS", "GapLink", "ReuserTabs", "approach_form"]


@dataclass(frozen=True)
class GapLink:
    """A gap with its place in the form: the name of the step and the id to go to."""

    gap: Gap
    step: str
    anchor: str


class ReuserTabs(TabbedInterface):
    """The steps, under the list of what a reuser still misses."""

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "approaches/admin/reuser_tabs.html"
        saved_template = "approaches/admin/still_missing_again.html"
        """What the form shows anew after a draft was saved by itself (templates/wagtailadmin/pages)."""

        @property
        def media(self) -> forms.Media:
            return super().media + forms.Media(js=[versioned_static("approaches/admin.js")])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "gaps": self.gaps()}

        def gaps(self) -> list[GapLink]:
            """What the approach misses as it was last saved; nothing for one that wasn't saved yet."""
            if not self.instance.pk:
                return []
            places = self.places()
            return [GapLink(gap, *places[gap.form_field]) for gap in self.instance.missing if gap.form_field in places]

        def places(self) -> dict[str, tuple[str, str]]:
            """Step and anchor of each field in the form; a field in a group goes by the anchor of the group."""
            found = {}
            for step in self.visible_children:
                for panel, identifier in step.visible_children_with_identifiers:
                    for name in field_names(panel.panel):
                        found[name] = (step.heading, f"{step.prefix}-{identifier}-section")
            return found


def field_names(panel: Any) -> list[str]:
    """The fields (or rows) that a panel, or a group of panels, is about."""
    name = getattr(panel, "field_name", "") or getattr(panel, "relation_name", "")
    return [name] if name else [found for child in getattr(panel, "children", ()) for found in field_names(child)]


def approach_form() -> TabbedInterface:
    """The whole form, step by step: enough to publish first, then what a reuser needs."""
    return page_form(
        _first_step(), _blocks_step(), _together_step(), _means_step(), _result_step(), _state_step(), _more_step(),
        base_form_class=ApproachForm,
        interface=ReuserTabs,
    )  # fmt: skip


def _first_step() -> Any:
    return tab(
        "Aanpak",
        title_panel("Een naam die zegt wat u doet."),
        ExamplePanel(
            "summary",
            widget=AdminAutoHeightTextInput,
            example="Verloskundigen vragen elke zwangere naar geldzorgen en bellen ter plekke met de budgetcoach.",
        ),
        *ThemedMixin.theme_panels,
        *PlacedMixin.place_panels,
        ExamplePanel(
            "need",
            example="Van twintig dreigende ontruimingen ging het negen keer om een gezin met een baby op komst. "
            "Niemand had naar geld gevraagd.",
        ),
        ExamplePanel(
            "what_we_do",
            example="De verloskundige belt samen met de ouder. De budgetcoach komt binnen zeven dagen thuis.",
        ),
        ExamplePanel(
            "results",
            example="Van 612 zwangeren wilden er 74 een gesprek; bij 58 kwam dat er. Of er minder schulden zijn, "
            "weten we niet.",
        ),
        *ContactMixin.contact_panels,
    )


def _blocks_step() -> Any:
    return tab(
        "Bouwstenen",
        InlinePanel(
            "building_blocks",
            heading="Bouwstenen",
            label="Bouwsteen",
            help_text="Delen van de aanpak die een ander los kan overnemen. Dit mag ook later.",
        ),
    )


def _together_step() -> Any:
    return tab(
        "Samen",
        ExamplePanel(
            "situations",
            example="Een budgetcoach voor zwangeren: geldzorgen en huisvesting. Kruis aan waar het u om gaat.",
        ),
        ExamplePanel(
            "partners",
            example="Verloskundigen en het wijkteam zitten elke maand aan tafel. De huisartsen kregen alleen een "
            "brief: die kruist u niet aan.",
        ),
        ExamplePanel(
            "instruments",
            widget=forms.CheckboxSelectMultiple,
            example="Werkt u met Nu Niet Zwanger, dan ziet een lezer daar ook uw aanpak staan.",
        ),
        ExamplePanel(
            "agreements_execution", example="De verloskundige meldt binnen een dag; de JGZ belt binnen een week terug."
        ),
        ExamplePanel(
            "agreements_organisation",
            example="De welzijnsorganisatie maakt acht uur per week vrij en regelt vervanging bij ziekte.",
        ),
        ExamplePanel(
            "agreements_board", example="Het college nam de coach op in het beleidsplan jeugd tot en met 2027."
        ),
        *(FieldPanel(f"involvement_{stage}", widget=CalmRadioSelect) for stage in ("design", "delivery", "review")),
        ExamplePanel(
            "involvement_note",
            example="Vier moeders lazen de kaart en schrapten twee vragen. Zij kregen een cadeaubon van 40 euro.",
        ),
    )


def _means_step() -> Any:
    return tab(
        "Uren en geld",
        ExamplePanel("hours", example="Een budgetcoach, vier uur per week. Per gezin ongeveer drie uur."),
        ExamplePanel("costs", example="Ongeveer 9.000 euro per jaar aan uren, en eenmalig 600 euro voor drukwerk."),
        InlinePanel("funding", heading="Wie betaalt het", label="Financier", panels=_FUNDING_PANELS),
    )


def _result_step() -> Any:
    return tab(
        "Resultaat",
        ExamplePanel("strengths_parents", example="“Ze vroeg het alsof het de gewoonste zaak was.”"),
        ExamplePanel("weaknesses_parents", example="“Ik moest mijn verhaal toch nog een keer vertellen.”"),
        ExamplePanel("strengths_professionals", example="“Ik weet nu wie ik moet bellen, en er neemt iemand op.”"),
        ExamplePanel("weaknesses_professionals", example="“Op drukke dagen sla ik de vraag over.”"),
        ExamplePanel("reach", example="Drie van de vijf praktijken. Ouders zonder huisarts zien we niet."),
        ExamplePanel("effect", example="Gezinnen komen gemiddeld vier maanden eerder in beeld; dat telden we zelf."),
        ExamplePanel("adoption", example="Van de 22 verloskundigen stellen er 18 de vraag aan iedereen."),
        ExamplePanel("implementation", example="Het gesprek thuis komt meestal na tien dagen, niet na zeven."),
        ExamplePanel("maintenance", example="De uren staan in het contract tot 2027; de werkgroep komt elk kwartaal."),
        InlinePanel("sources", heading="Bronnen en evaluatie", label="Bron", panels=_SOURCE_PANELS),
    )


def _state_step() -> Any:
    return tab(
        "Hoe ver",
        FieldPanel("maturity", widget=CalmRadioSelect),
        ExamplePanel("started", example="2022"),
        MultiFieldPanel(
            [
                FieldPanel("stopped_reason", widget=CalmRadioSelect),
                ExamplePanel(
                    "stopped_explanation",
                    example="De coach kreeg ander werk en niemand had zijn nummer. Nu zouden we met twee beginnen.",
                ),
                ExamplePanel("stopped_on", example="2024-03"),
            ],
            heading="Gestopt",
            help_text="Alleen als de aanpak is gestopt. Ook dan is dit een volle bijdrage.",
        ),
    )


def _more_step() -> Any:
    return tab(
        "Meer",
        ExamplePanel("content_date", example="2024-03"),
        ExamplePanel("source_url", example="https://www.voorbeeld.nl/geldzorgen"),
        *PictureMixin.picture_panels,
        ExamplePanel("tags", example="budgetcoach, warme overdracht"),
    )


_FUNDING_PANELS = [
    FieldPanel("source", widget=CalmRadioSelect),
    ExamplePanel("amount_from", example="8000"),
    ExamplePanel("amount_to", example="10000"),
    ExamplePanel("purpose", example="De uren van de budgetcoach"),
    FieldPanel("is_structural"),
    ExamplePanel("until", example="2026-12"),
]

_SOURCE_PANELS = [
    ExamplePanel("title", example="Eindverslag belroute, gemeente Zaanstad"),
    ExamplePanel("url", example="https://www.voorbeeld.nl/verslag.pdf"),
    ExamplePanel("year", example="2024"),
    FieldPanel("is_evaluation"),
]

BLOCK_PANELS = [
    ExamplePanel("title", example="Intake aan de keukentafel"),
    ExamplePanel("description", example="De verloskundige belt samen met de ouder, met de telefoon op tafel."),
    FieldPanel("role", widget=forms.RadioSelect),
    ExamplePanel("needs_people", example="Eén budgetcoach, vier uur per week, met een vervanger bij ziekte."),
    ExamplePanel(
        "needs_agreements", example="Bereikbaar op consulttijden. Terugkoppeling alleen als de ouder dat wil."
    ),
    ExamplePanel("needs_tools", example="Eén telefoonnummer dat alleen hiervoor is."),
    ExamplePanel("works_when", example="De coach zit dichtbij en kan overdag opnemen."),
    ExamplePanel("works_less_when", example="Elke praktijk een andere coach heeft."),
    FieldPanel("pitfalls"),
    ExamplePanel("help_offered", example="Een ochtend meelopen, en de gesprekskaart in zes talen."),
    ExamplePanel(
        "taken_from", example="https://www.voorbeeld.nl/coalities/zaanstad/geldzorgen/bouwsteen/warme-belroute/"
    ),
]
