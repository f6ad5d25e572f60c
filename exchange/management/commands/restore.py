"""Put a backup back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.progress import progress_bar, stages
from exchange.backup.services import BackupRefused, CannotDump, DamagedBackup, DamagedList, ErasedIsBack, restore


class Command(BaseCommand):
    help = "Zet een back-up terug. Stop eerst de site en de index_worker."
    # A database without any table is what one restores into: there is nothing to check before.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="MAP", type=Path, help="De map die manage.py backup maakte.")
        parser.add_argument("--force", action="store_true", help="Vervangt een site die al in gebruik is.")

    def handle(self, *args: Any, folder: Path, force: bool, **options: Any) -> None:
        try:
            with progress_bar() as progress:
                restored = restore(folder=folder, force=force, on_stage=stages(progress))
        except (BackupRefused, DamagedBackup, DamagedList, CannotDump) as error:
            raise CommandError(f"Niets teruggezet: {error}.") from None
        except ErasedIsBack as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"Niets teruggezet: {error}.") from None
        self.stdout.write(
            f"Teruggezet: de site van {restored.manifest.created}, {len(restored.manifest.files) - 1} bestanden."
        )
        self.stderr.write("Iedereen logt opnieuw in; de index_worker bouwt de zoekindex opnieuw op.")
        if restored.erased:
            self.stderr.write(f"Opnieuw gewist, omdat het sinds de back-up is ingetrokken: {restored.erased}.")
        if restored.needs_migrate:
            self.stderr.write(
                "De back-up is van een oudere versie van de site: draai nu manage.py migrate, voor de site open gaat. "
                "Dat wist ook opnieuw wat sindsdien is ingetrokken."
            )
        if restored.manifest.media_elsewhere:
            self.stderr.write("De bestanden zaten niet in de back-up: zet ze zelf terug.")
