"""Bring in the vocabulary of search/vocabulary/data."""

from typing import Any

from django.core.management.base import BaseCommand

from search.vocabulary.loading import LoadReport, load_vocabulary
from search.vocabulary.seeds import seed_entries


class Command(BaseCommand):
    help = "Laadt de woordenlijst van het zoeken. Wat de redactie heeft veranderd, blijft zoals het is."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stderr.write(_summary(load_vocabulary(entries=seed_entries())))


def _summary(report: LoadReport) -> str:
    parts = [
        f"{report.created} nieuw" if report.created else "",
        f"{report.removed} vervallen" if report.removed else "",
        f"{report.kept} door de redactie veranderd en bewaard" if report.kept else "",
        f"{report.unchanged} gelijk" if report.unchanged else "",
    ]
    happened = ", ".join(part for part in parts if part) or "leeg"
    prefix = "" if report.created or report.removed else "niets veranderd: "
    return f"Woordenlijst: {prefix}{happened}."
