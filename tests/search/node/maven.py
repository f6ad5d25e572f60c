"""A Maven repository on this machine, for the tests of the fetch."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from search.node.lockfile import Jar


@dataclass
class Repository:
    """What it serves, what was asked, and whether it breaks off halfway through each answer."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    breaks_off: bool = False

    def add(self, artifact: str, content: bytes) -> Jar:
        """Publish a jar and return its line in the lock."""
        jar = Jar("org.example", artifact, "1.0", hashlib.sha256(content).hexdigest())
        self.files[f"/{jar.repository_path}"] = content
        return jar


@contextmanager
def repository() -> Iterator[Repository]:
    """Serve a repository for the length of the block."""
    served = Repository()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            content = served.files.get(self.path)
            if content is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if served.breaks_off else content)

        def log_message(self, format: str, *args: object) -> None:
            """Not in the output of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
