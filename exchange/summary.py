"""What came of the lines of a file, counted, and how that is told: the same words for every import."""

from dataclasses import dataclass, field

from django.db.models import TextChoices

__all__ = ["Outcome", "Summary"]


class Outcome(TextChoices):
    """What happens to the site."""

    NEW = "new", "nieuw"
    CHANGED = "changed", "gewijzigd"
    UNCHANGED = "unchanged", "ongewijzigd"


@dataclass
class Summary:
    """Lines by what came of them, of what can come of them; with the faulty ones all lines that are not blank."""

    outcomes: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    faulty: int = 0

    @property
    def lines(self) -> int:
        return sum(self.outcomes.values()) + self.faulty

    def told(self, *, dry_run: bool) -> str:
        """As it stands on the last line of what a command says."""
        proof = "Proef, er is niets geschreven: " if dry_run else ""
        counted = [f"{number} {outcome.label}" for outcome, number in self.outcomes.items()]
        return f"{proof}{', '.join([*counted, f'{self.faulty} fout'])}."

    @property
    def left_out(self) -> str:
        """What a command that left lines out ends with."""
        return f"{'1 regel is' if self.faulty == 1 else f'{self.faulty} regels zijn'} niet overgenomen"
