"""The rules of the vocabulary, from lines of text to sequences of tokens (pure).

A line of synonyms is a group whose terms all mean the same, or says with `=>` what a layman's words mean to a
professional, in that direction only:

    bevalling, baring, partus
    rondkomen, geld tekort => geldzorgen, schulden

A line of related words has terms that are not the same and still tell something, both ways or one way:

    jeugdzorg <-> jeugdhulp
    schuldhulpverlening -> bewindvoering, budgetcoach

A line of names is one term. Empty lines and what follows a # say nothing.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, groupby
from operator import itemgetter

from search.analysis.compounds import parts
from search.analysis.tokens import plain, token, tokens, written
from search.analysis.version import analysis_version
from search.vocabulary.dropped import DROPPED

Tokens = tuple[str, ...]
"""A term as both engines see it: its tokens in order."""

MAX_TERM = 8
"""Words of a term: the longest name of the field has seven."""
MAX_TERMS = 40
"""Terms on one line; more is a mistake, and every term of a group asks for all the others."""


class BadRule(ValueError):
    """A line that says nothing that can be understood; the message is Dutch."""


@dataclass(frozen=True)
class Rule:
    """One line: what somebody may say, and what that then stands for as well.

    `both_ways`: whoever says one of `means` also means what is `said`.
    """

    said: tuple[str, ...]
    means: tuple[str, ...]
    both_ways: bool


@dataclass(frozen=True)
class Rules:
    """The vocabulary, ready to be looked up by the tokens of a term.

    `synonyms` and `meanings` admit a document: the first say the same, the second are what a layman's words come down
    to. `related` only adds to the score of what was found. `names` are terms of several words that stay together, and
    words that aren't taken apart: BoekStart is no start of a book.
    `in_one_word`: the terms of several words by their letters without spaces, as hashtags and addresses have them.
    """

    version: str = ""
    synonyms: Mapping[Tokens, tuple[Tokens, ...]] = field(default_factory=dict)
    meanings: Mapping[Tokens, tuple[Tokens, ...]] = field(default_factory=dict)
    related: Mapping[Tokens, tuple[Tokens, ...]] = field(default_factory=dict)
    names: frozenset[Tokens] = frozenset()
    in_one_word: Mapping[str, Tokens] = field(default_factory=dict)

    @cached_property
    def terms(self) -> frozenset[Tokens]:
        """Every term that somebody can say."""
        return frozenset((*self.synonyms, *self.meanings, *self.related, *self.names))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every token of every term, and of what these lead to: none of these is mistyped."""
        tables = (self.synonyms, self.meanings, self.related)
        led_to = (term for table in tables for others in table.values() for term in others)
        return frozenset(token for term in chain(self.terms, led_to) for token in term)

    @cached_property
    def by_content(self) -> Mapping[Tokens, tuple[Tokens, ...]]:
        """The terms with two words or more that say something, by these words in alphabetical order.

        Names are not among them: of these every word counts, in its place.
        """
        found: dict[Tokens, list[Tokens]] = defaultdict(list)
        for term in sorted(self.terms - self.names):
            content = tuple(sorted(token for token in term if token not in _dropped_tokens()))
            if len(content) > 1:
                found[content].append(term)
        return {content: tuple(terms) for content, terms in found.items()}

    @cached_property
    def words_by_letter(self) -> Mapping[str, Tokens]:
        """The words in alphabetical order, by the letter that they begin with."""
        return {letter: tuple(words) for letter, words in groupby(sorted(self.words), key=itemgetter(0))}


def compiled(*, synonyms: Iterable[Rule], related: Iterable[Rule], names: Iterable[str]) -> Rules:
    """The rules by tokens; the same lines always have the same version."""
    said, other, named = list(synonyms), list(related), list(names)
    groups, lay = _split(said)
    tables = (
        _table(groups),
        _table(lay),
        _table(other),
        {term for name in named if len(term := _term(name)) > 1 or parts(name)},
        _in_one_word(chain(named, *(rule.said for rule in said))),
    )
    content = [
        analysis_version(),
        *(sorted(part.items()) if isinstance(part, dict) else sorted(part) for part in tables),
    ]
    version = hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]
    return Rules(version, tables[0], tables[1], tables[2], frozenset(tables[3]), tables[4])


def parse_synonyms(text: str) -> list[Rule]:
    """The rules in lines of synonyms; BadRule for the first line that is none."""
    return [_synonyms(number, line) for number, line in _lines(text)]


def parse_related(text: str) -> list[Rule]:
    """The rules in lines of related words; BadRule for the first line that is none."""
    return [rule for number, line in _lines(text) for rule in _related(number, line)]


def parse_names(text: str) -> list[str]:
    """The names in lines of one each; BadRule for the first that is too long."""
    return [_terms(number, line, alone=True)[0] for number, line in _lines(text)]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if content := line.partition("#")[0].strip():
            yield number, content


def _synonyms(number: int, line: str) -> Rule:
    said, arrow, means = line.partition("=>")
    if arrow:
        return Rule(_terms(number, said), _terms(number, means), both_ways=False)
    group = _terms(number, said)
    if len(group) < 2:
        raise BadRule(f"regel {number}: een groep heeft minstens twee termen, met een komma ertussen")
    return Rule(group, group, both_ways=True)


def _related(number: int, line: str) -> Iterator[Rule]:
    if "<->" in line:
        terms = tuple(term for side in line.split("<->") for term in _terms(number, side))
        yield Rule(terms, terms, both_ways=True)
    elif "->" in line:
        said, _, means = line.partition("->")
        yield Rule(_terms(number, said), _terms(number, means), both_ways=False)
    else:
        raise BadRule(f"regel {number}: tussen verwante termen staat <-> of ->")


def _terms(number: int, text: str, *, alone: bool = False) -> tuple[str, ...]:
    terms = tuple(term for part in ([text] if alone else text.split(",")) if (term := " ".join(part.split())))
    if not terms:
        raise BadRule(f"regel {number}: aan een van beide kanten staat geen term")
    if len(terms) > MAX_TERMS:
        raise BadRule(f"regel {number}: {len(terms)} termen; hoogstens {MAX_TERMS}")
    for term in terms:
        if not 0 < len(tokens(term)) <= MAX_TERM:
            raise BadRule(f"regel {number}: “{term[:60]}” heeft geen woord, of meer dan {MAX_TERM}")
    return terms


def _split(rules: Iterable[Rule]) -> tuple[list[Rule], list[Rule]]:
    groups: list[Rule] = []
    lay: list[Rule] = []
    for rule in rules:
        (groups if rule.both_ways else lay).append(rule)
    return groups, lay


def _table(rules: Iterable[Rule]) -> dict[Tokens, tuple[Tokens, ...]]:
    found: dict[Tokens, dict[Tokens, None]] = defaultdict(dict)
    for rule in rules:
        means = [_term(term) for term in rule.means]
        for term in map(_term, rule.said):
            found[term].update(dict.fromkeys(other for other in means if other != term))
    return {term: tuple(others) for term, others in found.items() if others}


def _in_one_word(terms: Iterable[str]) -> dict[str, Tokens]:
    """The terms of several words by what they are when written as one."""
    found: dict[str, Tokens] = {}
    for text in terms:
        term = _term(text)
        if len(term) > 1:
            found.setdefault("".join(map(plain, written(text))), term)
    return found


@lru_cache(maxsize=1)
def _dropped_tokens() -> frozenset[str]:
    return frozenset(token(word) for word in DROPPED)


def _term(text: str) -> Tokens:
    return tuple(tokens(text))
