"""Runs the repeated jobs by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import jobs


class Command(BaseCommand):
    help = "Draait alle terugkerende taken nu, of met --job alleen die ene."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--job", metavar="NAAM", help="de taak; zonder --job alle taken")

    def handle(self, *args: Any, job: str | None = None, **options: Any) -> None:
        if job is not None and job not in jobs.names():
            known = "".join(f"\n  {name}" for name in jobs.names())
            raise CommandError(f"Er is geen taak {job!r}. De taken zijn:{known}")
        failed = False
        for name in [job] if job else jobs.names():
            outcome = jobs.run(name)
            failed = failed or outcome is jobs.Outcome.FAILED
            self.stdout.write(f"{name}: {outcome.value}")
        if failed:
            raise CommandError("Niet alle taken zijn gelukt; het logboek zegt waarom.")
