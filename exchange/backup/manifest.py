"""What a backup says about itself: its versions and a checksum of each file. Reads and writes files, no database."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

FORMAT = 1
NAME = "manifest.json"
MEDIA = "media"
STORIES = "stories"
"""Pictures that people sent along with a story: encrypted, and only of use with the keys of the site."""
_CHUNK = 1 << 20

OnBytes = Callable[[int], None]


class DamagedBackup(Exception):
    """A folder that is no backup, or one that is incomplete or changed; the message says what, in Dutch."""


@dataclass(frozen=True)
class FileFacts:
    """Size in bytes and SHA-256 of a file."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`files` maps each path in the backup (with slashes) to its facts; `migrations` are "app.name"."""

    created: str
    vendor: str
    database: str
    """The name of the file with the database."""
    versions: dict[str, str]
    migrations: list[str]
    files: dict[str, FileFacts]
    media_elsewhere: bool = False
    """Whether the uploaded files are kept elsewhere, and are not in the backup."""

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(facts.size for facts in self.files.values())

    def write(self, folder: Path) -> None:
        """Write it last: without it a folder is no backup."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """The manifest of a backup; DamagedBackup if there is none that can be read."""
    try:
        loaded = json.loads((folder / NAME).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise DamagedBackup(f"{folder} is geen back-up: er is geen {NAME}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise DamagedBackup(f"{NAME} is niet te lezen: {error}") from None
    if not isinstance(loaded, dict) or loaded.pop("format", None) != FORMAT:
        raise DamagedBackup(f"{NAME} heeft een vorm die deze versie niet kent")
    return _manifest(loaded)


def _manifest(loaded: dict[str, Any]) -> Manifest:
    try:
        files = {_safe(name): FileFacts(**facts) for name, facts in loaded.pop("files").items()}
        manifest = Manifest(files=files, **loaded)
    except (AttributeError, KeyError, TypeError):
        raise DamagedBackup(f"{NAME} is onvolledig") from None
    if manifest.database not in files:
        raise DamagedBackup("de database ontbreekt in de back-up")
    return manifest


def _safe(name: str) -> str:
    """A path that stays within the backup; DamagedBackup for any other."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or str(path) != name or "\\" in name or "\x00" in name:
        raise DamagedBackup(f"{NAME} noemt een pad dat niet kan: {name!r}")
    return name


def verify(folder: Path, manifest: Manifest, *, on_bytes: OnBytes = lambda size: None) -> None:
    """Raise DamagedBackup, naming every file that is missing or not as it was."""
    problems = [
        problem for name, facts in manifest.files.items() if (problem := _problem(folder / name, facts, on_bytes))
    ]
    if problems:
        raise DamagedBackup("de back-up is beschadigd: " + "; ".join(problems))


def _problem(path: Path, expected: FileFacts, on_bytes: OnBytes) -> str:
    try:
        if path.stat().st_size != expected.size:
            return f"{path.name} is niet zo groot als toen"
        return "" if facts_of(path, on_bytes=on_bytes) == expected else f"{path.name} is veranderd"
    except FileNotFoundError:
        return f"{path.name} ontbreekt"
    except OSError as error:
        return f"{path.name} is niet te lezen ({error.strerror})"


def facts_of(path: Path, *, on_bytes: OnBytes = lambda size: None) -> FileFacts:
    """The facts of a file, read a piece at a time."""
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(path):
        digest.update(chunk)
        size += len(chunk)
        on_bytes(len(chunk))
    return FileFacts(size, digest.hexdigest())


def copy(source: Path, target: Path, *, on_bytes: OnBytes = lambda size: None) -> FileFacts:
    """Copy a file, readable by its owner alone, and give the facts of what was written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        for chunk in _chunks(source):
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            on_bytes(len(chunk))
    return FileFacts(size, digest.hexdigest())


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
