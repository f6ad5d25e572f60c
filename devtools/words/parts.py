"""Which words may begin or end a compound, and which are never split (pure)."""

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from devtools.words.hunspell import ONLY_IN_COMPOUNDS, Form
from devtools.words.lemmas import Known
from search.analysis.splitter import Splitter
from search.analysis.tokens import fold

Frequency = Callable[[str], float]
"""Zipf: 3 is once in a million words, 6 once in a thousand, 0 unknown."""

_COMPOUNDING = frozenset({"Ca", "Cb", "Cc", "Cd", "Ce", "Ch", "CA", "CB"})
_LINKING = frozenset({"Cd", "Ch"})
_NAME = "PN"
_PLAIN = re.compile(r"[a-z]+")
_DERIVED = re.compile(r"(ende|ste|eerd|eerde)$")

MIN_LETTERS = 4
MIN_LETTERS_LAST = 5
"""Of a last part that the dictionary doesn't mark as a part of compounds."""

EVERYDAY = 3.5
"""From here on a word is an everyday one: of two ways to split, the one with such words is likelier."""

MIN_FREQUENCY_FIRST = 2.0
MIN_FREQUENCY_LAST = 2.3
"""Below these, words turn up as parts mostly by accident. Tried on the development words of ADR 11."""


@dataclass(frozen=True)
class OwnParts:
    """What linguists wrote down beside the dictionary; a set of folded words each."""

    parts: frozenset[str] = frozenset()
    """May stand anywhere."""
    short_first: frozenset[str] = frozenset()
    short_last: frozenset[str] = frozenset()
    not_first: frozenset[str] = frozenset()
    not_last: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    """Never split, nor are their forms."""


def part_lists(forms: Iterable[Form], frequency: Frequency, own: OwnParts) -> Splitter:
    """The lists of the splitter, with nothing yet in `whole`."""
    first, linking, last = set(own.parts), set(), set(own.parts)
    for form in forms:
        text = fold(form.text)
        if form.prefix or form.base[:1].isupper() or not _PLAIN.fullmatch(text):
            continue
        marked = bool(form.flags & _COMPOUNDING)
        if marked and frequency(text) >= MIN_FREQUENCY_FIRST and _long(text, own.short_first):
            first.add(text)
        if form.flags & _LINKING:
            linking.add(text)
        if ONLY_IN_COMPOUNDS not in form.flags and _may_end(text, marked, frequency(text), own.short_last):
            last.add(text)
    first |= own.short_first
    last |= own.short_last
    first -= own.not_first
    last -= own.not_last
    everyday = {word for word in first | last if frequency(word) >= EVERYDAY}
    return Splitter(*map(frozenset, (first, linking & first, last, everyday, ())))


def _long(text: str, short: frozenset[str]) -> bool:
    return len(text) >= MIN_LETTERS or text in short


def _may_end(text: str, marked: bool, frequency: float, short: frozenset[str]) -> bool:
    if marked and frequency >= MIN_FREQUENCY_FIRST or frequency >= EVERYDAY:
        return _long(text, short)
    return len(text) >= MIN_LETTERS_LAST and frequency >= MIN_FREQUENCY_LAST and not _DERIVED.search(text)


def whole_words(
    splitter: Splitter, heads: Mapping[str, str], known: Known, names: Iterable[str], own: OwnParts
) -> frozenset[str]:
    """The words that `splitter` would break up and must not.

    Words that linguists listed, with their forms; verbs; names; and forms of a word that isn't a compound itself
    (planeten is no plan with eten, since planeet is not).
    """
    kept = {*own.whole, *(name for name in names if name not in known.words)}
    kept |= {form for form, head in heads.items() if head in own.whole}
    kept |= (known.infinitives | known.stems | known.participles | set(known.verbal)) - known.nouns
    nouns = known.nouns | known.words
    for form, head in heads.items():
        if form != head and not splitter.split(head) and not _ends_as(form, splitter.split(form), heads, nouns):
            kept.add(form)
    return frozenset(word for word in kept if splitter.split(word))


def _ends_as(form: str, parts: tuple[str, ...], heads: Mapping[str, str], nouns: Set[str]) -> bool:
    """Whether a form ends in a form of the noun that its head ends in, as schoolvakken and schoolvak do."""
    last = heads.get(parts[-1], "") if parts else ""
    return last in nouns and form.endswith(parts[-1]) and heads[form] == form.removesuffix(parts[-1]) + last


def names(forms: Iterable[Form]) -> set[str]:
    """Names in the dictionary, folded: Eindhoven, Duitsland; not what is only written with a capital (Jeugdwet)."""
    found = {fold(form.base) for form in forms if form.base[:1].isupper() and _NAME in form.flags}
    return {name for name in found if _PLAIN.fullmatch(name)}
