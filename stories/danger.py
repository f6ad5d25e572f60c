"""Words that point at danger: they show where help is and let editors read a story first. Nothing else follows.

Pure: text in, kinds out. The phrases stand in data/danger.txt, in the languages of the intake.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

from stories.models.choices import Urgency

__all__ = ["signs"]

PHRASES: Final = Path(__file__).parent / "data" / "danger.txt"
BETWEEN: Final = 4
"""Words that may stand where a phrase has "…": "ik wil (echt) (helemaal) niet meer leven"."""


def signs(text: str) -> tuple[Urgency, ...]:
    """The kinds of danger that a text has words of, in the order of the list; () for most texts."""
    folded = " ".join(text.casefold().replace("’", "'").split())
    return tuple(kind for kind, phrases in _phrases().items() if phrases.search(folded))


@cache
def _phrases() -> dict[Urgency, re.Pattern[str]]:
    """One pattern per kind. The file: "[kind]", then a phrase per line; "*" is the rest of a word, "#" a comment."""
    found: dict[Urgency, list[str]] = {}
    kind = Urgency.DANGER
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("["):
            kind = Urgency(line.strip("[]"))
        elif line and not line.startswith("#"):
            found.setdefault(kind, []).append(_expression(line))
    return {kind: re.compile(rf"(?<!\w)(?:{'|'.join(expressions)})(?!\w)") for kind, expressions in found.items()}


def _expression(phrase: str) -> str:
    """A phrase as a pattern over small letters with one space between words."""
    expression = ""
    for word in phrase.casefold().split():
        if word == "…":
            expression += rf"(?:\W{{1,3}}\w{{1,30}}){{0,{BETWEEN}}}?"
            continue
        part = re.escape(word.rstrip("*")) + (r"\w{0,30}" if word.endswith("*") else "")
        expression += rf"\W{{1,3}}{part}" if expression else part
    return expression
