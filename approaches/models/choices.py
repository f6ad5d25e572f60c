"""The closed lists of an approach."""

from django.db import models

__all__ = ["BlockRole", "FundingSource", "Involvement", "Maturity", "StopReason"]


class Maturity(models.TextChoices):
    """How far an approach is. A stopped one is a full contribution. Never words of the national evidence ladder."""

    IDEA = "idee", "Idee"
    RUNNING = "loopt", "Loopt"
    EVALUATED = "geevalueerd", "Geëvalueerd"
    SECURED = "geborgd", "Geborgd"
    STOPPED = "gestopt", "Gestopt"


class BlockRole(models.TextChoices):
    """Whether another coalition may change a building block."""

    CORE = "core", "Moet blijven"
    FREE = "free", "Mag anders"


class FundingSource(models.TextChoices):
    """Who pays: the laws and arrangements that coalitions use."""

    GALA = "gala-spuk", "GALA / brede SPUK"
    IZA = "iza", "IZA"
    ZVW = "zvw", "Zorgverzekeringswet (Zvw)"
    WMO = "wmo", "Wmo"
    YOUTH_ACT = "jeugdwet", "Jeugdwet"
    ZONMW = "zonmw", "ZonMw"
    OWN = "eigen-middelen", "Eigen middelen"
    OTHER = "anders", "Anders"


class Involvement(models.TextChoices):
    """The ladder: how much parents have to say, from the lowest rung."""

    NONE = "geen", "Geen"
    INFORMED = "informeren", "Informeren"
    THINKING = "meedenken", "Meedenken"
    DOING = "meedoen", "Meedoen"
    DECIDING = "meebeslissen", "Meebeslissen"

    @classmethod
    def rungs(cls) -> list[tuple[str, str]]:
        """What there is to climb: to have nothing to say is no first rung."""
        return [(value, str(label)) for value, label in cls.choices if value != cls.NONE]


class StopReason(models.TextChoices):
    """Why an approach was stopped; none of them is a failing mark."""

    NO_MONEY = "geld-op", "Het geld was op"
    NO_PEOPLE = "geen-mensen", "Er waren geen mensen voor"
    PARTNER_LEFT = "partner-weg", "Een partner viel weg"
    NOT_REACHED = "bereikte-ouders-niet", "De ouders werden niet bereikt"
    DID_NOT_WORK = "werkte-niet", "Het werkte niet"
    MERGED = "opgegaan", "Opgegaan in iets anders"
    OTHER_CHOICE = "andere-keuze", "Er is anders gekozen"
    OTHER = "anders", "Een andere reden"
