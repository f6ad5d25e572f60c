"""Bring the invented examples of the demo onto the site."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.progress import progress_bar, titled
from exchange.demo.files import BadDemoFile, read
from exchange.demo.loading import load_demo
from exchange.demo.submissions import load_example_submissions, read_submissions
from exchange.demo.toolbox import load_example_toolbox, read_toolbox
from exchange.demo.whose import SOMEBODYS, is_somebodys
from search.api import catch_up


class Command(BaseCommand):
    help = "Zet verzonnen voorbeelden en accounts op de site. Wat een gebruiker veranderde of weghaalde, blijft zo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check-only", action="store_true", help="Zegt alleen of de voorbeelden hier mogen komen.")

    def handle(self, *args: Any, check_only: bool, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                "Op deze site mogen geen voorbeelden: de wachtwoorden van hun accounts zijn openbaar (DEMO_ALLOWED)."
            )
        if is_somebodys():
            raise CommandError(SOMEBODYS)
        if not check_only:
            self.load()

    def load(self) -> None:
        """Bring them in, and say how many and which not."""
        try:
            with progress_bar() as progress:
                report = load_demo(content=read(), on_step=titled(progress, "Voorbeelden"))
                report.made += load_example_toolbox(read_toolbox())
                report.made += load_example_submissions(read_submissions())
        except BadDemoFile as error:
            raise CommandError(f"{error}.") from None
        catch_up()
        for reason in report.skipped:
            self.stderr.write(f"Overgeslagen: {reason}.")
        self.stderr.write(f"Voorbeelden: {report.made} nieuw." if report.made else "Voorbeelden: niets veranderd.")
