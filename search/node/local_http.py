"""Questions to a server on this machine, past any proxy of the environment."""

import urllib.error
import urllib.request
from dataclasses import dataclass

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Answer:
    """What the server said: its status code and the body."""

    status: int
    body: bytes


def ask(url: str, *, timeout: float) -> Answer | None:
    """GET `url`; None while nobody answers within `timeout` seconds per read."""
    try:
        with _DIRECT.open(url, timeout=timeout) as answer:
            return Answer(answer.status, answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, b"")
    except OSError:
        return None
