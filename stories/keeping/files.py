"""Pictures of submissions on disk: made anew, encrypted, outside the media root, under names that say nothing."""

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

from core.images import clean_image
from core.uploads import CleanFile
from stories.keeping.encryption import decrypt, encrypt, reencrypt

__all__ = ["keep", "kept", "picture", "remove", "rotate"]


def keep(uid: uuid.UUID, upload: File) -> CleanFile:
    """Make a picture anew and store it encrypted; there is a whole file or none. Raises UploadRefused and OSError."""
    clean = clean_image(upload)
    _write(_path(uid), encrypt(clean.read()))
    clean.seek(0)
    return clean


def picture(uid: uuid.UUID, extension: str) -> CleanFile:
    """The picture as it was kept. Raises Unreadable, and FileNotFoundError when it is gone."""
    return CleanFile(decrypt(_path(uid).read_bytes()), extension)


def rotate(uid: uuid.UUID) -> None:
    """Encrypt a picture with the first key. Raises Unreadable, and FileNotFoundError when it is gone."""
    _write(_path(uid), reencrypt(_path(uid).read_bytes()))


def remove(uid: uuid.UUID) -> None:
    """Take a picture off the disk; nothing when it is gone already."""
    _path(uid).unlink(missing_ok=True)


def kept() -> Iterator[tuple[uuid.UUID, datetime]]:
    """All that is on disk, and when it was written; but for what isn't ours, and what goes at this moment."""
    for path in Path(settings.STORY_FILES_ROOT).glob("*.enc"):
        try:
            found = uuid.UUID(path.stem), datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except (ValueError, FileNotFoundError):
            continue
        yield found


def _path(uid: uuid.UUID) -> Path:
    return Path(settings.STORY_FILES_ROOT) / f"{uid}.enc"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(".half")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
