"""What goes wrong during the drill, one thing after the other, each kind as often as the others."""

import random
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

from devtools.drill.site import ScratchSite

FULL = "index.blocks.read_only_allow_delete"
"""What the engine sets itself on every index when its disk is nearly full."""

REQUEST_TIMEOUT = 10


@dataclass(frozen=True)
class Tempo:
    """Seconds: how long all is well between two faults, how long one lasts, and how long the engine is full; all at
    most. A full disk is not emptied as soon as a process is started anew."""

    pause: float
    lasting: float
    full: float


SHORT, LONG = Tempo(pause=1, lasting=2, full=5), Tempo(pause=30, lasting=8, full=40)


class Faults:
    """Causes faults until told to stop; each is over, and all runs again, before the next one."""

    def __init__(self, site: ScratchSite, seed: int, tempo: Tempo) -> None:
        self.site = site
        self.stopping = threading.Event()
        self.caused: Counter[str] = Counter()
        self._dice = random.Random(f"faults {seed}")
        self._tempo = tempo

    def run(self) -> None:
        """Until `stopping` is set; what is under way then is ended first."""
        for name, fault in self._in_turn():
            if self.stopping.wait(self._dice.uniform(0, self._tempo.pause)):
                return
            self.caused[name] += 1
            fault()

    def kinds(self) -> dict[str, Callable[[], None]]:
        """Every kind of fault by what it is called in the report."""
        return {
            "worker gedood": self.kill_worker,
            "zoekmachine gedood": self.kill_engine,
            "zoekmachine stilgezet": self.pause_engine,
            "zoekmachine vol": self.fill_engine,
            "zoekmachine herstart": self.restart_engine,
            "index herbouwd": self.rebuild,
            "herbouw gedood": self.kill_rebuild,
        }

    def _in_turn(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """All kinds in an order of chance, again and again."""
        while True:
            kinds = list(self.kinds().items())
            self._dice.shuffle(kinds)
            yield from kinds

    def _last(self, seconds: float) -> None:
        self.stopping.wait(self._dice.uniform(0.2, 1) * seconds)

    def kill_worker(self) -> None:
        self.site.kill("worker")
        self.site.start_worker()

    def kill_engine(self) -> None:
        assert self.site.node
        self.site.node.signal(signal.SIGKILL)
        self._last(self._tempo.lasting)
        self.site.node.stop()
        self.site.start_node()

    def pause_engine(self) -> None:
        assert self.site.node
        self.site.node.signal(signal.SIGSTOP)
        try:
            self._last(self._tempo.lasting)
        finally:
            self.site.node.signal(signal.SIGCONT)

    def fill_engine(self) -> None:
        self._block("true")
        try:
            self._last(self._tempo.full)
        finally:
            self._block(None)

    def restart_engine(self) -> None:
        assert self.site.node
        self.site.node.stop()
        self._last(self._tempo.lasting)
        self.site.start_node()

    def rebuild(self) -> None:
        self.site.start("rebuild", "manage.py", "rebuild_index").process.wait()
        self.site.processes.pop("rebuild")

    def kill_rebuild(self) -> None:
        """Some time after it began: at another moment each time."""
        rebuild = self.site.start("rebuild", "manage.py", "rebuild_index")
        self.stopping.wait(self._dice.uniform(2, 8))
        rebuild.signal(signal.SIGKILL)
        rebuild.process.wait()
        self.site.processes.pop("rebuild")

    def _block(self, value: str | None) -> None:
        assert self.site.node
        client = OpenSearch([self.site.node.url], timeout=REQUEST_TIMEOUT)
        # A site without an index has nothing that can be full.
        with suppress(OpenSearchException):
            client.indices.put_settings(index=f"{self.site.prefix}-*", body={FULL: value})
        client.close()
