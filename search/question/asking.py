"""What somebody asks, understood with what editors decided, the words of the index and the names of others."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence

from search import registry
from search.curation import Curation, in_force
from search.known_words import StoredWords, all_words
from search.placement.rules import apply
from search.question.model import Place, Question
from search.question.understanding import understand

MAX_PLACES = 3
"""Names in one question that count: "samenwerking tussen Delft, Leiden en Zoetermeer"."""


def asked(text: str, curation: Curation | None = None) -> Question:
    """The question in a cleaned text; `curation` when that isn't what is in force.

    Seven queries at most, however many words nobody knows: none of them grows with the number of documents.
    """
    if not text:
        return Question()
    decided = curation or in_force()
    (places,) = _places([text])
    return apply(understand(text, decided.rules, StoredWords(), places, _words_of_names), decided.placements)


def each_asked(texts: Iterable[str]) -> list[Question]:
    """Many questions, each as `asked`: the queries of one in all, and the words of the index in memory."""
    given = list(texts)
    known, decided = all_words(), in_force()
    return [
        apply(understand(text, decided.rules, known, places), decided.placements) if text else Question()
        for text, places in zip(given, _places(given), strict=True)
    ]


class Understanding:
    """What texts mean, each understood once: for who asks the same ones for every batch of a round.

    Not for longer than that: it doesn't hear of another vocabulary, or of what editors hid since.
    """

    def __init__(self) -> None:
        self._known: dict[str, Question] = {}

    def of(self, texts: Iterable[str]) -> list[Question]:
        """As `each_asked`, which is asked for those that are new."""
        given = list(texts)
        new = [text for text in dict.fromkeys(given) if text not in self._known]
        if new:
            self._known.update(zip(new, each_asked(new), strict=True))
        return [self._known[text] for text in given]


def _places(texts: Sequence[str]) -> list[tuple[Place, ...]]:
    """The places that each text names, with every way to understand a name."""
    found: list[list[Place]] = [[] for _ in texts]
    for vocabulary in registry.vocabularies():
        for places, names in zip(found, vocabulary.find(texts), strict=True):
            places += (Place(name.facet, name.value, name.label, name.said) for name in names)
    return [_longest(places) for places in found]


def _words_of_names() -> Mapping[str, str]:
    """Each word of the names of others as it is written, by its letters."""
    return ChainMap(*(dict(vocabulary.words()) for vocabulary in registry.vocabularies()))


def _longest(found: Sequence[Place]) -> tuple[Place, ...]:
    """The longest names: "Bergen op Zoom" is not Bergen as well."""
    said = dict.fromkeys(place.said for place in found)
    longest = [one for one in said if not any(f"-{one}-" in f"-{other}-" and one != other for other in said)]
    return tuple(place for place in found if place.said in longest[:MAX_PLACES])
