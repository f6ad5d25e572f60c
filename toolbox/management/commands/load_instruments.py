"""Bring in the instruments and support offers of toolbox/data."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from places.models import Region
from toolbox.reference import DATA, read_instruments, read_offers
from toolbox.services import load_instruments, load_offers


class Command(BaseCommand):
    help = "Laadt de instrumenten en de ondersteuning. Wat de redactie heeft veranderd, blijft zoals het is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, help="Map met de bestanden (standaard: toolbox/data).")

    @transaction.atomic
    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        try:
            report = load_instruments(instruments=read_instruments(data))
            offers = load_offers(offers=read_offers(data))
        except OSError as error:
            raise CommandError(f"Kan {error.filename} niet lezen: {error.strerror}.") from error
        except (KeyError, TypeError, ValueError, Region.DoesNotExist) as error:
            raise CommandError(f"De bestanden in {data} zijn niet zoals README.md ze beschrijft: {error}") from error
        except ValidationError as error:
            raise CommandError(f"Een instrument in {data} klopt niet: {'; '.join(error.messages)}") from error
        self.stderr.write(f"Instrumenten: {report.told()}")
        if offers:
            self.stderr.write(f"Ondersteuning: {offers} nieuw.")
