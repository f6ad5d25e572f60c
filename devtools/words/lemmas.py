"""Which forms are one word: from the flags of the dictionary to a head for every form (pure).

A form has one head, so that no chain of look-alikes glues words together. In order:

0. a word that questions drop ("wel", "is", "was") is itself, or the verb that it is a form of, and no other word is a
   form of it: whatever leads there ("wellen", "geweld") is a word of its own;
1. what a linguist wrote down: irregular plurals, words that stay apart;
2. a form of an adjective (kwetsbare, actieve);
3. a word of the dictionary with inflections of its own (jongere, ouder);
4. a form of a noun (gezinnen, dagje), also where the dictionary lists the plural by itself (wetten);
5. a form of a verb: it goes where its infinitive goes, and that to the noun that is its stem, where there is one
   (werken and werk): the forms of the two look alike, and a word alone doesn't tell which it is;
6. what is left, by itself.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from devtools.words import verbs
from devtools.words.hunspell import ONLY_IN_COMPOUNDS, Form
from search.analysis.function_words import DROPPED
from search.analysis.tokens import fold

_FINITE = frozenset({"V3", "Vp", "Vq", "Va", "Vb"})
_VERBAL = _FINITE | {"Vi", "Ve"}
_ATTRIBUTIVE = frozenset({"Aa", "Al", "Am", "An", "Ar"})
"""kwetsbaar -> kwetsbare"""
MIN_FREQUENCY = 2.0
"""Zipf, once in ten million words: of a plural that the dictionary lacks."""

_HEID = "Zm"
_ATTRIBUTIVE_PARTICIPLE = "Ve"
"""verslaafd -> verslaafde"""
_PLAIN = re.compile(r"[a-z]+")


@dataclass
class Known:
    """What the dictionary knows, folded, sorted by what it is."""

    words: set[str] = field(default_factory=set)
    """Entries with inflections of their own that are no verbs."""
    bare: set[str] = field(default_factory=set)
    """Entries without inflections."""
    nouns: set[str] = field(default_factory=set)
    """Entries that may end a compound."""
    adjectives: set[str] = field(default_factory=set)
    attributive: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Form with -e -> the adjectives it may be of (dove: doof, dof)."""
    inflected: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Other form of nouns and adjectives -> the entries (passen: pas, passe)."""
    infinitives: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    participles: set[str] = field(default_factory=set)
    verbal: dict[str, str] = field(default_factory=dict)
    """Forms of verbs -> the entry (stem, infinitive, participle) that they were made from."""


@dataclass(frozen=True)
class OwnLemmas:
    """What linguists wrote down beside the dictionary."""

    irregular: tuple[str, ...] = ()
    """"head form form ..." """
    strong: tuple[str, ...] = ()
    """The table of `verbs.strong`."""
    apart: tuple[str, ...] = ()
    """"head form form ...": stays apart from what the rules would make of it."""


def sort_out(forms: Iterable[Form]) -> Known:
    """The forms by what they are; names, and what isn't written in plain letters, stay out."""
    known = Known()
    for form in forms:
        text, base = fold(form.text), fold(form.prefix + form.base)
        if not _PLAIN.fullmatch(text) or form.base[:1].isupper() or ONLY_IN_COMPOUNDS in form.flags:
            continue
        if form.rule:
            _inflection(known, form.rule, text, base)
        else:
            _entry(known, form.flags, text)
    return known


def _entry(known: Known, flags: frozenset[str], text: str) -> None:
    if "Vi" in flags:
        known.infinitives.add(text)
    if flags & _FINITE:
        known.stems.add(text)
    if "Ve" in flags:
        known.participles.add(text)
    if flags & _VERBAL:
        return
    if any(flag[0] in "YZ" or (flag[0] == "A" and flag != "Ai") for flag in flags):
        known.words.add(text)
    else:
        known.bare.add(text)
    if flags & {"Cc", "Cd", "Ce", "Ch"}:
        known.nouns.add(text)
    if any(flag[0] == "A" for flag in flags):
        known.adjectives.add(text)


def _inflection(known: Known, rule: str, text: str, base: str) -> None:
    if text == base:
        return
    if rule == _HEID:
        # deskundigheid is listed as a form of deskundig, but most words in -heid are entries: so are these
        known.words.add(text) if text.endswith("heid") else known.inflected[text].add(base + "heid")
    elif rule in _VERBAL:
        known.verbal.setdefault(text, base)
        if rule == _ATTRIBUTIVE_PARTICIPLE:
            known.attributive[text].add(base)
    elif rule in _ATTRIBUTIVE:
        known.attributive[text].add(base)
    elif rule[0] in "AYZ" or rule == "Xe":
        known.inflected[text].add(base)


def heads(known: Known, own: OwnLemmas, frequency: Callable[[str], float]) -> dict[str, str]:
    """form -> head, for every form that is known. Of two possible heads the more frequent one is taken."""
    found = _Heads(frequency)
    strong = tuple(verbs.strong(own.strong, known.infinitives))
    _add_dropped(found, strong)
    _add_own(found, own, known)
    _add_certain_verbs(found, known, strong)
    _add_nominal(found, known)
    _add_verbs(found, known, strong)
    for word in known.bare:
        found.put(word, word)
    _add_lacking_plurals(found, known, frequency)
    return _without_dropped(found.settled(), frequency)


