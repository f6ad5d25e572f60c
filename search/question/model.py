"""A question as the engines get it (frozen, pure data)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

Tokens = tuple[str, ...]


class How(StrEnum):
    """In which way a document can meet a word of a question, the surest first."""

    WORD = "word"
    # Before synonyms: those of a word that was mistyped are synonyms of what was meant.
    CORRECTION = "correction"
    SYNONYM = "synonym"
    # By no word at all: it is from the place that the word names.
    PLACE = "place"
    PART = "part"
    MEANING = "meaning"
    RELATED = "related"
    GRAM = "gram"


@dataclass(frozen=True)
class Clause:
    """One way to meet a word: these tokens, in a row when there are several.

    `weight` multiplies its score; `admits`: a document with it is found, else it only adds to the score. `share`: of
    the documents that has it, 0 when that isn't known.
    """

    tokens: Tokens
    how: How
    weight: float
    admits: bool = True
    share: float = 0.0

    @property
    def whole(self) -> bool:
        """Whether it counts as a word of its own alone. What words come down to is a guess already, and within
        compounds it would be anything: dakloos, so opvang, so kinderopvangtoeslag."""
        return len(self.tokens) > 1 or self.how == How.MEANING


@dataclass(frozen=True)
class Place:
    """A value of a facet that the question names: municipality "leiden". `said`: the name that stands there."""

    facet: str
    value: str
    label: str
    said: str = ""

    def has(self, facets: Mapping[str, Collection[str]]) -> bool:
        """Whether a document with these values of facets is from there."""
        return self.value in facets.get(self.facet, ())


@dataclass(frozen=True)
class Need:
    """One content word of a question, and all that may stand for it.

    It is met by any of the clauses that admit, but by parts only when all of them are there: `all_parts`. A word of
    the name of a place is met as well by what is from there: `places`, one for each way to understand the name. Of its
    own token it is then met in this form alone: `exact`. Who asks for Leiden has no use for "leidden".

    A small word of a name ("nu" and "niet" of Nu Niet Zwanger) is asked, and finds nothing: `is_small`.
    """

    typed: str
    token: str
    clauses: tuple[Clause, ...]
    all_parts: Tokens = ()
    places: tuple[Place, ...] = ()
    exact: str = ""
    """As it is written (search.fields.EXACT); "" for a word of which any form will do."""
    is_small: bool = False
    near_name: str = ""
    """The word of a name of others that may be meant by one that nobody knows; it finds nothing, it can be offered."""

    @property
    def says(self) -> tuple[Clause, ...]:
        """The clauses that say what it says, or what it comes down to: of a place in any form too."""
        return tuple(clause for clause in self.clauses if clause.admits and clause.how != How.PART)

    @property
    def meets(self) -> tuple[Clause, ...]:
        """The clauses of which one is enough."""
        return tuple(clause for clause in self.says if not (self.exact and clause.how == How.WORD))


@dataclass(frozen=True)
class Question:
    """What is asked. Without needs nothing was asked; `empty` tells whether something was typed all the same."""

    typed: str = ""
    needs: tuple[Need, ...] = ()
    extras: tuple[Clause, ...] = ()
    """Names and terms of several words as they were typed: they add to the score of what has them whole."""
    grams: Tokens = ()
    phrases: tuple[Tokens, ...] = ()
    """What stood between quotes, as it is written (search.fields.EXACT): a document must have each of these."""
    places: tuple[Place, ...] = ()
    on_top: tuple[str, ...] = ()
    """Keys of documents that editors put first for this question, in order; they are found whatever is in them."""
    hidden: tuple[str, ...] = ()
    """Keys of documents that editors keep out of it."""

    @cached_property
    def admitting(self) -> tuple[Clause, ...]:
        """The clauses of which any one makes that a document is found, each sequence of tokens once."""
        found: dict[tuple[Tokens, bool], Clause] = {}
        needs = (need for need in self.needs if not need.is_small)
        for clause in (clause for need in needs for clause in need.clauses if clause.admits):
            found.setdefault((clause.tokens, clause.whole), clause)
        return tuple(found.values())

    @cached_property
    def admitting_together(self) -> tuple[Tokens, ...]:
        """Parts of compounds that are too common to find anything alone, and do all together."""
        together = (need.all_parts for need in self.needs if need.all_parts)
        alone = {clause.tokens for clause in self.admitting if not clause.whole}
        return tuple(parts for parts in dict.fromkeys(together) if not any((part,) in alone for part in parts))

    @cached_property
    def admitting_places(self) -> tuple[Place, ...]:
        """The places of which every document is found. With quotes none: what stands between them must be there."""
        return () if self.phrases else tuple(dict.fromkeys(place for need in self.needs for place in need.places))

    @cached_property
    def scoring(self) -> tuple[Clause, ...]:
        """Every clause that counts, each sequence of tokens once: what meets two words counts for both."""
        found: dict[tuple[Tokens, bool], Clause] = {}
        for clause in (*(clause for need in self.needs for clause in need.clauses), *self.extras):
            first = found.get(key := (clause.tokens, clause.whole))
            found[key] = replace(first, weight=round(first.weight + clause.weight, 3)) if first else clause
        return tuple(found.values())

    @property
    def nonsense(self) -> bool:
        """Something was typed and no word is left of it: that finds nothing, rather than everything."""
        return bool(self.typed) and not self.needs
