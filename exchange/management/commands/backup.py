"""Copy database and uploaded files into one folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.progress import progress_bar, stages
from exchange.backup.services import BackupRefused, CannotDump, backup


class Command(BaseCommand):
    help = "Maakt een back-up van database en bestanden in een nieuwe map. Daar staan persoonsgegevens in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="MAP", type=Path, help="Een map die nog niet bestaat of leeg is.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            with progress_bar() as progress:
                manifest = backup(folder=folder, on_stage=stages(progress))
        except (BackupRefused, CannotDump) as error:
            raise CommandError(f"Geen back-up gemaakt: {error}.") from None
        except OSError as error:
            raise CommandError(f"Geen back-up gemaakt: {error}.") from None
        uploads = len(manifest.files) - 1
        size = f"{manifest.size / 1_000_000:.1f}".replace(".", ",")
        self.stdout.write(f"Back-up gemaakt in {folder}: database en {uploads} bestanden, {size} MB.")
        if manifest.media_elsewhere:
            self.stderr.write("De bestanden staan niet op deze machine en zitten niet in de back-up.")
