"""Take over where instruments are available from a CSV file. The format: docs/import.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchange.coverage import load_coverage
from exchange.endings import reading


class Command(BaseCommand):
    help = "Neemt over in welke gemeenten een instrument er is, uit een CSV-bestand. Een tweede keer verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="BESTAND.csv", help="Het bestand, in UTF-8; zie docs/import.md.")
        parser.add_argument("--dry-run", action="store_true", help="Zegt wat er zou gebeuren en schrijft niets.")

    def handle(self, *args: Any, file: str, dry_run: bool, **options: Any) -> None:
        with reading(file, after_ctrl_c="Er is niets overgenomen."):
            summary = load_coverage(
                Path(file), tell=lambda remark: self.stderr.write(f"{file}:{remark}"), dry_run=dry_run
            )
        self.stdout.write(summary.told(dry_run=dry_run))
        if not summary.lines:
            raise CommandError(f"{file} bevat geen regels onder de eerste.")
        if summary.faulty:
            raise CommandError(f"{file}: {summary.left_out}.")
