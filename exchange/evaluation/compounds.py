"""How well compounds are split, against words that people split by hand (pure but for the lists of the analysis).

A line has tabs between word, class and parts, by the names in the first line. A word of class compound must be found
with each of its parts ("a/b": with either); parts in the column ok_also do no harm; a word of class keep must not be
broken up. Words are compared as tokens, and the word itself counts for nothing.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.api import compound_parts, token


@dataclass
class CompoundScores:
    """Counts, and the words behind them."""

    found: int = 0
    """Parts that had to be found and were."""
    missed: int = 0
    extra: int = 0
    """Parts that nobody asked for, those of broken words included."""
    compounds: int = 0
    kept: int = 0
    """Words of class keep that stayed whole."""
    broken: list[str] = field(default_factory=list)
    """Words of class keep that did not."""
    wrong: list[str] = field(default_factory=list)
    """Compounds with a part missed or too many."""

    @property
    def precision(self) -> float:
        return _share(self.found, self.found + self.extra)

    @property
    def recall(self) -> float:
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float:
        return _share(2 * self.precision * self.recall, self.precision + self.recall)

    def as_dict(self) -> dict[str, float | int | list[str]]:
        return {
            "compounds": self.compounds,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "kept": self.kept,
            "broken": self.broken,
            "wrong": self.wrong,
        }


def compound_scores(lines: Iterable[str]) -> CompoundScores:
    """The scores over these lines. Raises KeyError when a column lacks, ValueError for an unknown class."""
    scores = CompoundScores()
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        word, kind = row["word"], row["class"]
        given = set(compound_parts(word)) - {token(word)}
        if kind == "keep":
            _score_whole(scores, word, given)
        elif kind == "compound":
            _score_compound(scores, word, given, row["parts"].split(), (row.get("ok_also") or "").split())
        else:
            raise ValueError(f"{word}: class {kind}")
    return scores


def _score_whole(scores: CompoundScores, word: str, given: set[str]) -> None:
    scores.extra += len(given)
    if given:
        scores.broken.append(word)
    else:
        scores.kept += 1


def _score_compound(
    scores: CompoundScores, word: str, given: set[str], wanted: Sequence[str], allowed: Sequence[str]
) -> None:
    choices = [{token(each) for each in part.split("/")} for part in wanted]
    found = sum(bool(choice & given) for choice in choices)
    extra = given.difference(*choices) - {token(part) for part in allowed}
    scores.compounds += 1
    scores.found += found
    scores.missed += len(choices) - found
    scores.extra += len(extra)
    if found < len(choices) or extra:
        scores.wrong.append(word)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
