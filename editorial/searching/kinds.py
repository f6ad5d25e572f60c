"""What each kind of rule asks of an editor, in words with an example."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from search.api import Kind

__all__ = ["KINDS", "KindForm"]


@dataclass(frozen=True)
class KindForm:
    """The words of the form for one kind. `means_label` is "" for a kind without a second side."""

    tab: str
    explanation: str
    said_label: str
    said_help: str
    said_example: str
    means_label: str = ""
    means_help: str = ""
    means_example: str = ""


_SINGULAR = "Enkelvoud én meervoud hoeft niet: dat kent de zoekmachine al."

KINDS: Final[Mapping[Kind, KindForm]] = {
    Kind.SYNONYMS: KindForm(
        tab="Synoniemen",
        explanation="Woorden die precies hetzelfde betekenen. Wie één ervan zoekt, vindt ze allemaal.",
        said_label="Woorden die hetzelfde betekenen",
        said_help=f"Eén per regel, minstens twee. {_SINGULAR}",
        said_example="bevalling\nbaring\npartus",
    ),
    Kind.EVERYDAY: KindForm(
        tab="Alledaagse woorden",
        explanation="Wat mensen zeggen, en hoe professionals het opschrijven. Werkt één kant op: wie “rondkomen” "
        "zoekt, vindt ook “schulden”; wie “schulden” zoekt, vindt niet alles over rondkomen.",
        said_label="Wat mensen zeggen",
        said_help=f"Eén per regel. {_SINGULAR}",
        said_example="rondkomen\nweinig geld",
        means_label="Wat dat ook betekent",
        means_help="Eén per regel: de woorden die in aanpakken en verhalen staan.",
        means_example="geldzorgen\nschulden",
    ),
    Kind.RELATED: KindForm(
        tab="Verwante woorden",
        explanation="Woorden die bij elkaar horen en niet hetzelfde zijn. Ze zetten een resultaat hoger, en vinden "
        "zelf niets.",
        said_label="Woorden die bij elkaar horen",
        said_help="Eén per regel, minstens twee.",
        said_example="kindermishandeling\nhuiselijk geweld",
    ),
    Kind.LEADS_TO: KindForm(
        tab="Verwant, één kant op",
        explanation="Wie het ene zoekt, is ook geholpen met het andere; andersom niet.",
        said_label="Wie dit zoekt",
        said_help="Eén per regel.",
        said_example="schuldhulpverlening",
        means_label="Is ook geholpen met",
        means_help="Eén per regel.",
        means_example="bewindvoering\nbudgetcoach",
    ),
    Kind.NAME: KindForm(
        tab="Namen",
        explanation="Een naam van meer woorden. Die blijven bij elkaar, ook kleine woorden als “nu” en “niet”.",
        said_label="Naam",
        said_help="Eén naam per keer.",
        said_example="Nu Niet Zwanger",
    ),
}
