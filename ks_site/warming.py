"""What a process does before its first visitor, who would else wait for it: each list, template and connection is read,
made or opened when it is first needed."""

import gc
import threading
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

import structlog
from django.urls import reverse

from ks_site.asking import Application, ask

__all__ = ["load", "questions", "warm_up"]

log = structlog.get_logger(__name__)

LIMIT = timedelta(seconds=10)
"""How long visitors wait for it at most. It takes a second; a database that is away is waited for thirty, after which
gunicorn would end the process."""

QUESTION = "geldzorgen in het gezin"
"""A compound, a word with synonyms and words that don't count: what the question reads, every other one needs."""


def load() -> None:
    """Before the processes part: read what needs no connection, and let all that was read stay shared between them.

    Half of a process is what it was when it parted, as long as nobody looks through that for garbage: to look is to
    write.
    """
    reverse("search:results")  # reads the patterns of all addresses, with their views
    gc.collect()
    gc.freeze()


def warm_up(application: Application, limit: timedelta = LIMIT) -> None:
    """Have the site answer a question of each kind, each in turn; after `limit` it serves all the same."""
    asking = threading.Thread(target=_ask_each, args=(application,), name="warming", daemon=True)
    asking.start()
    asking.join(limit.total_seconds())
    if asking.is_alive():
        log.warning("warming.too_slow", seconds=limit.total_seconds())


def _ask_each(application: Application) -> None:
    for path, query in questions():
        # HEAD: the answer is made as for GET, but no count of what people look for has it.
        said = ask(application, path, query, method="HEAD")
        if not said.is_page:
            log.warning("warming.failed", path=path, status=said.status)
            return


def questions() -> Iterator[tuple[str, str]]:
    """Paths with their query: the pages that visitors come to first."""
    asked = urlencode({"q": QUESTION})
    yield reverse("search:results"), asked
    yield reverse("search:suggestions"), asked
    yield reverse("wagtail_serve", args=[""]), ""
    yield reverse("account_login"), ""
