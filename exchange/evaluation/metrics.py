"""How good a ranking is, by judgments (pure).

A judgment is a grade of 0 or more for a document; a document that isn't named has grade 0, and grade 1 and above
counts as relevant.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

NDCG_AT, RECALL_AT, MRR_AT = 10, 20, 10


@dataclass(frozen=True)
class Measured:
    """What one question scored. None: nothing in the collection is relevant, so there is nothing to find."""

    kind: str
    ndcg: float | None
    recall: float | None
    mrr: float | None
    zero: bool


@dataclass(frozen=True)
class Score:
    """The means over `n` questions, and how many of them had no hit at all (`zero`)."""

    ndcg: float
    recall: float
    mrr: float
    zero: int
    n: int

    def as_dict(self) -> dict[str, float | int]:
        """As it is printed: four decimals say more than any collection can."""
        measures = {f"ndcg@{NDCG_AT}": self.ndcg, f"recall@{RECALL_AT}": self.recall, f"mrr@{MRR_AT}": self.mrr}
        return {**{name: round(value, 4) for name, value in measures.items()}, "zero": self.zero}


def measure(kind: str, ranking: Sequence[str], judgments: Mapping[str, float]) -> Measured:
    """What a ranking (ids, best first) is worth."""
    relevant = {document for document, grade in judgments.items() if grade >= 1}
    return Measured(
        kind=kind,
        ndcg=_ndcg(ranking, judgments),
        recall=len(relevant.intersection(ranking[:RECALL_AT])) / len(relevant) if relevant else None,
        mrr=_reciprocal_rank(ranking, relevant) if relevant else None,
        zero=not ranking,
    )


def mean(measured: Iterable[Measured]) -> Score:
    """The score of a set of questions."""
    rows = list(measured)
    return Score(
        ndcg=_mean(row.ndcg for row in rows),
        recall=_mean(row.recall for row in rows),
        mrr=_mean(row.mrr for row in rows),
        zero=sum(row.zero for row in rows),
        n=len(rows),
    )


def by_kind(measured: Iterable[Measured]) -> dict[str, Score]:
    """The score per kind of question, kinds in alphabetical order: a total hides the gaps."""
    groups: dict[str, list[Measured]] = defaultdict(list)
    for row in measured:
        groups[row.kind].append(row)
    return {kind: mean(groups[kind]) for kind in sorted(groups)}


def _ndcg(ranking: Sequence[str], judgments: Mapping[str, float]) -> float | None:
    ideal = _gained(sorted(judgments.values(), reverse=True))
    return _gained([judgments.get(document, 0) for document in ranking]) / ideal if ideal else None


def _gained(grades: Sequence[float]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:NDCG_AT]))


def _reciprocal_rank(ranking: Sequence[str], relevant: set[str]) -> float:
    return next((1 / place for place, document in enumerate(ranking[:MRR_AT], 1) if document in relevant), 0.0)


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0
