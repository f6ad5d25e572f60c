"""What is said about a line of an import: where it stands and what is the matter."""

from dataclasses import dataclass
from typing import ClassVar

# What is quoted from a file is cut: a message stays one readable line.
_LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Remark:
    """Something about a line. `field` is "" when the line as a whole is meant."""

    kind: ClassVar[str] = ""
    """What is said before it, of what is no fault."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (str(self.line), self.kind, self.field, self.message) if part)


class Fault(Remark):
    """Why a line was not taken over."""


class Notice(Remark):
    """Something worth knowing about a line that was taken over."""

    kind = "let op"


def quoted(text: str) -> str:
    """Text from outside, safe to print on one line of a terminal: cut, and without control characters."""
    cut = text[:_LONGEST_QUOTE] + ("…" if len(text) > _LONGEST_QUOTE else "")
    return "“" + "".join(char if char.isprintable() else _escaped(char) for char in cut) + "”"


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()
