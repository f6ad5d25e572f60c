"""`make evaluate`: all collections, both engines, one table, and whether the gates are passed."""

import csv
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchange.endings import measuring
from exchange.evaluation import gates
from exchange.evaluation.apart import apart
from exchange.evaluation.baseline import baseline
from exchange.evaluation.compounds import compound_scores
from exchange.evaluation.gates import Gate, Row
from exchange.evaluation.metrics import Score, by_kind, mean
from exchange.evaluation.queries import BadQueries, JudgedQuery, read_queries
from exchange.evaluation.running import Run, evaluate, evaluate_demo
from exchange.lines import UnreadableFile, check
from search.api import EngineName

ENGINES: tuple[EngineName, ...] = ("opensearch", "database")


class Collection(NamedTuple):
    """The files of one collection, in the folder of all."""

    documents: str
    queries: str


COMPOUNDS: Final = "compounds-dev.tsv"
PRACTICE: Final = Collection("kansrijke-start/documents.jsonl", "kansrijke-start/queries.jsonl")
CITIZENS: Final = Collection("policyqa/pages.jsonl", "policyqa/questions.jsonl")


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
        # All that can be wrong with a file is said before the long part begins.
        queries, others = _questions(own), data if data is not None and data.is_dir() else None
        if others is not None:
            _check(others)
        with measuring():
            self._own(queries)
            if others is not None:
                self._compounds(others / COMPOUNDS)
                self._practice(others)
                self._citizens(others)
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
        with _as_described(path), path.open(encoding="utf-8", newline="") as lines:
            scores = compound_scores(lines)
        self.gates += gates.compounds_gates(scores.f1, len(scores.broken))

    def _practice(self, folder: Path) -> None:
        documents, queries = folder / PRACTICE.documents, _questions(folder / PRACTICE.queries)
        with _as_described(documents):
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
        pages, questions = folder / CITIZENS.documents, _questions(folder / CITIZENS.queries)
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


def _check(folder: Path) -> None:
    """CommandError when a file of the other collections can't be read."""
    for collection in (PRACTICE, CITIZENS):
        _questions(folder / collection.queries)
    for name in (COMPOUNDS, PRACTICE.documents, CITIZENS.documents):
        with _as_described(folder / name):
            check(folder / name)


def _questions(path: Path) -> list[JudgedQuery]:
    with _as_described(path):
        return read_queries(path)


@contextmanager
def _as_described(path: Path) -> Iterator[None]:
    """For what is read of a file: what is wrong with it, in one line."""
    try:
        yield
    except UnreadableFile as error:
        raise CommandError(f"{path} {error}.") from None
    except BadQueries as error:
        raise CommandError(f"{path}: {error}.") from None
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise CommandError(f"{path} is niet zoals docs/search.md beschrijft: {error}") from error


def _run(documents: Path, queries: list[JudgedQuery], engine: EngineName) -> Run:
    return evaluate(documents=documents, queries=queries, engine=engine, tell=_silent, announce=_silent)


def _silent(what: object) -> None:
    """Nobody waits for each step."""
