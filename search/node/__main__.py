"""`python -m search.node`: runs a node until it is told to stop, without Django.

Standard output gets one JSON line: {"url": ...} when the node answers, {"unavailable": reason} when
it can't. Exit code 0 after a stop, 1 when the node died by itself, 2 when it can't run.
"""

import argparse
import json
import signal
import sys
import time
from pathlib import Path

from search.node.launch import LocalNode, NodeUnavailable

# How soon it is noticed that the node died.
WATCH_SECONDS = 0.3


def main() -> int:
    parser = argparse.ArgumentParser(prog="search.node")
    parser.add_argument("--port", type=int)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with LocalNode(port=arguments.port, data=arguments.data, announce=_say) as node:
            _answer(url=node.url)
            watch(node)
        return 1
    except NodeUnavailable as error:
        if error.detail:
            _say(error.detail)
        _answer(unavailable=str(error))
        return 2
    except KeyboardInterrupt:
        return 0


def watch(node: LocalNode) -> None:
    """Return when the node's process is gone."""
    while node.alive():
        time.sleep(WATCH_SECONDS)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _answer(**message: str) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    sys.exit(main())
