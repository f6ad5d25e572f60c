"""manage.py check_index [--json] [--repair]"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.commands import asking_database
from core.progress import by_kind, progress_bar
from search.engines import index
from search.indexer.check import Report, check
from search.models import IndexEntry


class Command(BaseCommand):
    help = "Vergelijkt de zoekindex met de inhoud. Uitgang 0: gelijk, 1: verschillen, 2: onbereikbaar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="alleen JSON op de uitvoer")
        parser.add_argument("--repair", action="store_true", help="herstel wat verschilt; de indexwerker brengt het")

    @asking_database(returncode=2)
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = _check(repair=options["repair"])
        except (index.UNREACHABLE, index.IndexMissing):
            self.stderr.write("De zoekmachine is niet bereikbaar, of heeft nog geen index: er is niets vergeleken.")
            raise SystemExit(2) from None
        self.stdout.write(json.dumps(report.as_dict()) if options["json"] else _sentence(report))
        if not report.clean:
            raise SystemExit(1)


def _check(*, repair: bool) -> Report:
    total = IndexEntry.objects.with_document().count()  # about as many as there should be
    with progress_bar() as progress:
        show = by_kind(progress)
        return check(
            deep=True, repair=repair, progress=lambda done: show("documenten vergelijken", done, max(total, done))
        )


def _sentence(report: Report) -> str:
    if report.clean:
        return f"Gelijk: {report.documents} documenten."
    return (
        f"Verschillen op {report.documents} documenten: {report.missing} ontbreken, {report.extra} te veel, "
        f"{report.stale} verouderd."
    )
