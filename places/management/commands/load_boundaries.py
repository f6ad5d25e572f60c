"""Load the outlines of municipalities for the national map; without them it has a dot for each."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.loading import loading
from places.projection import outlines
from places.services import load_boundaries


class Command(BaseCommand):
    help = "Laadt de grenzen van gemeenten voor de landkaart uit een GeoJSON-bestand (CBS/Kadaster, WGS84)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="BESTAND.geojson")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        with loading(file, otherwise=f"Geen grenzen geladen uit {file}"):
            report = load_boundaries(outlines=outlines(file))
        self.stderr.write(f"Grenzen van {report.loaded} gemeenten geladen.")
        if report.unknown:
            self.stderr.write(f"Geen gemeente van nu, overgeslagen: {', '.join(report.unknown)}")
        if report.without:
            self.stderr.write(f"Zonder grens, dus een stip op de kaart: {', '.join(report.without)}")
