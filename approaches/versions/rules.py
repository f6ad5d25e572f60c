"""What changed between two versions of an approach, in sentences for a reader. Functions over values, no database."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator, slugify

__all__ = ["UNKNOWN", "Field", "Listed", "Part", "Row", "Shape", "differences", "listed"]

Content = Mapping[str, Any]

UNKNOWN = "Wat er veranderde is niet meer na te gaan."
"""The revision before it was cleared out."""
NOT_SHOWN = "Wat er veranderde tonen we niet."
"""One of the two versions is hidden: what it said must not stand in a sentence either."""
MOST_CHANGES = 30
"""Sentences of one version; more than this nobody reads."""
TITLE_LENGTH = 100

# How a sentence about these begins, and whether it goes on with "zijn". All others go by their label in the form.
SUBJECTS: Mapping[str, tuple[str, bool]] = {
    "title": ("De titel", False),
    "summary": ("De korte samenvatting", False),
    "themes": ("De lijst met thema’s", False),
    "phases": ("De lijst met fases", False),
    "municipalities": ("De lijst met gemeenten", False),
    "situations": ("De lijst met situaties", False),
    "partners": ("De lijst met partners", False),
    "need": ("De aanleiding", False),
    "costs": ("De kosten", True),
    "hours": ("De uren", True),
    "maturity": ("Hoe ver de aanpak is", False),
    "started": ("Het jaar waarin het begon", False),
    "picture": ("De afbeelding", False),
    "source_url": ("De bron", False),
    "content_date": ("De datum", False),
    "tagged_items": ("De lijst met trefwoorden", False),
    "instruments": ("De lijst met instrumenten", False),
}
# What tells nothing to a reader: keys, order and addresses.
_KEYS = frozenset(("pk", "id", "sort_order", "page", "slug", "content_object", "translation_key", "locale"))


@dataclass(frozen=True)
class Field:
    """A value of the page, with its label in the form."""

    name: str
    label: str


@dataclass(frozen=True)
class Part:
    """Rows of the page. `title`: the key that names one, "" when rows have no name."""

    name: str
    label: str
    label_plural: str
    title: str = ""


@dataclass(frozen=True)
class Shape:
    """What a reader sees of a page, in the order of the page."""

    fields: tuple[Field, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Row:
    """What the list of versions follows from."""

    number: int
    day: str
    changes: tuple[str, ...]
    hidden: bool


@dataclass(frozen=True)
class Listed:
    """A version in the list: with a link unless it is hidden."""

    number: int
    day: str
    changes: tuple[str, ...]
    hidden: bool
    current: bool


def differences(before: Content, after: Content, shape: Shape) -> tuple[str, ...]:
    """A sentence for each thing that a reader would see change; none when nothing shown differs."""
    sentences: list[str] = []
    for field in shape.fields:
        sentences += _field_changes(field.name, field.label, before.get(field.name), after.get(field.name))
    for part in shape.parts:
        old, new = before.get(part.name) or [], after.get(part.name) or []
        sentences += _named_changes(part, old, new) if part.title else _row_changes(part, old, new)
    if len(sentences) > MOST_CHANGES:
        rest = len(sentences) - MOST_CHANGES + 1
        sentences[MOST_CHANGES - 1 :] = [f"En nog {rest} andere wijzigingen."]
    return tuple(sentences)


def listed(rows: Sequence[Row], *, latest: int, hidden: Iterable[int]) -> tuple[Listed, ...]:
    """The list of versions. What a hidden version said is told in no sentence, its own or of the one after it."""
    gone = set(hidden)
    return tuple(
        Listed(
            row.number,
            row.day,
            (NOT_SHOWN,) if gone & {row.number, row.number - 1} else _told(row),
            row.hidden,
            row.number == latest,
        )
        for row in rows
    )


def _told(row: Row) -> tuple[str, ...]:
    return ("De eerste versie op deze site.",) if row.number == 1 else row.changes


def _field_changes(name: str, label: str, before: Any, after: Any) -> list[str]:
    old, new = _comparable(before), _comparable(after)
    if old == new or not (old or new):
        return []
    subject, plural = SUBJECTS.get(name, (f"Het onderdeel “{label}”", False))
    verb = "zijn" if plural else "is"
    if not old:
        return [f"{subject} {verb} toegevoegd."]
    return [f"{subject} {verb} {'gewijzigd' if new else 'weggehaald'}."]


def _row_changes(part: Part, before: Sequence[Content], after: Sequence[Content]) -> list[str]:
    return _field_changes(part.name, part.label_plural, list(before), list(after))


def _named_changes(part: Part, before: Sequence[Content], after: Sequence[Content]) -> list[str]:
    old = {_key(row, part): row for row in before}
    new = {_key(row, part): row for row in after}
    sentences = []
    for key, row in new.items():
        if key not in old:
            sentences.append(f"{_name(part, row)} is toegevoegd.")
        elif _title(part, row) != _title(part, old[key]):
            sentences.append(f"{_name(part, old[key])} heet nu {_title(part, row)}.")
        elif _comparable(row) != _comparable(old[key]):
            sentences.append(f"{_name(part, row)} is gewijzigd.")
    sentences += [f"{_name(part, row)} is weggehaald." for key, row in old.items() if key not in new]
    if not sentences and list(old) != list(new):
        sentences.append(f"Het onderdeel “{part.label_plural}” heeft een andere volgorde.")
    return sentences


def _key(row: Content, part: Part) -> str:
    """By its address, which stays when the title changes; a row that was never saved goes by its title."""
    return str(row.get("slug") or slugify(str(row.get(part.title, ""))))


def _title(part: Part, row: Content) -> str:
    return Truncator(str(row.get(part.title) or "zonder naam")).chars(TITLE_LENGTH)


def _name(part: Part, row: Content) -> str:
    return f"{part.label} {_title(part, row)}"


def _comparable(value: Any) -> Any:
    """A value without what a reader can't see: the keys of rows, and the ids of the blocks of a text."""
    if isinstance(value, str):
        stream = _stream(value)
        return value.strip() or None if stream is None else _comparable(stream)
    if isinstance(value, Mapping):
        # A field that came later is absent in an older revision, and empty in a newer one.
        return {key: found for key, part in value.items() if key not in _KEYS and (found := _comparable(part))}
    if isinstance(value, list | tuple):
        return [_comparable(part) for part in value]
    return value or None


def _stream(text: str) -> list[Any] | None:
    """The blocks of a text as a revision keeps them; None for any other text."""
    if not text.startswith("["):
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, list) and all(isinstance(block, dict) for block in found) else None
