"""Take over what people told elsewhere, with the consent as it was given. The format: docs/import.md."""

import csv
import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from core.exporting import harmless
from exchange.faults import Fault, Remark
from exchange.lines import UnreadableFile
from exchange.services import Outcome
from exchange.submissions import SubmissionImport


class Command(BaseCommand):
    help = "Neemt inzendingen over uit een bestand (JSON per regel, of CSV). Een tweede keer verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="BESTAND", help="Een .jsonl of .csv, in UTF-8.")
        parser.add_argument("--editor", required=True, metavar="E-MAIL", help="Wie van de redactie dit inleest.")
        parser.add_argument("--codes", metavar="BESTAND.csv", help="Waar de codes voor de vertellers komen.")
        parser.add_argument("--dry-run", action="store_true", help="Zegt wat er zou gebeuren en schrijft niets.")

    def handle(self, *args: Any, file: str, editor: str, codes: str | None, dry_run: bool, **options: Any) -> None:
        user = User.objects.filter(email__iexact=editor, is_active=True).first()
        if user is None or not user.has_perm("stories.read_submissions"):
            raise CommandError(f"{editor} hoort niet bij de redactie.")
        if not codes and not dry_run:
            raise CommandError("Geef met --codes een bestand op: zonder code kan niemand zijn verhaal intrekken.")
        try:
            with code_list(None if dry_run else codes) as give_code:
                run = SubmissionImport(user, lambda remark: self._tell(file, remark), give_code, dry_run)
                run.run(Path(file))
        except UnreadableFile as error:
            raise CommandError(f"{file} {error}.") from None
        except FileExistsError:
            raise CommandError(f"{codes} bestaat al; kies een ander bestand voor de codes.") from None
        new, unchanged = run.outcomes[Outcome.NEW], run.outcomes[Outcome.UNCHANGED]
        proof = "Proef, er is niets geschreven: " if dry_run else ""
        self.stdout.write(f"{proof}{new} nieuw, {unchanged} ongewijzigd, {run.faulty} fout.")
        if run.faulty:
            raise CommandError(f"{file}: {run.faulty} niet overgenomen.")

    def _tell(self, file: str, remark: Remark) -> None:
        kind = "" if isinstance(remark, Fault) else "let op"
        self.stderr.write(
            f"{file}:" + ": ".join(part for part in (str(remark.line), kind, remark.field, remark.message) if part)
        )


@contextmanager
def code_list(path: str | None) -> Iterator[Callable[[str, str], None]]:
    """Writes ids and codes to a new file that only its owner reads, in a spreadsheet perhaps. FileExistsError."""
    if path is None:
        yield lambda external, code: None
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "code"])
        yield lambda external, code: writer.writerow([harmless(external), code])
