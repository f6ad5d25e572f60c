"""gunicorn's worker, which has the site itself answer an address that is longer than gunicorn reads."""

import io
import socket
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

from ks_site.too_long import TOO_LONG

__all__ = ["Worker", "answer"]

LINGER = 1.0
REST = 1_000_000
"""Seconds and bytes that are still read of what was sent: closing at once would take the answer away from a client
that is still sending."""

Application = Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]


class Worker(ThreadWorker):
    """Answers in the site's own face, with its headers, where gunicorn gives a bare English line."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """What could not be read as a request; runs in the thread of that request."""
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Request line is longer than %d bytes", self.cfg.limit_request_line)
        # The visitor may be gone.
        with suppress(OSError):
            client.sendall(answer(self.wsgi))
            _read_rest(client)


def answer(application: Application) -> bytes:
    """The whole HTTP answer of the site to a request whose head was never read."""
    head: list[str] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], None]:
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), "Connection: close"]
        head.append("\r\n".join([*lines, "", ""]))
        return lambda data: None

    body = application(_environ(), start_response)
    # Of Django a response, which tells by its close() that the request is over.
    try:
        content = b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
    return head[0].encode("latin-1") + content


def _environ() -> dict[str, Any]:
    """A request for TOO_LONG at the site's own address: which host was asked for is not known."""
    base = urlsplit(settings.BASE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": TOO_LONG,
        "QUERY_STRING": "",
        "SERVER_NAME": base.hostname or "localhost",
        "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": base.netloc,
        # As the proxy says it: else production would lead to https.
        "HTTP_X_FORWARDED_PROTO": base.scheme,
        "REMOTE_ADDR": "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": base.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def _read_rest(client: socket.socket) -> None:
    client.shutdown(socket.SHUT_WR)
    client.settimeout(LINGER)
    left = REST
    while left > 0 and (got := client.recv(65_536)):
        left -= len(got)
