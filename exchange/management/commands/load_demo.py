"""Bring the invented examples of the demo onto the site."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchange.demo.files import BadDemoFile, read
from exchange.demo.loading import load_demo
from exchange.demo.submissions import load_example_submissions, read_submissions
from exchange.demo.toolbox import load_example_toolbox, read_toolbox
from exchange.progress import progress_bar, titled
from search.api import catch_up


class Command(BaseCommand):
    help = "Zet verzonnen voorbeelden en accounts op de site. Wat een gebruiker veranderde of weghaalde, blijft zo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                "Op deze site mogen geen voorbeelden: de wachtwoorden van hun accounts zijn openbaar (DEMO_ALLOWED)."
            )
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
