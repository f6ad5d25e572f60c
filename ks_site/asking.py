"""Questions that the server itself puts to the site, without a socket: as they come from the proxy."""

import io
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

__all__ = ["Application", "Said", "ask"]

Application = Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]


@dataclass(frozen=True)
class Said:
    """What the site answers: "200 OK", the headers and the content."""

    status: str
    headers: tuple[tuple[str, str], ...]
    content: bytes

    @property
    def is_page(self) -> bool:
        """Whether that is a page, or leads to one: no error of the site, and no refusal."""
        return self.status[0] in "23"


def ask(application: Application, path: str, query: str = "", *, method: str = "GET") -> Said:
    """The answer to one request at the site's own address; `query` is what comes behind the question mark."""
    head: list[tuple[str, tuple[tuple[str, str], ...]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], None]:
        head.append((status, tuple(headers)))
        return lambda data: None

    body = application(_environ(method, path, query), start_response)
    # Of Django a response, which tells by its close() that the request is over.
    try:
        content = b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
    status, headers = head[0]
    return Said(status, headers, content)


def _environ(method: str, path: str, query: str) -> dict[str, Any]:
    """A request at the site's own address: which host was asked for is not known."""
    base = urlsplit(settings.BASE_URL)
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
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
