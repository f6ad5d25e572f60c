"""Bring in the instruments and support offers of toolbox/data."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from core.loading import loading
from toolbox.reference import DATA, read_instruments, read_offers
from toolbox.services import load_instruments, load_offers


class Command(BaseCommand):
    help = "Laadt de instrumenten en de ondersteuning. Wat de redactie heeft veranderd, blijft zoals het is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, help="Map met de bestanden (standaard: toolbox/data).")

    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        otherwise = f"De bestanden in {data} zijn niet zoals README.md ze beschrijft"
        with loading(data, otherwise=otherwise), transaction.atomic():
            report = load_instruments(instruments=read_instruments(data))
            offers = load_offers(offers=read_offers(data))
        self.stderr.write(f"Instrumenten: {report.told()}")
        if offers:
            self.stderr.write(f"Ondersteuning: {offers} nieuw.")
