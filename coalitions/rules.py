"""Rules about coalitions: functions over values, without the database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["PARTNERS", "Domain", "Partner", "Step", "partners_missing", "partners_present", "steps"]


class Domain(StrEnum):
    """The four worlds that a coalition brings together."""

    MEDICAL = "medisch"
    SOCIAL = "sociaal"
    PUBLIC_HEALTH = "publieke gezondheid"
    INFORMAL = "informeel"


@dataclass(frozen=True)
class Partner:
    """A kind of organisation or people that belongs at the table of a coalition."""

    slug: str
    label: str
    domain: Domain


# The closed list of the programme; what a coalition does not tick is shown as "nog niet aan tafel".
PARTNERS = (
    Partner("gemeente", "gemeente", Domain.SOCIAL),
    Partner("zorgverzekeraar", "zorgverzekeraar of zorgkantoor", Domain.MEDICAL),
    Partner("verloskundigen", "verloskundigen", Domain.MEDICAL),
    Partner("gynaecologen", "gynaecologen", Domain.MEDICAL),
    Partner("kraamzorg", "kraamzorg", Domain.MEDICAL),
    Partner("huisartsen", "huisartsen", Domain.MEDICAL),
    Partner("jgz", "jeugdgezondheidszorg (JGZ)", Domain.PUBLIC_HEALTH),
    Partner("ggd", "GGD", Domain.PUBLIC_HEALTH),
    Partner("wijkteam", "wijkteam", Domain.SOCIAL),
    Partner("welzijn", "welzijn", Domain.SOCIAL),
    Partner("jeugdzorg", "jeugdzorg", Domain.SOCIAL),
    Partner("schuldhulpverlening", "schuldhulpverlening", Domain.SOCIAL),
    Partner("volwassen-ggz", "ggz voor volwassenen", Domain.MEDICAL),
    Partner("kinderopvang", "kinderopvang", Domain.SOCIAL),
    Partner("vrijwilligers", "vrijwilligers (zoals Home-Start of Buurtgezinnen)", Domain.INFORMAL),
    Partner("ervaringsdeskundigen", "ervaringsdeskundigen", Domain.INFORMAL),
    Partner("sleutelpersonen", "sleutelpersonen", Domain.INFORMAL),
)


def partners_present(slugs: Collection[str]) -> tuple[Partner, ...]:
    """The partners with these slugs, in the order of the list; unknown slugs are left out."""
    return tuple(partner for partner in PARTNERS if partner.slug in slugs)


def partners_missing(slugs: Collection[str]) -> tuple[Partner, ...]:
    """The partners that are not at the table yet, in the order of the list."""
    return tuple(partner for partner in PARTNERS if partner.slug not in slugs)


@dataclass(frozen=True)
class Step:
    """One stage on the way of a coalition: `on` when it got this far, `current` where it is now."""

    slug: str
    label: str
    on: bool
    current: bool


def steps(stages: Iterable[tuple[str, str]], current: str) -> tuple[Step, ...]:
    """All stages (slug, label) in order, with how far `current` is; none of them on when it is unknown."""
    known = list(stages)
    reached = next((place for place, (slug, _) in enumerate(known) if slug == current), -1)
    return tuple(
        Step(slug, str(label), on=place <= reached, current=place == reached)
        for place, (slug, label) in enumerate(known)
    )