class _Heads:
    """What was decided so far; who comes first stays."""

    def __init__(self, frequency: Callable[[str], float]) -> None:
        self.of: dict[str, str] = {}
        self.frequency = frequency

    def put(self, form: str, head: str) -> None:
        self.of.setdefault(form, self.of.get(head, head))

    def settled(self) -> dict[str, str]:
        """Every form with the head of its head: geslapen went to slapen before that went to slaap."""
        return {form: self._last(head) for form, head in self.of.items()}

    def _last(self, head: str) -> str:
        seen = {head}
        while (following := self.of.get(head, head)) not in seen:
            seen.add(following)
            head = following
        return head

    def likeliest(self, bases: Collection[str]) -> str:
        return max(sorted(bases), key=self.frequency)


def _add_dropped(found: _Heads, strong: Iterable[verbs.Strong]) -> None:
    for verb in strong:
        if verb.infinitive in DROPPED:
            for form in (*verb.forms(), *verb.present):
                if form in DROPPED:
                    found.put(form, verb.infinitive)
    for word in DROPPED:
        found.put(word, word)


def _without_dropped(heads: Mapping[str, str], frequency: Callable[[str], float]) -> dict[str, str]:
    """The same, but what led to a word that questions drop stays together, under the most frequent of these forms."""
    astray: dict[str, list[str]] = defaultdict(list)
    for form, head in heads.items():
        if head in DROPPED and form not in DROPPED:
            astray[head].append(form)
    own = {form: max(sorted(forms), key=frequency) for forms in astray.values() for form in forms}
    return {**heads, **own}


def _add_own(found: _Heads, own: OwnLemmas, known: Known) -> None:
    for line in own.apart:
        head, *forms = fold(line).split()
        for form in (head, *forms):
            found.put(form, head)
    entries = known.words | known.bare
    for line in own.irregular:
        head, *forms = fold(line).split()
        for form in (head, *forms):
            found.put(form, head)
            if form != head and len(form) > len(head):
                for entry in entries:
                    # gezinsleden goes with gezinslid
                    if entry.endswith(form) and entry.removesuffix(form) + head in entries:
                        found.put(entry, entry.removesuffix(form) + head)


def _add_certain_verbs(found: _Heads, known: Known, strong: Collection[verbs.Strong]) -> None:
    for verb in strong:
        for form in verb.present:
            found.put(form, verb.infinitive)
        # gelezen is listed as an adjective too; gevallen (plural of geval) and gegeven are words of their own
        if verb.participle and verb.participle not in known.inflected and verb.participle not in known.nouns:
            found.put(verb.participle, verb.infinitive)


def _add_nominal(found: _Heads, known: Known) -> None:
    adjective_of = {form: found.likeliest(bases) for form, bases in known.attributive.items()}
    for form, adjective in adjective_of.items():
        found.put(form, adjective)
    for word in known.words:
        found.put(word, word)
    for form, bases in known.inflected.items():
        found.put(form, found.likeliest(bases))
    for form, noun in _listed_plurals(known):
        found.put(form, noun)
    for form, adjective in adjective_of.items():
        # de zwangeren, verloskundigen: listed by itself or not at all
        found.put(form + "n", adjective)


def _listed_plurals(known: Known) -> Iterator[tuple[str, str]]:
    """(plural, noun) where the dictionary has the plural as an entry: wetten, bureaus, coaches."""
    for noun in sorted(known.nouns):
        for plural in (*verbs.with_en(noun), noun + "s", noun + "es"):
            if plural in known.bare and plural in known.nouns:
                yield plural, noun


def _add_lacking_plurals(found: _Heads, known: Known, frequency: Callable[[str], float]) -> None:
    """The dictionary knows planeet and not planeten: a plural that people write and that is no other word is one."""
    for noun in sorted(known.nouns):
        for plural in (*verbs.with_en(noun), noun + "s"):
            if plural not in found.of and frequency(plural) >= MIN_FREQUENCY:
                found.put(plural, noun)


def _add_verbs(found: _Heads, known: Known, strong: Collection[verbs.Strong]) -> None:
    infinitive_of = dict(_stems(known))
    participle_of = _participles(infinitive_of, known, found.frequency) | {
        verb.participle: verb.infinitive for verb in strong if verb.participle
    }
    for noun in (known.bare & known.nouns) - known.infinitives - set(participle_of):
        found.put(noun, noun)
    for stem, infinitive in infinitive_of.items():
        found.put(infinitive, found.of.get(stem, infinitive))
    for infinitive in known.infinitives:
        found.put(infinitive, infinitive)
    past_of = {form: verb.infinitive for verb in strong for form in verb.past}
    for forms in (participle_of, past_of, infinitive_of):
        for form, infinitive in forms.items():
            found.put(form, infinitive)
    for participle in known.participles:
        found.put(participle, participle)
    for form, base in known.verbal.items():
        found.put(form, base)


def _participles(infinitive_of: Mapping[str, str], known: Known, frequency: Callable[[str], float]) -> dict[str, str]:
    """Participle -> infinitive, of weak verbs. But "geweld" is no form of wellen, nor "geniet" one of nieten: what is
    a noun or a form of another verb, and is written more often than the infinitive, is that."""
    listed = known.participles | known.bare
    other = known.nouns | infinitive_of.keys()
    return {
        participle: infinitive
        for stem, infinitive in infinitive_of.items()
        for participle in verbs.participles(stem)
        if participle in listed
        and not (participle != stem and participle in other and frequency(participle) > frequency(infinitive))
    }


def _stems(known: Known) -> Iterator[tuple[str, str]]:
    """(stem, infinitive) of the verbs; where the past is regular the dictionary lists the third person (rammelt)."""
    for stem in sorted(known.stems):
        for candidate in (stem, stem.removesuffix("t")):
            infinitive = next((each for each in verbs.with_en(candidate) if each in known.infinitives), None)
            if infinitive:
                yield candidate, infinitive
                yield stem, infinitive
                break
