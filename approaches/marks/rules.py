"""What a reader is told of an approach: three marks that are never mixed. Functions over values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from approaches.confirmation.rules import ASK_AFTER

__all__ = [
    "CHECKLIST",
    "COALITION",
    "OWNER",
    "Evidence",
    "Facts",
    "Mark",
    "Question",
    "aged",
    "check_current",
    "from_brief",
    "in_brief",
    "marks",
    "no_answer",
]

COALITION, OWNER = "de coalitie", "de eigenaar"
"""Who answers for an approach: its coalition; of a national one whoever is behind it."""
LONG_AGO: Final = "een jaar of langer geleden"


class Question(NamedTuple):
    """A question of the editors' checklist."""

    key: str
    text: str


# What the editors look at. The answers are kept with the text of the question as it was asked.
CHECKLIST = (
    Question("herkenbaar", "Staat er duidelijk wat de coalitie doet, voor wie en waar?"),
    Question("overdraagbaar", "Kan een ander hieruit opmaken wat er nodig is om het ook te doen?"),
    Question("eerlijk", "Staat er niet meer dan bekend is, ook over wat tegenviel?"),
    Question("respectvol", "Zijn ouders beschreven zoals wij dat willen (“in een kwetsbare situatie”)?"),
    Question("privacy", "Is niemand te herkennen die dat niet weet of wil, ook niet op een foto?"),
    Question("bronnen", "Kloppen de cijfers en de bronnen die genoemd worden?"),
)


@dataclass(frozen=True)
class Evidence:
    """A level as a recognition database gave it; `day` as a reader sees it."""

    level: str
    owner: str
    day: str
    url: str


@dataclass(frozen=True)
class Facts:
    """What the marks follow from. Days as a reader sees them, "" for never; an empty `no_answer` means none is due.

    `checked`: when the editors last looked, whatever they found. `asked_to_change`: what they found was not in order.
    `keeper`: who answers for the approach, in a reader's words. `confirmed_on`: the day of `confirmed`, to reckon with.
    """

    checked: str = ""
    asked_to_change: bool = False
    changed_since: bool = False
    evidence: tuple[Evidence, ...] = ()
    confirmed: str = ""
    confirmed_on: date | None = None
    no_answer: str = ""
    keeper: str = COALITION


@dataclass(frozen=True)
class Mark:
    """One mark: in words on the page, in a few words on a card. `is_open`: what is not known is said as well.
    `said_on`: the day of a word that grows old; None for one that doesn't."""

    key: str
    icon: str
    text: str
    note: str
    short: str
    is_open: bool = False
    url: str = ""
    said_on: date | None = None


def marks(facts: Facts) -> tuple[Mark, ...]:
    """The mark of the editors, those of others' evidence (at least one), and that of the coalition, in this order."""
    return (_checked(facts), *_evidence(facts), _confirmed(facts))


def aged(mark: Mark, today: date) -> Mark:
    """The mark as it stands on a day: from the moment that its coalition is asked again it doesn't look fresh."""
    if mark.said_on is None or today < mark.said_on + ASK_AFTER:
        return mark
    text, short = (f"{words}, {LONG_AGO}" for words in (mark.text, mark.short))
    return replace(mark, icon="klok", text=text, short=short, is_open=True)


def in_brief(mark: Mark) -> dict[str, Any]:
    """What a hit keeps of a mark that has not aged yet: it is shown for as long as nothing else changes."""
    brief = {"icon": mark.icon, "short": mark.short, "is_open": mark.is_open}
    return brief if mark.said_on is None else {**brief, "said_on": mark.said_on.isoformat()}


def from_brief(brief: Mapping[str, Any]) -> Mark:
    """The mark that was kept in brief, without its words in full."""
    said_on = brief.get("said_on")
    return Mark(
        "",
        brief["icon"],
        "",
        "",
        brief["short"],
        is_open=brief["is_open"],
        said_on=date.fromisoformat(said_on) if said_on else None,
    )


