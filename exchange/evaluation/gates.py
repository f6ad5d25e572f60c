"""What the search must reach, as it was asked before it was built, and the words in which that is told (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exchange.evaluation.metrics import MRR_AT, NDCG_AT, RECALL_AT, Score


@dataclass(frozen=True)
class Gate:
    """Something measured, and the least that it must be."""

    name: str
    value: float
    least: float

    @property
    def passed(self) -> bool:
        return self.value >= self.least

    def __str__(self) -> str:
        return (
            f"{'gehaald' if self.passed else 'NIET GEHAALD'}: {self.name} {self.value:.3f}, minstens {self.least:.3f}"
        )


@dataclass(frozen=True)
class Row:
    """The score of one collection, by one engine, over one kind of question ("" for all)."""

    collection: str
    engine: str
    kind: str
    score: Score


COMPOUNDS_F1 = 0.96
ABOVE_BASELINE = 0.25
POLICYQA_MRR = 0.90
POLICYQA_MRR_APART = 0.85
OWN_NDCG = 0.70
"""Of the questions over the examples: what was reached when this was written, less what chance may take."""
SQLITE_BEHIND = 0.05
"""How much the embedded engine may stay behind."""


def compounds_gates(f1: float, broken: int) -> list[Gate]:
    """For the splitter: "broken" are words that must stay whole and don't."""
    return [
        Gate("samenstellingen F1", f1, COMPOUNDS_F1),
        Gate("samenstellingen: hele woorden heel (0 = alle)", -float(broken), 0),
    ]


def practice_gates(
    overall: Score, kinds: Mapping[str, Score], base: Score, base_kinds: Mapping[str, Score]
) -> list[Gate]:
    """For kansrijke-start: well above the baseline, and no kind below it."""
    return [
        Gate("kansrijke-start nDCG@10", overall.ndcg, base.ndcg + ABOVE_BASELINE),
        *(
            Gate(f"kansrijke-start {kind} nDCG@10", kinds[kind].ndcg, base_kinds[kind].ndcg)
            for kind in sorted(base_kinds)
        ),
    ]


def table(rows: Iterable[Row]) -> str:
    """The scores as a table in Markdown."""
    measures = (f"nDCG@{NDCG_AT}", f"recall@{RECALL_AT}", f"MRR@{MRR_AT}")
    head = ("verzameling", "zoekmachine", "soort", "n", *measures, "zonder hits")
    return "\n".join(_line(cells) for cells in (head, ["---"] * len(head), *map(_cells, rows)))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row) -> tuple[str, ...]:
    score = row.score
    return (
        row.collection,
        row.engine,
        row.kind or "alle",
        str(score.n),
        *(f"{value:.3f}" for value in (score.ndcg, score.recall, score.mrr)),
        str(score.zero),
    )
