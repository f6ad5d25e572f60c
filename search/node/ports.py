"""Free ports on this machine."""

import socket
from collections.abc import Iterable

HOST = "127.0.0.1"


def is_free(port: int, host: str = HOST) -> bool:
    """Whether nobody answers on the port and a server may take it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        if probe.connect_ex((host, port)) == 0:
            return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # connections of a server that has just stopped linger; they don't hinder a new one
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def first_free(candidates: Iterable[int]) -> int | None:
    """The first of the candidates that is free."""
    return next((port for port in candidates if is_free(port)), None)
