"""What somebody who wants to reuse an approach still misses in it. Knows no database and no form.

Nothing here blocks and nothing is counted into a percentage: it is a list of things to tell, each with the reason
why another coalition needs it. Where a gap stands in the form follows from the form itself (approaches.panels);
which approaches have a gap, in SQL, from the same declarations (ApproachQuerySet.with_gap).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

__all__ = ["GAPS", "Gap", "missing"]

STOPPED = "gestopt"


@dataclass(frozen=True)
class Gap:
    """Something a reuser needs that may not have been told.

    It is missing when none of `fields` of the page holds anything; or, once there are building blocks, when no
    block fills one of `some_block`, or when there is a block that fills none of `every_block`.
    """

    key: str
    label: str
    why: str
    fields: tuple[str, ...] = ()
    some_block: tuple[str, ...] = ()
    every_block: tuple[str, ...] = ()
    of_stopped: bool = False
    """Only an approach that was stopped can miss it."""

    @property
    def form_field(self) -> str:
        """The field of the page that a writer goes to."""
        return self.fields[0] if self.fields else "building_blocks"

    def is_in(self, filled: Collection[str], blocks: Sequence[Collection[str]], *, stopped: bool) -> bool:
        """Whether an approach with these filled fields, and blocks with those, misses this."""
        if self.of_stopped and not stopped:
            return False
        if self.fields:
            return not any(field in filled for field in self.fields)
        if self.some_block:
            return bool(blocks) and not any(field in block for block in blocks for field in self.some_block)
        return any(not any(field in block for field in self.every_block) for block in blocks)


# In the order of the form. The reasons are those that reusers of good practices give: what must stay, what it takes,
# what went wrong, whom to call (shared design, domain: what the best systems of this kind taught).
GAPS = (
    Gap("need", "De aanleiding", "Zo ziet een ander of de situatie op die van hen lijkt.", ("need",)),
    Gap("what_we_do", "Wat u doet", "Zonder dit is er niets om over te nemen.", ("what_we_do",)),
    Gap("results", "Wat het oplevert", "Een ander moet kunnen uitleggen waarom het de moeite waard is.", ("results",)),
    Gap("contact", "Een contactpersoon", "Bijna iedereen wil eerst iemand spreken.", ("contact_email",)),
    Gap("blocks", "Bouwstenen", "Een ander neemt zelden alles over; een los deel wel.", ("building_blocks",)),
    Gap(
        "block_needs",
        "Wat elke bouwsteen nodig heeft",
        "Mensen, afspraken en middelen: dat is wat een ander moet regelen.",
        every_block=("needs_people", "needs_agreements", "needs_tools"),
    ),
    Gap(
        "block_when",
        "Wanneer een bouwsteen werkt, en wanneer minder",
        "Meer dan negen van de tien passen iets aan; dit zegt waar dat kan.",
        some_block=("works_when", "works_less_when"),
    ),
    Gap("block_pitfalls", "Een valkuil", "Wat misging bespaart een ander het meest.", some_block=("pitfalls",)),
    Gap("block_help", "Waarmee u kunt helpen", "Dan durft een ander te bellen.", some_block=("help_offered",)),
    Gap("situations", "Voor wie het is", "Een ander zoekt vaak op de situatie van ouders.", ("situations",)),
    Gap("partners", "Wie er aan tafel zitten", "Zo ziet een ander wie er nodig is, en wie nog niet.", ("partners",)),
    Gap(
        "agreements",
        "De afspraken",
        "Zonder afspraken hangt het aan één persoon.",
        ("agreements_execution", "agreements_organisation", "agreements_board"),
    ),
    Gap(
        "involvement",
        "Hoe ouders meedoen",
        "Dat bepaalt of het past bij wie het aangaat.",
        ("involvement_design", "involvement_delivery", "involvement_review", "involvement_note"),
    ),
    Gap("hours", "De uren", "De eerste vraag van elke leidinggevende.", ("hours",)),
    Gap("costs", "De kosten", "De eerste vraag van elke wethouder. Een schatting is genoeg.", ("costs",)),
    Gap("funding", "Wie het betaalt", "Een ander kan dezelfde bron aanspreken.", ("funding",)),
    Gap(
        "voice_parents",
        "Wat ouders ervan vinden",
        "Zij weten als eersten of het helpt.",
        ("strengths_parents", "weaknesses_parents"),
    ),
    Gap(
        "voice_professionals",
        "Wat professionals ervan vinden",
        "Zij moeten het bij een ander ook gaan doen.",
        ("strengths_professionals", "weaknesses_professionals"),
    ),
    Gap("reach", "Wie het bereikt", "Ook wie buiten beeld blijft, telt.", ("reach",)),
    Gap("effect", "Wat er verandert", "Een eigen telling is goed genoeg, als u zegt dat het dat is.", ("effect",)),
    Gap("adoption", "Wie er echt meedoen", "Op papier doet iedereen mee.", ("adoption",)),
    Gap("implementation", "Of het gaat zoals bedoeld", "De praktijk is wat een ander krijgt.", ("implementation",)),
    Gap("maintenance", "Of het blijft", "Niemand begint graag aan iets dat na een jaar stopt.", ("maintenance",)),
    Gap("sources", "Bronnen", "Wie meer wil weten, kan verder lezen.", ("sources",)),
    Gap("maturity", "Hoe ver het is", "Een idee overnemen is iets anders dan een vaste werkwijze.", ("maturity",)),
    Gap(
        "stopped",
        "Waarom het stopte",
        "Van stoppen leert een ander evenveel als van doorgaan.",
        ("stopped_reason", "stopped_explanation"),
        of_stopped=True,
    ),
)


def missing(filled: Collection[str], blocks: Sequence[Collection[str]], maturity: str) -> tuple[Gap, ...]:
    """What a reuser misses in an approach, in the order of the form.

    `filled` are the names of its fields that hold something, `blocks` the same for each of its building blocks.
    """
    return tuple(gap for gap in GAPS if gap.is_in(filled, blocks, stopped=maturity == STOPPED))
