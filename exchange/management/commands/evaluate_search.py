"""Measure the search on documents and judged questions out of files. The formats: docs/search.md."""

import json
import signal
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchange.endings import measuring, writing
from exchange.evaluation.metrics import Score
from exchange.evaluation.queries import JudgedQuery, each_query
from exchange.evaluation.running import Run, evaluate
from exchange.faults import Fault, Remark
from exchange.lines import UnreadableFile, check


class Command(BaseCommand):
    help = (
        "Meet hoe goed het zoeken is, met documenten en vragen uit bestanden. De site zelf blijft erbuiten. "
        "Uitgang 1 als er iets mis is met een bestand (wat goed is, wordt toch gemeten), 2 als de zoekmachine niet "
        "antwoordt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--documents", required=True, metavar="D.jsonl", help="als voor import_content")
        parser.add_argument("--queries", required=True, metavar="Q.jsonl", help="vragen met hun oordelen")
        parser.add_argument("--engine", choices=["opensearch", "database"], help="standaard: die van de site")
        parser.add_argument("--json", action="store_true", help="alleen JSON op de uitvoer")
        parser.add_argument("--run-file", metavar="OUT.jsonl", help="schrijf hierin wat er per vraag gevonden is")

    def handle(self, *args: Any, documents: str, queries: str, run_file: str | None, **options: Any) -> None:
        # All that can be wrong with a file is said before the long part begins.
        judged, wrong = self._questions(queries)
        _check(Path(documents), Path(queries), Path(run_file) if run_file else None)
        # Ending it in the usual way cleans up too.
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            run = self._run(documents, judged, options["engine"])
        except KeyboardInterrupt:
            raise CommandError("Afgebroken; er is niets achtergebleven.", returncode=130) from None
        finally:
            signal.signal(signal.SIGTERM, before)
        if run_file:
            _write(Path(run_file), run)
        self.stdout.write(json.dumps(_as_dict(run)) if options["json"] else _as_text(run))
        left_out = ((documents, run.summary.faulty), (queries, wrong))
        told = [f"{name}: {n} regel(s) niet overgenomen; gemeten zonder die." for name, n in left_out if n]
        if told:
            raise CommandError("\n".join(told))

    def _questions(self, queries: str) -> tuple[list[JudgedQuery], int]:
        """The questions of the file, and how many of its lines are none; each of these is told."""
        judged: list[JudgedQuery] = []
        wrong = 0
        try:
            for line in each_query(Path(queries)):
                if isinstance(line, Fault):
                    wrong += 1
                    self._tell(queries, line)
                else:
                    judged.append(line)
        except UnreadableFile as error:
            raise CommandError(f"{queries} {error}.") from None
        if not judged:
            raise CommandError(f"{queries}: geen enkele regel is een vraag.")
        return judged, wrong

    def _run(self, documents: str, judged: Sequence[JudgedQuery], engine: Any) -> Run:
        try:
            with measuring():
                run = evaluate(
                    documents=Path(documents),
                    queries=judged,
                    engine=engine,
                    tell=lambda remark: self._tell(documents, remark),
                    announce=lambda line: self.stderr.write(line),
                )
        except UnreadableFile as error:
            raise CommandError(f"{documents} {error}.") from None
        if run.summary.lines == run.summary.faulty:
            raise CommandError(f"{documents}: geen enkele regel is een document.")
        return run

    def _tell(self, file: str, remark: Remark) -> None:
        """Only what is wrong: that an unknown theme becomes a tag, or a field is skipped, changes no measure."""
        if isinstance(remark, Fault):
            self.stderr.write(f"{file}:{remark}")


def _check(documents: Path, queries: Path, run_file: Path | None) -> None:
    try:
        check(documents)
    except UnreadableFile as error:
        raise CommandError(f"{documents} {error}.") from None
    if run_file:
        with writing(run_file), run_file.open("a"):
            pass
        # Only now it exists; what it would write over is told before anything is written.
        if any(run_file.samefile(read) for read in (documents, queries)):
            raise CommandError(f"{run_file} is het bestand dat gelezen wordt; kies een ander voor --run-file.")


def _write(path: Path, run: Run) -> None:
    lines = [
        json.dumps({"query": query.text, "ids": list(ids)}, ensure_ascii=False)
        for query, ids in zip(run.queries, run.rankings, strict=True)
    ]
    with writing(path):
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _as_dict(run: Run) -> dict[str, Any]:
    return {
        "overall": run.overall.as_dict(),
        "kinds": {kind: {**score.as_dict(), "n": score.n} for kind, score in run.kinds.items()},
    }


def _as_text(run: Run) -> str:
    rows: list[tuple[str, ...]] = [("soort", "n", "nDCG@10", "recall@20", "MRR@10", "zonder hits")]
    rows += [_row(kind, score) for kind, score in run.kinds.items()]
    rows.append(_row("samen", run.overall))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.rjust(width) if column else cell.ljust(width) for column, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(row, widths, strict=True)) for row in rows)
    )


def _row(name: str, score: Score) -> tuple[str, ...]:
    return (name, str(score.n), f"{score.ndcg:.3f}", f"{score.recall:.3f}", f"{score.mrr:.3f}", str(score.zero))
