"""Take the invented examples of the demo off the site again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.progress import progress_bar, titled
from exchange.demo.clearing import clear_demo
from exchange.demo.submissions import clear_example_submissions
from exchange.demo.toolbox import clear_example_toolbox
from search.api import catch_up


class Command(BaseCommand):
    help = "Haalt weg wat load_demo maakte. Wat een gebruiker bewerkte of eronder schreef, blijft staan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="Haalt ook weg wat bewerkt is, met alles eronder.")

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        with progress_bar() as progress:
            submissions = clear_example_submissions()  # first: a page of one may stand below a coalition
            report = clear_demo(force=force, on_step=titled(progress, "Voorbeelden"))
            report.removed += clear_example_toolbox() + submissions
        catch_up()
        for reason in report.kept:
            self.stderr.write(f"Blijft staan: {reason}.")
        self.stderr.write(f"Voorbeelden: {report.removed} weggehaald.")
