"""A file as numbered lines: read one at a time, however long the file or a line is.

Knows bytes and line ends; what a line means is the matter of `exchange.rules`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from exchange.faults import Fault

# The longest of the real documents is 2 kB and a book of 300 pages about 600 kB: a line of more is a mistake.
MAX_LINE = 1_000_000
# Enough to tell a text from something else; one read.
_HEAD = 65_536
_BOM = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_MAGIC = (
    (b"\x1f\x8b", "een gzip-bestand: pak het eerst uit"),
    (b"PK\x03\x04", "een zip-, Word- of Excel-bestand"),
    (b"%PDF-", "een PDF"),
    (b"SQLite format 3", "een SQLite-database"),
)


class UnreadableFile(Exception):
    """The file as a whole can't be read; the message says why, in Dutch."""


class _Reader(Protocol):
    """What is read of a file."""

    def peek(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class RawLine:
    """The bytes of a line without its line end; `end` is how far into the file it reaches."""

    number: int
    data: bytes
    end: int


def read_lines(path: Path) -> Iterator[RawLine | Fault]:
    """The lines that are not blank; a Fault for one that is too long. UnreadableFile when it is no text file at all."""
    with _opened(path) as file:
        _refuse_what_is_no_text(file.peek(_HEAD)[:_HEAD])
        number = end = 0
        while data := file.readline(MAX_LINE + 1):
            number += 1
            end += len(data)
            if len(data) > MAX_LINE:
                length, end = _skip_rest(file, data, end)
                yield Fault(number, "", f"de regel is te lang ({_megabytes(length)}; hoogstens {_megabytes(MAX_LINE)})")
                continue
            if number == 1:
                data = data.removeprefix(_BOM)
            if data := data.strip():
                yield RawLine(number, data, end)


def check(path: Path) -> None:
    """UnreadableFile when it is no text file at all: for who makes long preparations before reading it."""
    next(read_lines(path), None)


@contextmanager
def _opened(path: Path) -> Iterator[_Reader]:
    """The file, open for reading; what the system says about it becomes an UnreadableFile."""
    try:
        if path.is_dir():
            raise UnreadableFile("is een map, geen bestand")
        with path.open("rb", buffering=_HEAD) as file:
            yield file  # type: ignore[misc]  # buffered, so that it can peek
    except FileNotFoundError:
        raise UnreadableFile("bestaat niet") from None
    except PermissionError:
        raise UnreadableFile("mag niet gelezen worden (rechten)") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnreadableFile(f"kan niet gelezen worden: {error}") from None


def _refuse_what_is_no_text(head: bytes) -> None:
    if not head.removeprefix(_BOM):
        raise UnreadableFile("is leeg")
    for mark, name in _OTHER_ENCODINGS:
        if head.startswith(mark):
            raise UnreadableFile(f"is {name}: sla het op als UTF-8")
    for mark, name in _MAGIC:
        if head.startswith(mark):
            raise UnreadableFile(f"is geen tekst maar {name}")
    if b"\x00" in head:
        # UTF-16 without a mark: every other byte of Dutch text is a NUL.
        if {head[0::2].count(0) * 10 > len(head) * 4, head[1::2].count(0) * 10 > len(head) * 4} == {True, False}:
            raise UnreadableFile("lijkt UTF-16: sla het op als UTF-8")
        raise UnreadableFile("is een binair bestand, geen tekst")


def _skip_rest(file: _Reader, data: bytes, end: int) -> tuple[int, int]:
    """Read past the rest of a line that is too long, a piece at a time: its length, and where it ends."""
    length = len(data)
    while not data.endswith(b"\n") and (data := file.readline(_HEAD)):
        length += len(data)
        end += len(data)
    return length, end


def _megabytes(length: int) -> str:
    return f"{length / 1_000_000:.1f} MB".replace(".", ",")
