"""How long it takes until what was published is found, with the worker as a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings

from devtools.bench.figures import summary
from devtools.environment import ROOT
from search.node.guarded import GuardedProcess
from search.requests import SearchRequest
from search.service import search
from stories.models import StoryPage

TIMES = 20
LOOK_EVERY = 0.01
GIVE_UP = 30
"""Seconds after which something is wrong."""
WORKER_GRACE = 6


def publish(documents: int) -> dict[str, Any]:
    """From the moment of publishing until a search finds it, in milliseconds; with the engine, and without it."""
    settings.SEARCH_DEADLINE = timedelta(seconds=GIVE_UP)
    with _worker():
        _until_found("aanloop")  # the worker has started once this is found
        with_engine = [_until_found(f"publicatieproef{number}") for number in range(TIMES)]
    settings.OPENSEARCH_URL = ""
    without = [_until_found(f"databaseproef{number}") for number in range(TIMES)]
    return {"findable": summary(with_engine), "findable_embedded": summary(without)}


@contextmanager
def _worker() -> Iterator[None]:
    worker = GuardedProcess(
        [sys.executable, "manage.py", "index_worker"],
        grace=WORKER_GRACE,
        env=dict(os.environ),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        worker.stop()


def _until_found(word: str) -> float:
    page = StoryPage.objects.order_by("?").first()
    assert page is not None
    page.title = f"Nieuw is {word}"
    revision = page.save_revision()
    begin = time.perf_counter()
    revision.publish()
    while not search(SearchRequest(query=f'"{word}"', size=1)).total:
        if time.perf_counter() - begin > GIVE_UP:
            raise TimeoutError(word)
        time.sleep(LOOK_EVERY)
    return (time.perf_counter() - begin) * 1000
