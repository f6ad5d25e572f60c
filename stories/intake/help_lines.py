"""Where somebody finds help now. The numbers stand here and nowhere else in the code; all are free."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["HELP_LINES", "HelpLine"]


@dataclass(frozen=True)
class HelpLine:
    """A telephone number, written as its owner writes it."""

    shown: str

    @property
    def digits(self) -> str:
        """As a telephone wants it."""
        return self.shown.replace("-", "")


HELP_LINES: Final[Mapping[str, HelpLine]] = {
    "112": HelpLine("112"),
    "veilig-thuis": HelpLine("0800-2000"),
    "zelfmoordpreventie": HelpLine("0800-0113"),
    "kindertelefoon": HelpLine("0800-0432"),
}
