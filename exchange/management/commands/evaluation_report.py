"""`make evaluate`: all collections, both engines, one table, and whether the gates are passed."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchange.evaluation import gates
from exchange.evaluation.apart import apart
from exchange.evaluation.baseline import baseline
from exchange.evaluation.compounds import compound_scores
from exchange.evaluation.gates import Gate, Row
from exchange.evaluation.metrics import Score, by_kind, mean
from exchange.evaluation.queries import JudgedQuery, read_queries
from exchange.evaluation.running import Run, evaluate, evaluate_demo
from search.api import EngineName

ENGINES: tuple[EngineName, ...] = ("opensearch", "database")


class Command(BaseCommand):
    help = "Meet het zoeken op alle verzamelingen die er zijn. Uitgang 1 als iets minder goed is dan het moet zijn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--own", required=True, type=Path, metavar="Q.jsonl", help="vragen over de voorbeelden")
        parser.add_argument("--data", type=Path, metavar="MAP", help="map met de andere verzamelingen, als die er is")

    def handle(self, *args: Any, own: Path, data: Path | None, **options: Any) -> None:
        if not settings.OPENSEARCH_URL:
            raise CommandError("Hier is een zoekmachine nodig (OPENSEARCH_URL); make evaluate start er een.")
        self.rows: list[Row] = []
        self.gates: list[Gate] = []
        self._own(read_queries(own))
        if data is not None and data.is_dir():
            self._compounds(data / "compounds-dev.tsv")
            self._practice(data / "kansrijke-start")
            self._citizens(data / "policyqa")
        self.stdout.write(gates.table(self.rows))
        for gate in self.gates:
            self.stdout.write(str(gate))
        if not all(gate.passed for gate in self.gates):
            raise CommandError("Niet alles is gehaald.")

    def _own(self, queries: list[JudgedQuery]) -> None:
        scores = self._both(
            "voorbeelden", lambda engine: evaluate_demo(queries=queries, engine=engine, announce=_silent)
        )
        self.gates.append(Gate("voorbeelden nDCG@10", scores["opensearch"].ndcg, gates.OWN_NDCG))
        self._together("voorbeelden", scores)

    def _compounds(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as lines:
            scores = compound_scores(lines)
        self.gates += gates.compounds_gates(scores.f1, len(scores.broken))

    def _practice(self, folder: Path) -> None:
        documents, queries = folder / "documents.jsonl", read_queries(folder / "queries.jsonl")
        base = baseline(documents, queries, url=settings.OPENSEARCH_URL)
        self._add("kansrijke-start", "alleen de analyzer dutch", mean(base), by_kind(base))
        runs: dict[str, Run] = {}

        def run(engine: EngineName) -> Run:
            runs[engine] = _run(documents, queries, engine)
            return runs[engine]

        scores = self._both("kansrijke-start", run)
        ours = runs["opensearch"]
        self.gates += gates.practice_gates(ours.overall, ours.kinds, mean(base), by_kind(base))
        self._together("kansrijke-start", scores)

    def _citizens(self, folder: Path) -> None:
        pages, questions = folder / "pages.jsonl", read_queries(folder / "questions.jsonl")
        for name, queries, least in (
            ("policyqa", questions, gates.POLICYQA_MRR),
            ("policyqa, samenstellingen los", apart(questions), gates.POLICYQA_MRR_APART),
        ):
            run = _run(pages, queries, "opensearch")
            self._add(name, "opensearch", run.overall, {})
            self.gates.append(Gate(f"{name} MRR@10", run.overall.mrr, least))

    def _both(self, collection: str, measure: Callable[[EngineName], Run]) -> dict[EngineName, Score]:
        scores = {}
        for engine in ENGINES:
            run = measure(engine)
            scores[engine] = run.overall
            self._add(collection, engine, run.overall, run.kinds)
        return scores

    def _together(self, collection: str, scores: dict[EngineName, Score]) -> None:
        least = scores["opensearch"].ndcg - gates.SQLITE_BEHIND
        self.gates.append(Gate(f"{collection} nDCG@10, in de database", scores["database"].ndcg, least))

    def _add(self, collection: str, engine: str, overall: Score, kinds: dict[str, Score]) -> None:
        self.rows += [Row(collection, engine, kind, score) for kind, score in kinds.items()]
        self.rows.append(Row(collection, engine, "", overall))
        self.stderr.write(f"{collection}, {engine}: nDCG@10 {overall.ndcg:.3f}, MRR@10 {overall.mrr:.3f}")


def _run(documents: Path, queries: list[JudgedQuery], engine: EngineName) -> Run:
    return evaluate(documents=documents, queries=queries, engine=engine, tell=_silent, announce=_silent)


def _silent(what: object) -> None:
    """Nobody waits for each step."""
