"""Load the outlines of municipalities for the national map; without them it has a dot for each."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from places.projection import BadBoundaries, outlines
from places.services import load_boundaries


class Command(BaseCommand):
    help = "Laadt de grenzen van gemeenten voor de landkaart uit een GeoJSON-bestand (CBS/Kadaster, WGS84)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="BESTAND.geojson")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            found = outlines(file)
        except OSError as error:
            raise CommandError(f"Kan {file} niet lezen: {error.strerror}.") from error
        except BadBoundaries as error:
            raise CommandError(str(error)) from error
        report = load_boundaries(outlines=found)
        self.stderr.write(f"Grenzen van {report.loaded} gemeenten geladen.")
        if report.unknown:
            self.stderr.write(f"Geen gemeente van nu, overgeslagen: {', '.join(report.unknown)}")
        if report.without:
            self.stderr.write(f"Zonder grens, dus een stip op de kaart: {', '.join(report.without)}")
