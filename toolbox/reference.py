"""Reads toolbox/data: the instruments and support offers as the site starts with them. Knows no database."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

TEXTS = ("name", "owner", "summary", "description", "audience", "languages", "costs", "legal_basis", "url")
LISTS = ("purposes", "phases", "themes")


@dataclass(frozen=True)
class InstrumentFacts:
    """One instrument as the file gives it; `slug` says which one it is, the rest are its values."""

    slug: str
    name: str
    owner: str
    summary: str
    description: str
    audience: str
    languages: str
    costs: str
    legal_basis: str
    url: str
    synonyms: str
    purposes: tuple[str, ...]
    phases: tuple[str, ...]
    themes: tuple[str, ...]
    recognition_level: str = ""
    recognition_owner: str = ""
    recognition_date: str = ""
    recognition_url: str = ""

    def texts(self) -> dict[str, str]:
        """The values that are text, as the model keeps them."""
        return {name: value for name, value in asdict(self).items() if name != "slug" and name not in LISTS}

    def values(self) -> dict[str, str | int | bool]:
        """All that a file sets and an editor may change, to be compared."""
        return {**self.texts(), **{name: "\n".join(sorted(getattr(self, name))) for name in LISTS}}

    def with_themes_of(self, known: Collection[str]) -> "InstrumentFacts":
        """The same, without the themes that don't exist here."""
        return replace(self, themes=tuple(slug for slug in self.themes if slug in known))


@dataclass(frozen=True)
class OfferFacts:
    """One support offer as the file gives it; `regions` are pairs of layer and slug."""

    organisation: str
    title: str
    description: str
    regions: tuple[tuple[str, str], ...]
    url: str


def read_instruments(folder: Path = DATA) -> tuple[InstrumentFacts, ...]:
    """The instruments in the order of the file; KeyError when a field is missing."""
    return tuple(_instrument(entry) for entry in _entries(folder / "instruments.json"))


def read_offers(folder: Path = DATA) -> tuple[OfferFacts, ...]:
    """The support offers in the order of the file; KeyError when a field is missing."""
    return tuple(
        OfferFacts(
            organisation=entry["organisation"],
            title=entry["title"],
            description=entry["description"],
            regions=tuple((layer, slug) for layer, slug in entry["regions"]),
            url=entry["url"],
        )
        for entry in _entries(folder / "support_offers.json")
    )


def _entries(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _instrument(entry: Mapping[str, Any]) -> InstrumentFacts:
    values: dict[str, Any] = {name: entry[name] for name in TEXTS}
    values |= {name: tuple(entry[name]) for name in LISTS}
    values |= {f"recognition_{name}": value for name, value in (entry["recognition"] or {}).items()}
    return InstrumentFacts(slug=entry["slug"], synonyms="\n".join(entry["synonyms"]), **values)
