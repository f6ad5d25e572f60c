"""A visitor who searches all the time, and writes down what was shown between which two moments."""

import random
import signal
import threading
import time
from pathlib import Path

from django.db import OperationalError

from devtools.drill.truth import append
from search.engines.base import SearchUnavailable
from search.requests import SearchRequest, Sort
from search.service import search

QUESTIONS = ("", "aanpak", "bouwsteen", "coalitie", "kladaanpak", "thema")
SORTS: tuple[Sort, ...] = ("relevance", "newest")
SIZE = 100
"""More than a page of the site has: what may not be shown is the sooner seen."""

PAUSE = 0.3
"""Seconds between two questions: the writers need the machine too."""


def main(seed: str, folder: str, *questions: str) -> None:
    """Search until told to stop (SIGTERM), for these questions or else all; searches.jsonl tells of it."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    dice = random.Random(int(seed))
    path = Path(folder) / "searches.jsonl"
    while not stopping.wait(PAUSE):
        question, sort = dice.choice(questions or QUESTIONS), dice.choice(SORTS)
        request = SearchRequest(query=question, sort=sort, size=SIZE)
        began = time.monotonic()
        try:
            results = search(request)
        except (OperationalError, SearchUnavailable) as error:
            append(path, {"began": began, "ended": time.monotonic(), "failed": type(error).__name__})
            continue
        ended = time.monotonic()
        append(
            path,
            {
                "began": began,
                "ended": ended,
                "degraded": results.degraded,
                "of_all": not request.query,
                "total": results.total,
                "hits": [[hit.key, hit.title] for hit in results.hits],
            },
        )
