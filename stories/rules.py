"""Rules about stories: functions over values, without the database."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

__all__ = [
    "BACK_BY_A_YES", "CHECKLIST", "CLOSED_STATES", "LONGEST_CONTACT", "LONGEST_LINE", "LONGEST_NAME", "LONGEST_TEXT",
    "OF_A_PARENT", "OPEN_STATES", "PUBLISHED_BY_COALITION", "SMALL_PLACE", "STEPS", "TIME_TO_REPLY", "TextRefused",
    "accepted", "accepted_line", "checklist_gaps", "first_day", "is_over", "may_follow", "needs_editors",
]  # fmt: skip

PUBLISHED_BY_COALITION: Final = frozenset({"professional", "coalitie"})
OF_A_PARENT: Final = frozenset({"ouder", "ervaringsdeskundige"})

STEPS: Final[Mapping[str, frozenset[str]]] = {
    "concept": frozenset({"verstuurd"}),
    "verstuurd": frozenset({"in-behandeling", "wacht-op-verteller", "niet-geplaatst", "verlopen", "ingetrokken"}),
    "in-behandeling": frozenset({"verstuurd", "wacht-op-verteller", "niet-geplaatst", "verlopen", "ingetrokken"}),
    "wacht-op-verteller": frozenset(
        {
            "verstuurd",
            "in-behandeling",
            "wacht-op-verteller",
            "goedgekeurd",
            "niet-geplaatst",
            "verlopen",
            "ingetrokken",
        }
    ),
    "goedgekeurd": frozenset(
        {"verstuurd", "wacht-op-verteller", "gepubliceerd", "niet-geplaatst", "verlopen", "ingetrokken"}
    ),
    "gepubliceerd": frozenset({"niet-op-site", "niet-geplaatst", "ingetrokken", "verlopen"}),
    "niet-op-site": frozenset({"gepubliceerd", "niet-geplaatst", "ingetrokken", "verlopen"}),
    "ingetrokken": frozenset({"verstuurd"}),
    "niet-geplaatst": frozenset({"ingetrokken"}),
    "verlopen": frozenset({"verstuurd", "ingetrokken"}),
}
"""Which state (stories.models.State) may follow which. Most that is withdrawn is erased, and has no state at all."""
OPEN_STATES: Final = ("verstuurd", "in-behandeling", "wacht-op-verteller", "goedgekeurd")
"""What editors still have to do something about."""
CLOSED_STATES: Final = ("niet-geplaatst", "verlopen", "ingetrokken")
BACK_BY_A_YES: Final = ("ingetrokken", "verlopen")
"""Off the site for want of its teller's yes to that: a new yes brings it back to the editors, never to the site."""

LONGEST_TEXT: Final = 50_000
"""Characters of a story. Forty minutes of typing are 10,000; the longest interviews we know of 40,000."""
LONGEST_LINE: Final = 200
"""Characters of a title, or an answer of one line."""
LONGEST_NAME: Final = 100
"""Characters of the name beside a story: what stands on its page in one line."""
LONGEST_CONTACT: Final = 320
"""Characters: the longest mail address there may be."""
TIME_TO_REPLY: Final = timedelta(days=28)
"""How long a teller has to answer to the edited text: four weeks, since nobody looks at a code page every day.

The last day holds until its end (core.days).
"""

SMALL_PLACE: Final = 30_000
"""Inhabitants; half of the municipalities have fewer. There work that few people do is enough to know who it is."""

CHECKLIST: Final[Mapping[str, str]] = {
    "namen": "Er staan geen namen in, behalve met toestemming.",
    "leeftijden": "Leeftijden zijn weg of ruim gemaakt.",
    "data": "Data zijn weg of ruim gemaakt.",
    "plaatsen": "Plaatsen zijn niet preciezer dan de verteller wil.",
    "professionals": "Professionals staan er niet met naam in.",
    "overtuiging": "Geloof, afkomst en overtuiging staan er alleen in als het verhaal daarover gaat.",
    "anderen": "Anderen (kind, partner, familie) zijn niet te herkennen, of weten ervan.",
    "combinatie": "Ook alles bij elkaar maakt niemand herkenbaar in een kleine plaats.",
}
"""What is looked at before a story is published (trust.md 12). The keys are stored with the decision."""


class TextRefused(ValueError):
    """A text that can't be kept as it is; the message says to the teller why."""


def needs_editors(voice: str) -> bool:
    """Whether a story in this voice goes live by the editors' yes only.

    So does one of which nobody said whose story it is: else leaving that open would be the way round.
    """
    return voice not in PUBLISHED_BY_COALITION


def is_over(until: date | None, today: date) -> bool:
    """Whether what was said yes to until a day is said yes to no longer; that day itself still counts."""
    return until is not None and until < today


def first_day(planned: datetime | None, now: datetime) -> date:
    """The first day on which what is published now stands on the site: today, or the day that was planned for it."""
    return timezone.localdate(max(planned or now, now))


def may_follow(state: str, following: str) -> bool:
    """Whether a submission may go from one state to another."""
    return following in STEPS[state]


def checklist_gaps(checklist: Mapping[str, object]) -> tuple[str, ...]:
    """The keys that weren't ticked, in order; () when everything was looked at."""
    return tuple(key for key in CHECKLIST if checklist.get(key) is not True)


def _dutch(number: int) -> str:
    """As Dutch writes it: 50.000."""
    return f"{number:,}".replace(",", ".")


def accepted(text: str, *, longest: int = LONGEST_TEXT) -> str:
    """The text exactly as given. Raises TextRefused when it is too long or holds what can't be shown again."""
    if len(text) > longest:
        raise TextRefused(f"Deze tekst is te lang: {_dutch(len(text))} tekens. Er passen er {_dutch(longest)}.")
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise TextRefused(
            "In deze tekst staat een teken dat we niet kunnen bewaren. Haal het weg en probeer het opnieuw."
        )
    return text


def accepted_line(text: str, *, longest: int = LONGEST_LINE) -> str:
    """As `accepted`, for what is one line: line ends in it are refused, spaces around it are taken off."""
    line = accepted(text, longest=longest).strip()
    if len(line.splitlines()) > 1:
        raise TextRefused("Zet dit op één regel.")
    return line
