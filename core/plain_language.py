"""Plain language (B1): what in a text asks for more of a reader than needed. Rules over values; nothing blocks.

The list of words is core/data/jargon.json, made for this field: words that its people use among themselves, each
with what a reader at B1 knows. The sizes are those of the plain language guides of the Dutch government
(communicatierijk.nl, "Taalniveau B1").
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from core.sentences import sentences

__all__ = ["Hint", "HintKind", "Jargon", "jargon", "link_hints", "picture_hints", "text_hints"]

LONGEST_SENTENCE: Final = 20
"""Words; the guides say 10 to 15, so this only points at what is far beyond."""
LONGEST_WORD: Final = 24
"""Letters; jeugdgezondheidszorg (20) and verloskundigenpraktijk (22) have no shorter name."""
PASSIVE_SHARE: Final = 3
"""One sentence in three with "worden" reads as if nobody does anything."""
FEWEST_PASSIVE: Final = 3
"""Fewer say nothing about a text."""
SHOWN_WORDS: Final = 8
"""Of a long sentence, so that the writer finds it."""

_DATA = Path(__file__).parent / "data" / "jargon.json"
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W_]|[-'’](?=\w))*")
_PASSIVE: Final = re.compile(r"\b(?:word|wordt|worden|werd|werden)\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"^(?:https?://|www\.)", re.IGNORECASE)
_SAYS_NOTHING: Final = frozenset((
    "", "hier", "klik", "klik hier", "hier klikken", "lees meer", "lees verder", "lees hier meer", "meer", "meer info",
    "meer informatie", "link", "deze link", "via deze link", "website", "deze website", "deze pagina", "bekijk",
    "bekijk hier", "download", "download hier", "ga naar", "verder",
))  # fmt: skip


class HintKind(Enum):
    """What a hint is about; the value stands in the page, the label is what a writer reads."""

    JARGON = "jargon", "Moeilijk woord"
    SENTENCE = "sentence", "Lange zin"
    LONG_WORD = "long-word", "Lang woord"
    PASSIVE = "passive", "Wie doet het?"
    LINK = "link", "Link die niets zegt"
    ALT = "alt", "Afbeelding zonder beschrijving"
    CREDIT = "credit", "Afbeelding zonder maker"
    CONSENT = "consent", "Toestemming onbekend"
    SAME_NAME = "same-name", "Twee met dezelfde naam"

    @property
    def slug(self) -> str:
        return self.value[0]

    @property
    def label(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Hint:
    """One thing to look at: what stands there, and what could be better. `where` is the field."""

    kind: HintKind
    found: str
    advice: str
    where: str = ""


@dataclass(frozen=True)
class Jargon:
    """Words of the trade, all forms of one, and what to write instead."""

    words: tuple[str, ...]
    instead: str


@cache
def jargon() -> tuple[Jargon, ...]:
    """The list, read once."""
    return tuple(Jargon(tuple(row["words"]), row["instead"]) for row in json.loads(_DATA.read_text(encoding="utf-8")))


def text_hints(text: str, words: Sequence[Jargon] | None = None) -> Iterator[Hint]:
    """Hints on a plain text: difficult words, long sentences, long words, and too much passive; each thing once."""
    said = [sentence for line in text.split("\n") for sentence in sentences(line)]
    yield from _difficult(text, jargon() if words is None else words)
    for sentence in said:
        found = sentence.split()
        if len(found) > LONGEST_SENTENCE:
            start = " ".join(found[:SHOWN_WORDS])
            yield Hint(
                HintKind.SENTENCE,
                f"{start} …",
                f"Deze zin heeft {len(found)} woorden. Maak er twee of drie zinnen van.",
            )
    for word in dict.fromkeys(_WORD.findall(text)):
        if max(map(len, re.split(r"[-'’]", word))) > LONGEST_WORD:
            yield Hint(HintKind.LONG_WORD, word, "Kan het korter? Of zet een streepje tussen de delen.")
    passive = sum(bool(_PASSIVE.search(sentence)) for sentence in said)
    if passive >= FEWEST_PASSIVE and passive * PASSIVE_SHARE > len(said):
        yield Hint(
            HintKind.PASSIVE, f"{passive} zinnen met “worden”", "Zeg wie iets doet: “de verloskundige belt de ouders”."
        )


def link_hints(html: str) -> Iterator[Hint]:
    """Hints on the links in rich text: those whose words don't say where they lead."""
    reader = _LinkTexts()
    reader.feed(html)
    reader.close()
    for text in dict.fromkeys(reader.texts):
        if " ".join(_WORD.findall(text.lower())) in _SAYS_NOTHING:
            yield Hint(HintKind.LINK, text or "(leeg)", "Zeg waar de link heen gaat: “de folder over borstvoeding”.")
        elif _ADDRESS.match(text):
            yield Hint(HintKind.LINK, text, "Schrijf in woorden waar de link heen gaat. Niemand leest een adres.")


def picture_hints(name: str, *, alt: str, decorative: bool, credit: str, consent_known: bool) -> Iterator[Hint]:
    """Hints on one picture, called by its title."""
    if not alt.strip() and not decorative:
        yield Hint(HintKind.ALT, name, "Beschrijf in één zin wat er te zien is. Of kies: decoratief.")
    if not credit.strip():
        yield Hint(HintKind.CREDIT, name, "Noem wie de afbeelding maakte, of waar zij vandaan komt.")
    if not consent_known:
        yield Hint(
            HintKind.CONSENT, name, "Zijn er mensen herkenbaar? Leg bij de afbeelding vast of zij toestemming gaven."
        )


def _difficult(text: str, words: Iterable[Jargon]) -> Iterator[Hint]:
    for entry in words:
        # Longer forms first: "kwetsbare ouders" before "kwetsbare ouder".
        forms = "|".join(re.escape(word) for word in sorted(entry.words, key=len, reverse=True))
        found = re.search(rf"(?<![\w-])(?:{forms})(?![\w-])", text, re.IGNORECASE)
        if found:
            yield Hint(HintKind.JARGON, found[0], f"Liever: {entry.instead}.")


class _LinkTexts(HTMLParser):
    """The words of each link."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            self.texts.append(" ".join("".join(self._open).split()))
            self._open = None
