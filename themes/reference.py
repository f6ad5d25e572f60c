"""Reads themes/data/themes.json: the themes as the site starts with them. Knows no database."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data" / "themes.json"


@dataclass(frozen=True)
class ThemeFacts:
    """One theme as the file gives it; `slug` says which one it is, the rest are its values."""

    slug: str
    name: str
    introduction: str
    synonyms: str
    colour: str
    is_focus: bool
    position: int

    def values(self) -> dict[str, str | int | bool]:
        """The fields that a file sets and an editor may change."""
        return {name: value for name, value in asdict(self).items() if name != "slug"}


def read(path: Path = DATA) -> tuple[ThemeFacts, ...]:
    """The themes in the order of the file, which is their order on the site; KeyError when a field is missing."""
    entries = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        ThemeFacts(
            slug=entry["slug"],
            name=entry["name"],
            introduction=entry["introduction"],
            synonyms="\n".join(entry["synonyms"]),
            colour=entry["colour"],
            is_focus=entry["is_focus"],
            position=number * 10,  # room to put another one in between
        )
        for number, entry in enumerate(entries, start=1)
    )
