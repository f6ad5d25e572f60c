"""Starts PostgreSQL, a node, the worker and gunicorn, fills the site, sends fifty visitors and stops it all again.

Exit code 1 when an answer came too late or not at all. The visitors share the machine with the site.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from devtools.bench.figures import conditions
from devtools.environment import ROOT, tail
from devtools.load.figures import all_good, measured
from search.node import ports
from search.node.guarded import GuardedProcess
from search.node.launch import LocalNode, NodeUnavailable
from search.node.local_http import ask

VISITORS, PER_SECOND, DURATION = 50, 5, "2m"
PREPARING = ("site", "fill", "build", "warm")
"""At last the index, and questions until the engine has compiled what it does all day: a node runs for weeks."""
FIRST_PORT = 8100
SITE_TIMEOUT = 120
GRACE = 10


class LoadFailed(Exception):
    """The site can't be made or doesn't answer; the message says what, in Dutch."""


def asked(arguments: list[str]) -> int:
    """The number of documents; what is none is refused before anything starts."""
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("documents", nargs="?", type=int, default=10_000, help="het aantal documenten (N=10000)")
    documents: int = parser.parse_args(arguments).documents
    if documents < 1:
        parser.error("N is minstens 1")
    return documents


def main(arguments: list[str]) -> int:
    documents = asked(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kansrijke-start-drukte-")))
        try:
            site = Site(stack, folder)
            site.prepare(documents)
            site.start()
            return site.receive_visitors()
        except (LoadFailed, NodeUnavailable) as error:
            print(f"Meten kan hier niet: {error}", file=sys.stderr)
            return 2
        except KeyboardInterrupt:
            return 130


class Site:
    """The parts of a site in production, on this machine alone."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack, self._folder = stack, folder
        self._port = ports.first_free(range(FIRST_PORT, FIRST_PORT + 100))
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "ks_site.settings.production",
            "SECRET_KEY": secrets.token_hex(32),
            "STORY_KEYS": secrets.token_hex(32),
            "STORY_HASH_KEY": secrets.token_hex(32),
            "ALLOWED_HOSTS": ports.HOST,
            "BASE_URL": f"https://{ports.HOST}",
            "VAR_DIR": os.fspath(folder),
            "EMAIL_URL": "memorymail://",
            "INDEX_PREFIX": "drukte",
            "CLIENT_ADDRESS_HEADER": "X-Forwarded-For",
            "ADDRESSES": os.fspath(folder / "addresses.txt"),
        }
        self._environment["DATABASE_URL"] = self._postgres()
        self._environment["OPENSEARCH_URL"] = stack.enter_context(LocalNode(thorough=True, announce=_tell)).url

    def prepare(self, documents: int) -> None:
        """Fill the database and the index."""
        for name in PREPARING:
            _tell(f"{documents:,} documenten: {name}")
            self._run([sys.executable, "-m", "devtools.bench.tasks", name, str(documents)])
        self._run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"])
        found = self._run([sys.executable, "-m", "devtools.bench.tasks", "addresses", str(documents)])
        addresses = json.loads(found.splitlines()[-1])["addresses"]
        (self._folder / "addresses.txt").write_text("\n".join(addresses), encoding="utf-8")

    def start(self) -> None:
        """The worker and the site, as docs/operations.md starts them: two processes for two cores."""
        self._spawn("worker", [sys.executable, "manage.py", "index_worker"])
        command = [sys.executable, "-m", "gunicorn", "ks_site.wsgi:application", "--no-control-socket"]
        command += ["--bind", f"{ports.HOST}:{self._port}", "--workers", "2", "--threads", "4"]
        self._spawn("site", command)
        deadline = time.monotonic() + SITE_TIMEOUT
        while ask(f"http://{ports.HOST}:{self._port}/healthz", timeout=30) is None:
            if time.monotonic() > deadline:
                raise LoadFailed(f"de site antwoordt niet:\n{tail(self._folder / 'site.log')}")
            time.sleep(0.2)

    def receive_visitors(self) -> int:
        """Run locust, print what it measured and return the exit code."""
        table = self._folder / "visitors"
        command = [sys.executable, "-m", "locust", "-f", "devtools/load/visitors.py", "--headless", "--only-summary"]
        command += ["-u", str(VISITORS), "-r", str(PER_SECOND), "-t", DURATION, "--csv", os.fspath(table)]
        command += ["--host", f"http://{ports.HOST}:{self._port}", "--reset-stats", "--exit-code-on-error", "0"]
        print("Omstandigheden:", conditions())
        subprocess.run(command, cwd=ROOT, env=self._environment, check=True)
        print("Omstandigheden:", conditions())
        found = measured((self._folder / "visitors_stats.csv").read_text(encoding="utf-8").splitlines())
        print(*found, sep="\n")
        return 0 if all_good(found) else 1

    def _postgres(self) -> str:
        command = [sys.executable, "-W", "ignore", "-m", "devtools.postgres", os.fspath(self._folder / "postgres")]
        server = GuardedProcess(command, grace=GRACE, cwd=ROOT, stdout=subprocess.PIPE)
        self._stack.callback(server.stop)
        uri = next(server.lines(), None)
        if uri is None:
            raise LoadFailed("PostgreSQL start hier niet")
        return uri

    def _run(self, command: Sequence[str]) -> str:
        done = subprocess.run(command, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise LoadFailed(f"{' '.join(command[1:4])} mislukte")
        return done.stdout

    def _spawn(self, name: str, command: Sequence[str]) -> None:
        environment: Mapping[str, str] = self._environment
        with (self._folder / f"{name}.log").open("wb") as log:
            child = GuardedProcess(
                command, grace=GRACE, env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
            )
        self._stack.callback(child.stop)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
