"""Reads a dictionary for hunspell: its entries, and every form that its flags make of them (pure but for `read`).

Knows the file format (two-letter flags, SFX and PFX rules) and nothing of Dutch.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FORBIDDEN = "Fw"
ONLY_IN_COMPOUNDS = "Cx"


@dataclass(frozen=True)
class Entry:
    """A line of the .dic file."""

    word: str
    flags: frozenset[str]


@dataclass(frozen=True)
class Affix:
    """One line of a rule: take `strip` off, put `add` on, where `condition` holds."""

    flag: str
    prefix: bool
    strip: str
    add: str
    condition: re.Pattern[str]
    flags: frozenset[str]

    def apply(self, word: str) -> str | None:
        """The word with this affix, None where it doesn't fit."""
        if not self.condition.search(word):
            return None
        if self.prefix:
            return self.add + word
        if not word.endswith(self.strip):
            return None
        return word.removesuffix(self.strip) + self.add


@dataclass(frozen=True)
class Form:
    """A word as it is written, how it came about, and what it may do in compounds."""

    text: str
    base: str
    rule: str
    """The flag of the ending, "" for the base itself."""
    prefix: str
    """What a prefix rule put before it, "" for nothing."""
    flags: frozenset[str]


@dataclass(frozen=True)
class Dictionary:
    """Entries and rules; `forms()` puts them together."""

    entries: tuple[Entry, ...]
    affixes: dict[str, list[Affix]] = field(default_factory=dict)

    def forms(self) -> Iterator[Form]:
        """Every allowed form. An affix that asks for a second one (only "aller-" does) stays alone."""
        forbidden = {entry.word for entry in self.entries if FORBIDDEN in entry.flags}
        for entry in self.entries:
            if FORBIDDEN not in entry.flags:
                yield from (form for form in self._forms_of(entry) if form.text not in forbidden)

    def _forms_of(self, entry: Entry) -> Iterator[Form]:
        rules = [rule for flag in sorted(entry.flags) for rule in self.affixes.get(flag, ())]
        endings = [Form(entry.word, entry.word, "", "", entry.flags)]
        for rule in rules:
            if not rule.prefix and (text := rule.apply(entry.word)):
                endings.append(Form(text, entry.word, rule.flag, "", rule.flags))
        yield from endings
        for rule in rules:
            if rule.prefix:
                for form in endings:
                    if text := rule.apply(form.text):
                        yield Form(text, form.base, form.rule, rule.add, form.flags)


def read(aff: Path, dic: Path) -> Dictionary:
    """The dictionary of these two files, in UTF-8."""
    return parse(aff.read_text(encoding="utf-8"), dic.read_text(encoding="utf-8"))


def parse(aff: str, dic: str) -> Dictionary:
    """The same, of the texts of the files."""
    affixes: dict[str, list[Affix]] = defaultdict(list)
    for line in aff.splitlines():
        if affix := _affix(line):
            affixes[affix.flag].append(affix)
    # The first line of a .dic file is the number of entries.
    entries = tuple(_entry(line) for line in dic.splitlines()[1:] if line.strip())
    return Dictionary(entries, dict(affixes))


def _entry(line: str) -> Entry:
    word, _, flags = line.split("\t")[0].strip().partition("/")
    return Entry(word, _flags(flags))


def _affix(line: str) -> Affix | None:
    kind, _, rest = line.partition(" ")
    columns = rest.split()
    # The head of a block has "Y 4" where its lines have an ending.
    if kind not in ("SFX", "PFX") or len(columns) < 3 or columns[1] in ("Y", "N"):
        return None
    flag, strip, ending = columns[:3]
    add, _, flags = ending.partition("/")
    condition = columns[3] if len(columns) > 3 and not columns[3].startswith(("#", "ts:")) else "."
    pattern = f"^{condition}" if kind == "PFX" else f"{condition}$"
    strip, add = ("" if part == "0" else part for part in (strip, add))
    return Affix(flag, kind == "PFX", strip, add, re.compile(pattern), _flags(flags))


def _flags(text: str) -> frozenset[str]:
    return frozenset(text[start : start + 2] for start in range(0, len(text), 2))
