"""What the visitors do: locust runs this file. Who reads a page takes some seconds before the next click.

ADDRESSES names a file with the pages that can be read, one a line.
"""

import os
import random
from itertools import count
from pathlib import Path
from typing import Any

from locust import HttpUser, between, events, task

from devtools.bench.figures import queries

_QUERIES = [query.text for query in queries()]
_ADDRESSES = Path(os.environ["ADDRESSES"]).read_text(encoding="utf-8").split()
_numbers = count(1)
_by_database: list[str] = []
"""Questions that the database answered since the engine was too slow: an answer, and something to know."""


class Visitor(HttpUser):
    """Somebody who looks for something, narrows it down and reads."""

    wait_time = between(3, 7)

    def on_start(self) -> None:
        """Come from an address of one's own, through the proxy that speaks https."""
        self.client.headers.update({"X-Forwarded-For": f"10.0.0.{next(_numbers)}", "X-Forwarded-Proto": "https"})

    @task(4)
    def search(self) -> None:
        self._search({"q": random.choice(_QUERIES)})

    @task(2)
    def narrow_down(self) -> None:
        self._search({"q": random.choice(_QUERIES), "type": "approach", "phase": "zwangerschap"})

    @task(4)
    def read(self) -> None:
        self.client.get(random.choice(_ADDRESSES), name="page")

    @task(1)
    def go_home(self) -> None:
        self.client.get("/", name="page")

    @task(2)
    def type_a_word(self) -> None:
        self.client.get("/zoeken/suggesties", params={"q": random.choice(_QUERIES)[:4]}, name="completion")

    def _search(self, parameters: dict[str, str]) -> None:
        answer = self.client.get("/zoeken/", params=parameters, name="search")
        if "even niet bereikbaar" in answer.text:
            _by_database.append(parameters["q"])


@events.quitting.add_listener
def tell(environment: Any, **kwargs: Any) -> None:
    """How many questions the database answered."""
    print(f"Door de database beantwoord: {len(_by_database)}")
