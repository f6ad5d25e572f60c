"""`make bench`: fills sites of three sizes with seeded content and measures them, on a node and databases of its own.

Exit code 1 when a goal is missed: on a machine that others use too, look at the load and the reference first.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from devtools.bench.figures import conditions, queries
from devtools.bench.report import goals, table
from devtools.bench.turns import SiteLeft, in_turns
from devtools.environment import ROOT
from search.node.launch import LocalNode, NodeUnavailable

FILLING = ("fill", "build")
FIRST_SIZE = ("warm",)
"""Before anything of the engine is measured."""
EVERY_SIZE = ("rebuild", "pages")
MAIN_SIZE = ("completions", "publish", "embedded", "stock")
"""`publish` changes pages, and what `stock` indexes slows the node down: these come last."""


class TaskFailed(Exception):
    """A measurement ended with an error, which stands above on the terminal."""


def asked(arguments: list[str]) -> argparse.Namespace:
    """What was asked for, with all sizes; what can't be measured is refused before anything starts."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("documents", nargs="?", type=int, default=10_000, help="het aantal documenten (N=10000)")
    parser.add_argument("--sizes", type=_sizes, help="andere aantallen, met komma's; standaard N/10, N en 10 N")
    parser.add_argument("--json", type=Path, help="schrijf alle cijfers ook hierheen")
    chosen = parser.parse_args(arguments)
    number = chosen.documents
    if number < 10 and not chosen.sizes:
        parser.error("N is minstens 10: ook een tiende ervan wordt gemeten")
    chosen.sizes = chosen.sizes or [number // 10, number, number * 10]
    if number not in chosen.sizes:
        parser.error(f"--sizes moet ook {number} noemen: daarvan wordt alles gemeten")
    return chosen


def main(arguments: list[str]) -> int:
    chosen = asked(arguments)
    with tempfile.TemporaryDirectory(prefix="kansrijke-start-snelheid-") as folder:
        try:
            with LocalNode(thorough=True, announce=_tell) as node:
                return Bench(Path(folder), node.url).run(chosen.sizes, main=chosen.documents, save=chosen.json)
        except NodeUnavailable as error:
            _tell(f"Meten kan hier niet, er is geen OpenSearch: {error}")
            return 2
        except TaskFailed as error:
            _tell(str(error))
            return 1
        except KeyboardInterrupt:
            return 130


def _sizes(text: str) -> list[int]:
    """Numbers of documents with commas between them, each once."""
    sizes = [int(size) if size.isdecimal() else 0 for size in text.split(",")]
    if min(sizes) < 1 or len(set(sizes)) < len(sizes):
        raise argparse.ArgumentTypeError("aantallen van 1 of meer, met komma's ertussen en elk één keer")
    return sizes


class Bench:
    """One run, in a folder that goes away with it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.found: dict[int, dict[str, Any]] = {}
        self.failed = False

    def run(self, sizes: list[int], *, main: int, save: Path | None) -> int:
        """Measure each size, and say which goals are reached; a failure costs only what comes after it."""
        self.task("site", 0)
        about = {"aan het begin": conditions()}
        for size in sizes:
            first, also = FIRST_SIZE if size == sizes[0] else (), MAIN_SIZE if size == main else ()
            try:
                self.measure(size, (*FILLING, *first, *EVERY_SIZE, *also))
            except TaskFailed as error:
                self.failed = True
                _tell(str(error))
            self.keep(save, about)
        self.in_turns()
        about["aan het eind"] = conditions()
        self.keep(save, about)
        print(table(self.found))
        for moment, held in about.items():
            print(f"{moment}: {', '.join(f'{name} {value}' for name, value in held.items())}")
        reached = goals(self.found, main)
        print(*reached, sep="\n")
        return 1 if self.failed or any(goal.passed is False for goal in reached) else 0

    def measure(self, size: int, tasks: tuple[str, ...]) -> None:
        """All figures of one size. Raises TaskFailed; those of the tasks before are kept."""
        shutil.copytree(self.folder / "0", self.folder / str(size))
        self.found[size] = {}
        for name in tasks:
            _tell(f"{size:,} documenten: {name}")
            self.found[size][name] = self.task(name, size)

    def in_turns(self) -> None:
        """Ask each size the same, one right after the other: of the sizes that have an index."""
        sizes = [size for size, run in self.found.items() if "rebuild" in run]
        _tell(f"om de beurt: {', '.join(f'{size:,}' for size in sizes)} documenten")
        try:
            pages = in_turns({size: self.environment(size) for size in sizes}, len(queries()))
        except SiteLeft as error:
            self.failed = True
            _tell(str(error))
            return
        for size, page in pages.items():
            self.found[size]["turns"] = page

    def keep(self, path: Path | None, about: dict[str, Any]) -> None:
        """Write what was found so far, where somebody asked for it."""
        if path:
            path.write_text(json.dumps({"conditions": about, "sizes": self.found}, indent=1), encoding="utf-8")

    def task(self, name: str, documents: int) -> dict[str, Any]:
        """Run one measurement in a process of its own, on the database and index of a size."""
        command = [sys.executable, "-m", "devtools.bench.tasks", name, str(documents)]
        environment = self.environment(documents)
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise TaskFailed(f"{name} bij {documents:,} documenten mislukte")
        figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return figures

    def environment(self, documents: int) -> dict[str, str]:
        """What leads a process to the database and index of a size."""
        folder = self.folder / str(documents)
        folder.mkdir(exist_ok=True)
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "ks_site.settings.dev",
            "VAR_DIR": os.fspath(folder),
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "OPENSEARCH_URL": self.url,
            "INDEX_PREFIX": f"bench-{documents}",
            "EMAIL_URL": "memorymail://",
        }


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