def check_current(*, checked_version: int | None, latest_version: int | None) -> bool:
    """Whether a check is of what is on the site now. Without any version nothing was published since."""
    return latest_version is None or checked_version == latest_version


def no_answer(asked: datetime | None, *signs_of_life: datetime | None) -> bool:
    """Whether a question that got no answer still counts: who was asked confirmed and published nothing since."""
    return asked is not None and all(sign is None or sign <= asked for sign in signs_of_life)


def _checked(facts: Facts) -> Mark:
    if not facts.checked:
        return Mark(
            "gecontroleerd",
            "open",
            "Nog niet gecontroleerd door de redactie",
            f"Dit is wat {facts.keeper} zelf vertelt.",
            "niet gecontroleerd",
            is_open=True,
        )
    if facts.asked_to_change:
        return _looked_at(facts)
    if facts.changed_since:
        return Mark(
            "gecontroleerd",
            "klok",
            f"Gecontroleerd door de redactie op {facts.checked}, daarna gewijzigd",
            "De redactie las een eerdere versie.",
            f"gecontroleerd op {facts.checked}, daarna gewijzigd",
            is_open=True,
        )
    return Mark(
        "gecontroleerd",
        "gecontroleerd",
        f"Gecontroleerd door de redactie op {facts.checked}",
        "Of het helder en eerlijk beschreven is, niet of het werkt.",
        f"gecontroleerd op {facts.checked}",
    )


def _looked_at(facts: Facts) -> Mark:
    """The editors asked for a change. That they looked is said, and neither what had to change nor by whom."""
    if facts.changed_since:
        return Mark(
            "gecontroleerd",
            "klok",
            f"Bekeken door de redactie op {facts.checked}, daarna gewijzigd",
            "De redactie vroeg toen om een aanpassing. De nieuwe tekst keek zij nog niet na.",
            f"bekeken op {facts.checked}, daarna gewijzigd",
            is_open=True,
        )
    return Mark(
        "gecontroleerd",
        "open",
        f"Bekeken door de redactie op {facts.checked}; de redactie vroeg om een aanpassing",
        f"Dit is wat {facts.keeper} zelf vertelt.",
        f"bekeken op {facts.checked}, aanpassing gevraagd",
        is_open=True,
    )


def _evidence(facts: Facts) -> tuple[Mark, ...]:
    if not facts.evidence:
        return (
            Mark(
                "bewijs",
                "trap",
                "Geen bewijsniveau bekend",
                "Gepubliceerd is niet hetzelfde als bewezen.",
                "geen bewijsniveau",
                is_open=True,
            ),
        )
    return tuple(
        Mark(
            "bewijs",
            "trap",
            f"Bewijsniveau “{quoted.level}” volgens {quoted.owner} ({quoted.day})",
            "Overgenomen: deze site geeft zelf geen bewijsniveaus.",
            f"“{quoted.level}” volgens {quoted.owner}",
            url=quoted.url,
        )
        for quoted in facts.evidence
    )


def _confirmed(facts: Facts) -> Mark:
    if facts.no_answer:
        earlier = f"Eerder bevestigd op {facts.confirmed}." if facts.confirmed else "Of dit nog klopt weten we niet."
        text = f"{facts.keeper.capitalize()} reageerde niet op ons verzoek van {facts.no_answer}"
        return Mark("bevestigd", "klok", text, earlier, f"geen reactie sinds {facts.no_answer}", is_open=True)
    if not facts.confirmed:
        return Mark(
            "bevestigd",
            "open",
            f"Nog niet bevestigd door {facts.keeper}",
            "Een jaar na de laatste wijziging vragen we of het nog klopt.",
            "niet bevestigd",
            is_open=True,
        )
    return Mark(
        "bevestigd",
        "vink",
        f"Bevestigd door {facts.keeper} op {facts.confirmed}",
        "Die zei toen dat het nog klopt.",
        f"bevestigd op {facts.confirmed}",
        said_on=facts.confirmed_on,
    )
