"""What a document says, field by field, as both engines store it (pure)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Self

from search.analysis.compounds import with_parts
from search.analysis.pieces import pieces, words_of
from search.analysis.tokens import token

__all__ = ["BETWEEN", "READ", "There", "stretches"]

READ = 50_000
"""Characters of a text that are looked through for reasons: twenty hits of a long page in a few hundredths of a
second. What stands further down is found, and told as letters alike at most."""

BETWEEN = " \n"
"""What stands between two parts of a field, so that their words stay apart."""


@dataclass(frozen=True, eq=False)
class There:
    """The texts of the fields of words of one document, by field: "title", "keywords", "body".

    Marks, passage, reasons and what is lacking are all made of these, so each is taken apart once.
    """

    texts: Mapping[str, str]

    @classmethod
    def of(cls, source: Mapping[str, Any], limit: int = READ) -> Self:
        """Of a stored document; of its body so many characters."""
        body = [source["summary"], *(part for section in source["sections"] for part in section)]
        return cls(
            {
                "title": source["title"],
                "keywords": BETWEEN.join(source["keywords"]),
                "body": BETWEEN.join(body)[:limit],
            }
        )

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Its tokens with those of the parts of its compounds: few questions ask for them."""
        return frozenset(chain.from_iterable(map(with_parts, self.forms)))

    @cached_property
    def tokens_of_words(self) -> Mapping[str, frozenset[str]]:
        """By field, its tokens without those of the parts of compounds: for what it doesn't have as it was typed."""
        return {field: frozenset(map(token, words_of(self._pieces[text]))) for field, text in self.texts.items()}

    @cached_property
    def forms(self) -> frozenset[str]:
        """All its different words, as they are written: few questions ask for them."""
        return words_of(self.pieces)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """All its different pieces."""
        return frozenset[str]().union(*self._pieces.values())

    def pieces_of(self, text: str) -> frozenset[str]:
        """The different pieces of a text, which may be one of its own."""
        found = self._pieces.get(text)
        return pieces(text) if found is None else found

    @cached_property
    def _pieces(self) -> Mapping[str, frozenset[str]]:
        return {text: pieces(text) for text in self.texts.values()}


def stretches(source: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Where in the text of the body the text of each section begins and ends."""
    place = len(source["summary"])
    for heading, text in source["sections"]:
        begin = place + len(heading) + 2 * len(BETWEEN)
        place = begin + len(text)
        yield begin, place
