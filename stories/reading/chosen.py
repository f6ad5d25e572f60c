"""What a reader narrows the stories to: read from an address, and written back into one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from django.http import QueryDict
from django.utils.http import urlencode

__all__ = ["KEYS", "LABELS", "Chosen", "Layout"]

LABELS: Mapping[str, str] = {
    "theme": "Thema",
    "phase": "Fase",
    "voice": "Wie vertelt",
    "province": "Provincie",
    "ggd_region": "GGD-regio",
    "municipality": "Gemeente",
}
"""What can be chosen, by the names that the facets of the search have for it."""
KEYS = tuple(LABELS)
LAYOUT = "weergave"
LONGEST = 100
"""Of a slug; a longer value is nobody's."""


class Layout(StrEnum):
    """The ways to read stories, with their name in an address."""

    LIST = "lijst"
    BESIDE = "naast-elkaar"
    PATTERNS = "patronen"


@dataclass(frozen=True)
class Chosen:
    """One value of each thing that can be chosen, or "", and the way of reading."""

    theme: str = ""
    phase: str = ""
    voice: str = ""
    province: str = ""
    ggd_region: str = ""
    municipality: str = ""
    layout: Layout = Layout.LIST

    @classmethod
    def of(cls, parameters: QueryDict) -> Self:
        """What an address says; nonsense counts as nothing chosen."""
        values = {key: parameters.get(key, "") for key in KEYS}
        said = parameters.get(LAYOUT, "")
        layout = Layout(said) if said in set(Layout) else Layout.LIST
        return cls(**{key: value for key, value in values.items() if _readable(value)}, layout=layout)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """What is chosen, as (key, value)."""
        return ((key, getattr(self, key)) for key in KEYS if getattr(self, key))

    def without(self, key: str) -> Self:
        """The same, with nothing chosen for one thing."""
        values = {name: value for name, value in self if name != key}
        return type(self)(**values, layout=self.layout)

    def read_as(self, layout: Layout) -> Self:
        """The same choice, read another way."""
        return replace(self, layout=layout)

    @property
    def query(self) -> str:
        """The question of the address, with its "?"; "" for nothing chosen in a list."""
        pairs = [*self, *([(LAYOUT, str(self.layout))] if self.layout != Layout.LIST else [])]
        return f"?{urlencode(pairs)}" if pairs else ""


def _readable(value: str) -> bool:
    return len(value) <= LONGEST and value.isprintable()
