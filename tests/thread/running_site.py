"""The whole site as real processes on this machine, with a node of its own that can be stopped and started.

For what no test inside one process can show: a worker that is killed, an engine that goes away and comes back.
"""

import random
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from devtools.drill.site import ScratchSite
from search.node import ports

PATIENCE = 60.0
"""Seconds after which a thing that should have happened won't: generous, for busy machines."""


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until it holds; AssertionError when it doesn't within PATIENCE."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


@dataclass
class RunningSite(ScratchSite):
    """A scratch site that is served too."""

    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "BASE_URL": self.url}

    def start_web(self) -> None:
        self.port = ports.first_free(random.sample(range(8_300, 9_000), 50)) or 0
        self.start(
            "web", "-m", "gunicorn", "ks_site.wsgi:application", "--bind", f"127.0.0.1:{self.port}", "--threads", "4"
        )
        eventually(lambda: self.status("/healthz") == 200, "de site start niet")

    def status(self, path: str) -> int:
        """The status that a path answers with; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=10) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return int(error.code)
        except OSError:
            return 0
