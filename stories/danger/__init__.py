"""Words that point at danger: they show where help is and let editors read a story first. Nothing else follows.

Pure: text in, kinds out. The rules stand in data/danger.txt, in the languages of the intake.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from stories.danger.matching import Seen, Words
from stories.danger.reading import Rules, read
from stories.danger.spelling import sentences
from stories.models.choices import Urgency

__all__ = ["signs"]

RULES: Final = Path(__file__).parents[1] / "data" / "danger.txt"


def signs(text: str) -> tuple[Urgency, ...]:
    """The kinds of danger that a text has words of, in the order of the list; () for most texts."""
    rules, words = _known()
    found: set[str] = set()
    for seen in words.look(sentences(text)):
        found.update(_kinds(rules, words.without(rules.harmless, seen), found))
    return tuple(Urgency(kind) for kind in rules.kinds if kind in found)


def _kinds(rules: Rules, seen: Sequence[Seen], found: set[str]) -> Iterator[str]:
    for kind, known in rules.kinds.items():
        if kind not in found and known.first_in(seen) is not None:
            yield kind


@cache
def _known() -> tuple[Rules, Words]:
    rules = read(RULES.read_text(encoding="utf-8"))
    return rules, Words(rules.words, small=rules.small)
