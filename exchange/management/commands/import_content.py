"""Take content over from a file with one JSON object a line. The format: docs/import.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.progress import line_writer, progress_bar
from exchange.endings import reading, reading_erasures
from exchange.importing import import_file
from exchange.reference import NoNationalPage, Reference, UnknownCoalition, coalition_by_slug
from exchange.services import Importer
from exchange.summary import Summary
from search.api import catch_up


class Command(BaseCommand):
    help = "Neemt inhoud over uit een bestand met één JSON-object per regel. Een tweede keer verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="BESTAND.jsonl", help="Het bestand, in UTF-8.")
        parser.add_argument("--dry-run", action="store_true", help="Zegt wat er zou gebeuren en schrijft niets.")
        parser.add_argument("--coalition", metavar="WEBNAAM", help="De coalitie waar alles onder komt.")

    def handle(self, *args: Any, file: str, dry_run: bool, coalition: str | None, **options: Any) -> None:
        with reading(file, after_ctrl_c="Wat al is overgenomen blijft; dezelfde opdracht gaat verder."):
            summary = self._run(file, _importer(coalition, dry_run=dry_run))
        self.stdout.write(summary.told(dry_run=dry_run))
        if not summary.lines:
            raise CommandError(f"{file} bevat geen regels met inhoud.")
        if summary.faulty:
            raise CommandError(f"{file}: {summary.left_out}.")

    def _run(self, file: str, importer: Importer) -> Summary:
        path = Path(file)
        try:
            with progress_bar() as progress:
                write = line_writer(progress, self.stderr)
                task = progress.add_task(path.name, total=path.stat().st_size if path.is_file() else None)
                return import_file(
                    path,
                    importer,
                    tell=lambda remark: write(f"{file}:{remark}"),
                    on_line=lambda end: progress.update(task, completed=end),
                )
        finally:
            # Also after a run that broke off: what was taken over can be found.
            if not importer.dry_run:
                catch_up()


def _importer(coalition: str | None, *, dry_run: bool) -> Importer:
    try:
        chosen = coalition_by_slug(coalition) if coalition is not None else None
        with reading_erasures():
            return Importer(Reference(coalition=chosen), dry_run=dry_run)
    except (UnknownCoalition, NoNationalPage) as error:
        raise CommandError(f"{error}.") from None
