"""Bring in the themes of themes/data/themes.json."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.loading import loading
from themes.reference import DATA, read
from themes.services import load_themes


class Command(BaseCommand):
    help = "Laadt de thema's. Wat de redactie heeft veranderd, blijft zoals het is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, help="Het bestand (standaard: themes/data/themes.json).")

    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        with loading(data, otherwise=f"{data} is geen lijst van thema's"):
            report = load_themes(themes=read(data))
        self.stderr.write(f"Thema's: {report.told()}")
