"""A writer that changes a building block twenty times a second until it is told to stop.

Not by saving whole pages, which takes longer than that.

Run as a script in the environment of a site; says on standard output how many changes it made.
"""

import itertools
import signal
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import django

django.setup()

from django.db import transaction  # noqa: E402

from approaches.models import BuildingBlock  # noqa: E402
from search.outbox import touch  # noqa: E402

EVERY = 1 / 20


def main() -> None:
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    blocks = itertools.cycle(BuildingBlock.objects.order_by("pk").values_list("pk", flat=True))
    for number in itertools.count(1):
        pk = next(blocks)
        with transaction.atomic():
            BuildingBlock.objects.filter(pk=pk).update(title=f"Bouwsteen in de {number}e uitvoering")
            touch("block", [pk])
        if stopping.wait(EVERY):
            print(number, flush=True)
            return


main()
