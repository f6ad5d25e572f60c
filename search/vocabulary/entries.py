"""A rule of the vocabulary as people write it, and how rules become what the search looks up (pure)."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from search.vocabulary.rules import Rule, Rules, compiled

_BETWEEN = re.compile(r"[\n\r,;]+")


class Kind(TextChoices):
    """What a rule says about its terms."""

    SYNONYMS = "synonyms", "Synoniemen"
    EVERYDAY = "everyday", "Alledaagse woorden"
    RELATED = "related", "Verwante woorden"
    LEADS_TO = "leads_to", "Verwant in één richting"
    NAME = "name", "Naam van meer woorden"

    @property
    def has_means(self) -> bool:
        """Whether such a rule goes one way, from what is said to what it means."""
        return self in (Kind.EVERYDAY, Kind.LEADS_TO)

    @property
    def both_ways(self) -> bool:
        """Whether every term of such a rule stands for all the others."""
        return self in (Kind.SYNONYMS, Kind.RELATED)


@dataclass(frozen=True)
class Entry:
    """One rule: terms, and for a kind that goes one way what these then mean as well."""

    kind: Kind
    said: tuple[str, ...]
    means: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """In one line, as in the files: "rondkomen => geldzorgen, schulden"."""
        between = {Kind.RELATED: " <-> "}.get(self.kind, ", ")
        arrow = {Kind.EVERYDAY: " => ", Kind.LEADS_TO: " -> "}.get(self.kind, "")
        return between.join(self.said) + (arrow + ", ".join(self.means) if arrow else "")

    @property
    def fingerprint(self) -> str:
        """The same for the same rule, however its terms are ordered."""
        return hashlib.sha256(json.dumps([self.kind, sorted(self.said), sorted(self.means)]).encode()).hexdigest()


def split_terms(text: str) -> tuple[str, ...]:
    """The terms in a text with one on each line, or with commas between them; each once."""
    return tuple(dict.fromkeys(term for part in _BETWEEN.split(text) if (term := " ".join(part.split()))))


def compile_entries(entries: Iterable[Entry]) -> Rules:
    """What the search looks up."""
    known = list(entries)
    return compiled(
        synonyms=[_rule(entry) for entry in known if entry.kind in (Kind.SYNONYMS, Kind.EVERYDAY)],
        related=[_rule(entry) for entry in known if entry.kind in (Kind.RELATED, Kind.LEADS_TO)],
        names=[name for entry in known if entry.kind == Kind.NAME for name in entry.said],
    )


def _rule(entry: Entry) -> Rule:
    both_ways = entry.kind.both_ways
    return Rule(entry.said, entry.said if both_ways else entry.means, both_ways)
