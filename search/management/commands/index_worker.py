"""manage.py index_worker [--once]"""

import signal
import sys
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.logs import log_uncaught
from search.indexer.worker import Worker

SWITCH = 0.0005
"""Seconds after which a thread that reckons lets another one go on. Each answer of the database or the engine is waited
for so long beside a rebuild or a sweep, dozens of times for one publication; Python's own 5 ms would be felt."""


class Command(BaseCommand):
    help = "Houdt de zoekindex bij en draait de geplande taken; één proces naast de website."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="doe wat nu klaarligt en stop")

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        worker = Worker()
        if once:
            if not worker.once():
                raise CommandError("De zoekmachine is niet bereikbaar; wat klaarligt blijft klaarliggen.", returncode=2)
            return

        def stop(signum: int, frame: FrameType | None) -> None:
            worker.stopping.set()

        log_uncaught()
        sys.setswitchinterval(SWITCH)
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        self.stderr.write("De indexwerker draait; stop met Ctrl-C.")
        worker.run()
