"""A server on 127.0.0.1 that misbehaves as engines do: it refuses, hangs, trickles, lies or resets."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Behaviour = Callable[[socket.socket, threading.Event], None]


def hang(connection: socket.socket, stop: threading.Event) -> None:
    """Take the question and never answer."""
    stop.wait()


def trickle_body(connection: socket.socket, stop: threading.Event) -> None:
    """Promise a long answer and send a byte at a time, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{")
    while not stop.wait(0.02):
        connection.sendall(b" ")


def trickle_headers(connection: socket.socket, stop: threading.Event) -> None:
    """Never come to the end of the headers."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not stop.wait(0.02):
        connection.sendall(b"X-More: 1\r\n")


def reset(connection: socket.socket, stop: threading.Event) -> None:
    """Break the connection off."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def answer(status: str, body: bytes, content_type: str = "application/json") -> Behaviour:
    """Answer at once with this."""

    def behave(connection: socket.socket, stop: threading.Event) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)

    return behave


@contextmanager
def misbehaving(behave: Behaviour) -> Iterator[str]:
    """The URL of a server that treats every connection so; gone afterwards."""
    stop = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)

    def serve_one(connection: socket.socket) -> None:
        with connection:
            try:
                connection.recv(65_536)
                behave(connection, stop)
            except OSError:
                return  # the client cut the connection, as it should

    def serve() -> None:
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            threading.Thread(target=serve_one, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stop.set()
        thread.join()
        listener.close()


@contextmanager
def refusing() -> Iterator[str]:
    """The URL of a port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    yield f"http://127.0.0.1:{port}"
