"""Lists the mail that was given up."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mail import outbox
from mail.models import Message


class Command(BaseCommand):
    help = "Toont de e-mail die na alle pogingen is opgegeven; --retry probeert die opnieuw."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", action="store_true", help="geef deze berichten een nieuwe reeks pogingen")

    def handle(self, *args: Any, retry: bool = False, **options: Any) -> None:
        dead = list(Message.objects.dead())
        for message in dead:
            self.stdout.write(
                f"{message.pk}\t{message.created:%Y-%m-%d %H:%M}\t{message.attempts} pogingen\t"
                f"{message.recipients}\t{message.last_error}"
            )
        if not dead:
            self.stderr.write("Er is geen post opgegeven.")
        elif retry:
            count = outbox.retry([message.pk for message in dead])
            self.stderr.write(f"{count} berichten wachten weer op verzending.")
        else:
            self.stderr.write(f"{len(dead)} opgegeven berichten.")
