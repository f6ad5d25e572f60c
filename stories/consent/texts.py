"""The questions of consent, in Dutch at B1. A change of what is asked is a new VERSION: it is kept with each answer.

Numbers of days stand in them by the name of their term (stories.keeping.terms), and are kept with the answer as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from stories.keeping.terms import terms
from stories.models.choices import Purpose

__all__ = ["QUESTIONS", "ConsentQuestion", "version_of"]

VERSION: Final = "2026-12"


@dataclass(frozen=True)
class ConsentQuestion:
    """What is asked for one purpose, and what it comes down to."""

    question: str
    explanation: str
    needed: bool = False


QUESTIONS: Final[Mapping[Purpose, ConsentQuestion]] = {
    Purpose.DRAFT: ConsentQuestion(
        "Bewaar wat ik typ, hooguit %(drafts)s dagen, tot ik het verstuur of weggooi.",
        "Zo is uw tekst niet weg als u stopt. Niemand leest mee.",
        needed=True,
    ),
    Purpose.READ: ConsentQuestion(
        "De redactie mag mijn verhaal lezen.",
        "Zonder dit kunnen wij niets met uw verhaal doen.",
        needed=True,
    ),
    Purpose.PUBLISH: ConsentQuestion(
        "Mijn verhaal mag op deze site staan.",
        "U ziet eerst de tekst zoals wij die willen plaatsen. Zonder uw ja komt er niets op de site.",
    ),
    Purpose.COALITION: ConsentQuestion(
        "Mijn verhaal mag naar de coalitie in mijn gemeente.",
        "Dat zijn de gemeente, verloskundigen, kraamzorg en anderen die daar samenwerken. Alleen wie daar de leiding "
        "heeft, leest de tekst waar u ja op zei, zonder uw naam.",
    ),
    Purpose.MONITOR: ConsentQuestion(
        "Mijn verhaal mag in de landelijke monitor.",
        "De monitor gaat met cijfers en verhalen laten zien hoe het gaat met gezinnen met een jong kind. Hij is er nog "
        "niet. Tot die er is, bewaren we alleen uw ja, en doen we er niets mee.",
    ),
    Purpose.CONTACT: ConsentQuestion(
        "De redactie mag contact met mij opnemen.",
        "Alleen over dit verhaal. Uw gegevens gaan weg, %(contact)s dagen nadat wij besloten hebben.",
    ),
}


def version_of(purpose: Purpose) -> str:
    """Which text is asked now, with the numbers that stand in it: "2026-12 drafts=7". At most 20 characters."""
    asked = QUESTIONS[purpose]
    text = asked.question + asked.explanation
    return " ".join((VERSION, *(f"{name}={number}" for name, number in terms().items() if f"%({name})s" in text)))
