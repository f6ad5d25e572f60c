"""Take over where instruments are available from a CSV file. The format: docs/import.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchange.coverage import CoverageSummary, load_coverage
from exchange.faults import Fault, Remark
from exchange.lines import UnreadableFile
from exchange.services import Outcome


class Command(BaseCommand):
    help = "Neemt over in welke gemeenten een instrument er is, uit een CSV-bestand. Een tweede keer verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="BESTAND.csv", help="Het bestand, in UTF-8; zie docs/import.md.")
        parser.add_argument("--dry-run", action="store_true", help="Zegt wat er zou gebeuren en schrijft niets.")

    def handle(self, *args: Any, file: str, dry_run: bool, **options: Any) -> None:
        try:
            summary = load_coverage(
                Path(file), tell=lambda remark: self.stderr.write(f"{file}:{_line(remark)}"), dry_run=dry_run
            )
        except UnreadableFile as error:
            raise CommandError(f"{file} {error}.") from None
        self.stdout.write(_told(summary, dry_run=dry_run))
        if not summary.lines:
            raise CommandError(f"{file} bevat geen regels onder de eerste.")
        if summary.faulty:
            regels = "1 regel is" if summary.faulty == 1 else f"{summary.faulty} regels zijn"
            raise CommandError(f"{file}: {regels} niet overgenomen.")


def _line(remark: Remark) -> str:
    kind = "" if isinstance(remark, Fault) else "let op"
    return ": ".join(part for part in (str(remark.line), kind, remark.field, remark.message) if part)


def _told(summary: CoverageSummary, *, dry_run: bool) -> str:
    outcomes = summary.outcomes
    return (
        f"{'Proef, er is niets geschreven: ' if dry_run else ''}"
        f"{outcomes[Outcome.NEW]} nieuw, {outcomes[Outcome.CHANGED]} gewijzigd, "
        f"{outcomes[Outcome.UNCHANGED]} ongewijzigd, {summary.faulty} fout."
    )
