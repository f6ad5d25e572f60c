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
from exchange.endings import reading, reading_erasures, writing
from exchange.erased import erased_before
from exchange.submissions import SubmissionImport


class Command(BaseCommand):
    help = "Neemt inzendingen over uit een bestand (JSON per regel, of CSV). Een tweede keer verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="BESTAND", help="Een .jsonl of .csv, in UTF-8.")
        parser.add_argument("--editor", required=True, metavar="E-MAIL", help="Wie van de redactie dit inleest.")
        parser.add_argument("--codes", metavar="BESTAND.csv", help="Waar de codes voor de vertellers komen.")
        parser.add_argument("--dry-run", action="store_true", help="Zegt wat er zou gebeuren en schrijft niets.")

    def handle(self, *args: Any, file: str, editor: str, codes: str | None, dry_run: bool, **options: Any) -> None:
        with reading(file, after_ctrl_c="Wat is ingelezen blijft; met een nieuw bestand voor de codes gaat u verder."):
            user = User.objects.filter(email__iexact=editor, is_active=True).first()
            if user is None or not user.has_perm("stories.read_submissions"):
                raise CommandError(f"{editor} hoort niet bij de redactie.")
            if not codes and not dry_run:
                raise CommandError("Geef met --codes een bestand op: zonder code kan niemand zijn verhaal intrekken.")
            with reading_erasures():
                erased = erased_before()
            with code_list(None if dry_run else codes) as give_code:
                run = SubmissionImport(
                    user, lambda remark: self.stderr.write(f"{file}:{remark}"), give_code, erased, dry_run
                )
                run.run(Path(file))
        self.stdout.write(run.summary.told(dry_run=dry_run))
        if not run.summary.lines:
            raise CommandError(f"{file} bevat geen regels met inhoud.")
        if run.summary.faulty:
            raise CommandError(f"{file}: {run.summary.left_out}.")


@contextmanager
def code_list(name: str | None) -> Iterator[Callable[[str, str], None]]:
    """Writes ids and codes to a new file that only its owner reads, in a spreadsheet perhaps.

    A list that nothing came in goes away: whoever mends the file of stories can give the same order again.
    """
    if name is None:
        yield lambda external, code: None
        return
    path = Path(name)
    _make(path)
    try:
        yield lambda external, code: _add(path, harmless(external), code)
    finally:
        if not path.stat().st_size:
            path.unlink()


def _make(path: Path) -> None:
    with writing(path):
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            raise CommandError(f"{path} bestaat al; kies een ander bestand voor de codes.") from None


def _add(path: Path, *row: str) -> None:
    """Add a line, which is on the disk before the next story is taken over."""
    with writing(path), path.open("a", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        if not out.tell():
            rows.writerow(["id", "code"])
        rows.writerow(row)
