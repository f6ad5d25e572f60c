"""Measure the search on documents and judged questions out of files. The formats: docs/search.md."""

import json
import signal
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from exchange.evaluation.metrics import Score
from exchange.evaluation.queries import BadQueries, read_queries
from exchange.evaluation.running import Run, evaluate
from exchange.faults import Fault, Remark
from exchange.lines import UnreadableFile
from search.api import SearchUnavailable


class Command(BaseCommand):
    help = "Meet hoe goed het zoeken is, met documenten en vragen uit bestanden. De site zelf blijft erbuiten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--documents", required=True, metavar="D.jsonl", help="als voor import_content")
        parser.add_argument("--queries", required=True, metavar="Q.jsonl", help="vragen met hun oordelen")
        parser.add_argument("--engine", choices=["opensearch", "database"], help="standaard: die van de site")
        parser.add_argument("--json", action="store_true", help="alleen JSON op de uitvoer")
        parser.add_argument("--run-file", metavar="OUT.jsonl", help="schrijf hierin wat er per vraag gevonden is")

    def handle(self, *args: Any, documents: str, queries: str, run_file: str | None, **options: Any) -> None:
        # Ending it in the usual way cleans up too.
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            run = self._run(documents, queries, options["engine"])
        except KeyboardInterrupt:
            raise CommandError("Afgebroken; er is niets achtergebleven.", returncode=130) from None
        finally:
            signal.signal(signal.SIGTERM, before)
        if run_file:
            _write(Path(run_file), run)
        self.stdout.write(json.dumps(_as_dict(run), ensure_ascii=False) if options["json"] else _as_text(run))
        if run.summary.faulty:
            raise CommandError(f"{documents}: {run.summary.faulty} regel(s) niet overgenomen; gemeten zonder die.")

    def _run(self, documents: str, queries: str, engine: Any) -> Run:
        try:
            judged = read_queries(Path(queries))
        except (UnreadableFile, BadQueries) as error:
            joint = " " if isinstance(error, UnreadableFile) else ": "
            raise CommandError(f"{queries}{joint}{error}.") from None
        try:
            run = evaluate(
                documents=Path(documents),
                queries=judged,
                engine=engine,
                tell=lambda remark: self._tell(documents, remark),
                announce=lambda line: self.stderr.write(line),
            )
        except UnreadableFile as error:
            raise CommandError(f"{documents} {error}.") from None
        except SearchUnavailable as error:
            raise CommandError(f"De zoekmachine antwoordt niet: {error}.", returncode=2) from None
        except DatabaseError as error:
            raise CommandError(f"De database werkt niet mee: {error}") from error
        if run.summary.lines == run.summary.faulty:
            raise CommandError(f"{documents}: geen enkele regel is een document.")
        return run

    def _tell(self, documents: str, remark: Remark) -> None:
        """Only what is wrong: that an unknown theme becomes a tag, or a field is skipped, changes no measure."""
        if isinstance(remark, Fault):
            self.stderr.write(f"{documents}:{remark}")


def _write(path: Path, run: Run) -> None:
    lines = [
        json.dumps({"query": query.text, "ids": list(ids)}, ensure_ascii=False)
        for query, ids in zip(run.queries, run.rankings, strict=True)
    ]
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"Kan {path} niet schrijven: {error.strerror}.") from error


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
