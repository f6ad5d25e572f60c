"""What stands on the card, cut so that it fits on one sheet. Functions over values, no database."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["LEVELS", "Block", "Level", "Line", "Need", "Shown", "lines", "means", "shorten"]


@dataclass(frozen=True)
class Level:
    """How much of an approach is shown: characters of a name, of a text, of each need; and how many parts."""

    name: int
    text: int
    need: int
    parts: int


# From generous to strict; the first that fits is printed. The strictest holds whatever an approach contains.
LEVELS = (
    Level(name=150, text=420, need=320, parts=8),
    Level(name=120, text=220, need=140, parts=8),
    Level(name=90, text=120, need=90, parts=6),
    Level(name=60, text=70, need=60, parts=4),
)


BETWEEN = ". "
"""What stands between the things that a part takes."""


@dataclass(frozen=True)
class Block:
    """A building block, as the card needs it."""

    title: str
    description: str
    core: bool
    people: str
    agreements: str
    tools: str


@dataclass(frozen=True)
class Line:
    """A part in the list, and what it takes."""

    title: str
    text: str
    needs: str


@dataclass(frozen=True)
class Shown:
    """The parts that are shown, and how many there are besides."""

    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True)
class Need:
    """What the whole approach takes, of one kind."""

    label: str
    text: str


def shorten(text: str, limit: int) -> str:
    """The text on one line; cut between words, with an ellipsis, when it is longer than that many characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0]
    # A word that fills the line is cut where the line ends.
    return f"{at_word if len(at_word) > limit // 2 else cut}…"


def lines(blocks: Sequence[Block], level: Level, *, core: bool) -> Shown:
    """What must stay, or what may differ."""
    chosen = [block for block in blocks if block.core is core]
    shown = tuple(
        Line(shorten(block.title, level.name), shorten(block.description, level.text), _needs(block, level))
        for block in chosen[: level.parts]
    )
    return Shown(shown, len(chosen) - len(shown))


def means(hours: str, costs: str, payers: Sequence[str], level: Level) -> tuple[Need, ...]:
    """Hours, costs and who pays, each once. What nobody filled in is left out."""
    kinds = (("Uren", hours), ("Kosten", costs), ("Wie betaalt", ", ".join(dict.fromkeys(payers))))
    return tuple(Need(label, _cut(text, level)) for label, text in kinds if text.strip())


def _needs(block: Block, level: Level) -> str:
    kinds = (("Mensen", block.people), ("Afspraken", block.agreements), ("Middelen", block.tools))
    said = [f"{label}: {' '.join(text.split()).rstrip('.')}" for label, text in kinds if text.strip()]
    most = _room_of_each(said, level.need - len(BETWEEN) * (len(said) - 1))
    return BETWEEN.join(shorten(text, most) for text in said).replace(f"…{BETWEEN}", "… ")


def _room_of_each(texts: Sequence[str], room: int) -> int:
    """To how many characters each may go, so that none is left out: what the short ones leave is for the longer."""
    for number, length in enumerate(sorted(map(len, texts))):
        share = room // (len(texts) - number)
        if length > share:
            return share
        room -= length
    return max(map(len, texts), default=0)


def _cut(text: str, level: Level) -> str:
    return shorten(text.strip().rstrip("."), level.need)
