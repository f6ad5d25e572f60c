"""Rights on files: root, as whom tests often run, has them all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["as_nobody"]


@contextmanager
def as_nobody() -> Iterator[None]:
    """Be somebody without rights, unless one isn't root anyway."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)
