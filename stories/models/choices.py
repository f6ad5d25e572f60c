"""The closed lists of stories: what may be chosen while telling, reading and answering one."""

from django.db import models

__all__ = [
    "AuditAction",
    "CoalitionAnswer",
    "Feeling",
    "HowCollected",
    "Language",
    "Outcome",
    "Placing",
    "Purpose",
    "Reply",
    "Role",
    "Source",
    "State",
    "Urgency",
    "Voice",
]


class Voice(models.TextChoices):
    """Who tells it."""

    PARENT = "ouder", "Ouder"
    EXPERT_BY_EXPERIENCE = "ervaringsdeskundige", "Ervaringsdeskundige"
    PROFESSIONAL = "professional", "Professional"
    COALITION = "coalitie", "Coalitie"


class HowCollected(models.TextChoices):
    """How a published story came to us."""

    OWN = "eigen-inzending", "Eigen inzending"
    INTERVIEW = "interview", "Interview"
    FOCUS_GROUP = "focusgroep", "Focusgroep"


class Role(models.TextChoices):
    """Who somebody is who tells a story to us, in one choice."""

    PARENT = "ouder", "Ouder"
    EXPERT_BY_EXPERIENCE = "ervaringsdeskundige", "Ervaringsdeskundige"
    PROFESSIONAL = "professional", "Professional"
    OTHER = "iemand-anders", "Iemand anders"


class Source(models.TextChoices):
    """By which way a story came in."""

    WEB = "web", "Op de site"
    PHONE = "telefoon", "Aan de telefoon"
    PAPER = "papier", "Op papier"
    FOCUS_GROUP = "focusgroep", "In een focusgroep"
    IMPORT = "import", "Ingelezen"


class State(models.TextChoices):
    """How far a submission is. Which step may follow which stands in stories.rules.STEPS."""

    DRAFT = "concept", "Wordt geschreven"
    SENT = "verstuurd", "Verstuurd"
    IN_REVIEW = "in-behandeling", "Wordt gelezen"
    WAITING = "wacht-op-verteller", "Wacht op de verteller"
    APPROVED = "goedgekeurd", "Verteller zei ja"
    PUBLISHED = "gepubliceerd", "Staat op de site"
    OFFLINE = "niet-op-site", "Staat nu niet op de site"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    DECLINED = "niet-geplaatst", "Wordt niet geplaatst"
    EXPIRED = "verlopen", "Toestemming verlopen"


class Language(models.TextChoices):
    """The language that the questions were asked in, and mostly that of the answer."""

    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "Engels"
    TURKISH = "tr", "Turks"
    ARABIC = "ar", "Arabisch"
    POLISH = "pl", "Pools"
    UKRAINIAN = "uk", "Oekraïens"
    TIGRINYA = "ti", "Tigrinya"

    @property
    def direction(self) -> str:
        """In which direction it is written, as HTML says it."""
        return "rtl" if self == Language.ARABIC else "ltr"


class Placing(models.TextChoices):
    """How exactly a place may be named."""

    COUNTRY = "land", "Alleen Nederland"
    REGION = "regio", "Mijn regio"
    MUNICIPALITY = "gemeente", "Mijn gemeente"


class Feeling(models.TextChoices):
    """What a story is to whoever tells it."""

    GRATEFUL = "dankbaar", "Dankbaar"
    RELIEVED = "opgelucht", "Opgelucht"
    PROUD = "trots", "Trots"
    HEARD = "gehoord", "Gehoord"
    SUPPORTED = "gesteund", "Gesteund"
    ALONE = "alleen", "Alleen"
    SAD = "verdrietig", "Verdrietig"
    ANGRY = "boos", "Boos"
    AFRAID = "bang", "Bang"
    ASHAMED = "beschaamd", "Beschaamd"
    UNHEARD = "niet-gehoord", "Niet gehoord"
    TIRED = "moe", "Moe"


class Urgency(models.TextChoices):
    """Why a story must be read first."""

    DANGER = "gevaar", "Woorden die op gevaar wijzen"
    SUICIDE = "zelfdoding", "Woorden over zelfdoding"
    VIOLENCE = "geweld", "Woorden over geweld"
    CHILD = "kind", "Zorgen om een kind"
    BY_EDITOR = "redactie", "De redactie vindt dit dringend"


class Purpose(models.TextChoices):
    """What somebody may say yes to, each by itself (trust.md 38). The questions stand in stories.consent.texts."""

    DRAFT = "bewaren", "Bewaren wat ik typ"
    READ = "lezen", "Gelezen door de redactie"
    PUBLISH = "plaatsen", "Op deze site"
    COALITION = "coalitie", "Delen met mijn coalitie"
    MONITOR = "monitor", "Gebruiken in de landelijke monitor"
    CONTACT = "contact", "Contact met mij opnemen"


class Outcome(models.TextChoices):
    """What an editor decided on a story."""

    APPROVE = "plaatsen", "Mag op de site"
    DECLINE = "niet-plaatsen", "Niet plaatsen"


class Reply(models.TextChoices):
    """What the teller says to the edited text."""

    YES = "ja", "Ja, zo mag het"
    CHANGE = "aanpassen", "Ik wil iets anders"
    NO = "nee", "Nee, niet plaatsen"


class CoalitionAnswer(models.TextChoices):
    """What a coalition says it did with a story."""

    THANKS = "gelezen", "Gelezen, dank u wel"
    WILL_CHANGE = "gaat-veranderen", "Gaat veranderen"
    CHANGED = "veranderd", "Veranderd"


class AuditAction(models.TextChoices):
    """What was done with a submission by staff, or by the clock."""

    ENTERED = "ingevoerd", "Ingevoerd"
    OPENED = "geopend", "Gelezen"
    OPENED_BY_COALITION = "coalitie-las", "Gelezen door de coalitie"
    FILE_OPENED = "bestand-geopend", "Bestand bekeken"
    ASKED = "gevraagd", "Vraag gesteld"
    PROPOSED = "voorgesteld", "Tekst voorgelegd"
    CHANGED = "veranderd", "Veranderd"
    URGENT = "dringend", "Dringend gemaakt"
    NOT_URGENT = "niet-dringend", "Niet meer dringend"
    DECIDED = "besloten", "Besloten"
    PUBLISHED = "geplaatst", "Geplaatst"
    EXPORTED = "meegenomen", "Meegenomen"
    ERASED = "gewist", "Gewist"
