"""What editors decided about the search: which words mean the same, and what stands where for a question."""

from dataclasses import dataclass, field

from search.placement.rules import Placements
from search.placement.stored import placements
from search.vocabulary import Rules, rules


@dataclass(frozen=True)
class Curation:
    """The decisions that a question is answered with."""

    rules: Rules = field(default_factory=Rules)
    placements: Placements = field(default_factory=Placements)


def in_force() -> Curation:
    """The decisions of now: no query, but for one row every few seconds and all of them after a change."""
    return Curation(rules(), placements())
