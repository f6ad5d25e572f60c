"""The list of what was erased: an append-only file outside the database and its backup (trust.md 24).

A line is a keyed hash of the id of a submission or page, and when: proof that it was done, without whose it was, and
all that a restore needs to do it again. Reading it takes the key (STORY_HASH_KEY) and the rows of a database.
"""

import os
import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from stories.keeping.encryption import keyed_hash

__all__ = [
    "DamagedList",
    "NotWritten",
    "append",
    "erased",
    "hash_of",
    "identity_of",
    "identity_of_end",
    "is_there",
    "is_writable",
]

_LINE = re.compile(r"[0-9a-f]{64} \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

SAME_CODE: Final = uuid.UUID("56441f5f-cf56-47e3-ae3a-f0c0f5e64d96")
"""A name space of our own: the same code is the same UUID, and no other story's."""


class DamagedList(Exception):
    """The list holds something that isn't a line of it; the message says where, in Dutch."""


class NotWritten(OSError):
    """The list took no line, for want of room or of rights: nothing may be erased."""


def hash_of(identity: uuid.UUID) -> str:
    """What stands in the list for an id."""
    return keyed_hash("erased", str(identity))


def identity_of(code_hash: str) -> uuid.UUID:
    """By what an import would bring a story in again: its id there makes its code, each time the same."""
    return uuid.uuid5(SAME_CODE, code_hash)


def identity_of_end(page: uuid.UUID, state: str) -> uuid.UUID:
    """How a page went of which what was told stays: beside the page's own line."""
    return uuid.uuid5(page, state)


def append(identities: Iterable[uuid.UUID], *, now: datetime) -> None:
    """Add a line per id and wait until they are on disk. Raises NotWritten: then nothing may be erased yet."""
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = "".join(f"{hash_of(identity)} {moment}\n" for identity in identities)
    try:
        _write(lines, head=f"{_of_this_key()} {moment}\n")
    except OSError as error:
        raise NotWritten(f"de lijst van wat gewist is kon niet worden bijgeschreven: {error}") from error


def _write(lines: str, *, head: str) -> None:
    """Add lines, the first time below `head`. Raises OSError."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # A line that a full disk cut off stays apart from ours.
        size = os.fstat(descriptor).st_size
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            lines = f"\n{lines}"
        content = (lines if size else head + lines).encode()
        if os.write(descriptor, content) != len(content):
            raise OSError("niet alles paste")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_there() -> bool:
    """Whether there is a list, be it an empty one."""
    return _path().is_file()


def is_writable() -> bool:
    """Whether who asks has the rights to add a line, or to begin the list; how much room there is shows by doing it."""
    path = _path()
    if _may(path, os.F_OK):
        return path.is_file() and _may(path, os.R_OK | os.W_OK)
    folder = next(folder for folder in path.parents if _may(folder, os.F_OK))
    return folder.is_dir() and _may(folder, os.W_OK | os.X_OK)


def erased() -> frozenset[str]:
    """All hashes in the list. Raises FileNotFoundError, and DamagedList when a whole line of it isn't one.

    Also when it was made with another key: then it would name nothing that we know.
    """
    found: set[str] = set()
    for number, line in enumerate(_path().read_text(encoding="ascii", errors="replace").split("\n"), start=1):
        if _LINE.fullmatch(line):
            found.add(line[:64])
        elif len(line) >= 64 + 1 + 20:
            raise DamagedList(f"regel {number} van {_path().name} is geen regel van de lijst")
    if found and _of_this_key() not in found:
        raise DamagedList("de lijst is met een andere STORY_HASH_KEY gemaakt")
    return frozenset(found)


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=True)


def _of_this_key() -> str:
    """The first line of a list: by it one sees that the key is the one that the list was made with."""
    return keyed_hash("erased", "lijst")


def _path() -> Path:
    return Path(settings.ERASURE_LOG)
