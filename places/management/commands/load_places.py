"""Fill the reference table of municipalities, regions and former municipalities from places/data."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.loading import loading
from core.progress import progress_bar
from places.reference import DATA, Reference, read
from places.services import LoadReport, load_places

_TABLES = 6


class Command(BaseCommand):
    help = "Laadt gemeenten, regio's, voormalige gemeenten en cijfers. Een tweede keer verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, help="Map met de bestanden (standaard: places/data).")

    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        with loading(data, otherwise=f"De bestanden in {data} zijn niet zoals README.md ze beschrijft"):
            report = _load(read(data))
        self._tell(report)

    def _tell(self, report: LoadReport) -> None:
        if not report.changed:
            total = report.tallies["gemeenten"].unchanged
            self.stderr.write(f"Plaatsen: niets veranderd ({total} gemeenten).")
        for name, tally in report.tallies.items():
            if tally.changed:
                self.stderr.write(
                    f"{name}: {tally.created} nieuw, {tally.updated} gewijzigd,"
                    f" {tally.deleted} verwijderd, {tally.unchanged} gelijk"
                )
        if report.unlisted:
            self.stderr.write(f"Niet meer in het bestand, wel bewaard: {', '.join(report.unlisted)}")


def _load(reference: Reference) -> LoadReport:
    with progress_bar() as progress:
        task = progress.add_task("Plaatsen laden", total=_TABLES)
        return load_places(reference=reference, on_step=lambda: progress.advance(task))
