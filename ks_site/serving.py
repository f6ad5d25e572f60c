"""gunicorn's worker: warm before its first visitor, and the site itself answers an address that gunicorn won't read."""

import socket
from contextlib import suppress
from typing import Any

from gunicorn.http.errors import InvalidResponseHeader, InvalidResponseHeaderName, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from ks_site.asking import Application, ask
from ks_site.unread import TOO_LONG, UNREADABLE
from ks_site.warming import warm_up

__all__ = ["Worker", "answer"]

OF_THE_SITE = (InvalidResponseHeader, InvalidResponseHeaderName)
"""Errors of this kind that are no visitor's."""

LINGER = 1.0
REST = 1_000_000
"""Seconds and bytes that are still read of what was sent: closing at once would take the answer away from a client
that is still sending."""


class Worker(ThreadWorker):
    """Answers in the site's own face, with its headers, where gunicorn gives a bare English line."""

    def load_wsgi(self) -> None:
        """The site, asked a few questions before it takes those of visitors: they wait in the queue of the socket."""
        super().load_wsgi()
        warm_up(self.wsgi)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """What could not be read as a request; runs in the thread of that request. Gunicorn would log whose it was
        and what they asked."""
        if not isinstance(exc, ParseException) or isinstance(exc, OF_THE_SITE):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("A request that can't be read, or is longer than %d bytes", self.cfg.limit_request_line)
        # The visitor may be gone.
        with suppress(OSError):
            client.sendall(answer(self.wsgi, TOO_LONG if isinstance(exc, LimitRequestLine) else UNREADABLE))
            _read_rest(client)


def answer(application: Application, address: str) -> bytes:
    """The whole HTTP answer of the site to a request whose head was never read: what it tells at this address."""
    said = ask(application, address)
    lines = [f"HTTP/1.1 {said.status}", *(f"{name}: {value}" for name, value in said.headers), "Connection: close"]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + said.content


def _read_rest(client: socket.socket) -> None:
    client.shutdown(socket.SHUT_WR)
    client.settimeout(LINGER)
    left = REST
    while left > 0 and (got := client.recv(65_536)):
        left -= len(got)
