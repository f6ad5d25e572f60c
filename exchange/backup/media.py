"""The uploaded files, to and from a backup. A restore stages them first and swaps them at the end."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage

from exchange.backup.manifest import MEDIA, DamagedBackup, FileFacts, OnBytes, copy

# Within the folder itself: it may be a mount, which can't be renamed and has no neighbours on its own disk.
_NEW, _OLD = ".herstel-nieuw", ".herstel-oud"


def root() -> Path | None:
    """The folder of the uploaded files; None when they are kept elsewhere than on a disk of this machine."""
    return Path(default_storage.location) if isinstance(default_storage, FileSystemStorage) else None


def files(folder: Path) -> Iterator[Path]:
    """Every uploaded file, in order, without what a restore that was cut off left behind."""
    for parent, folders, names in os.walk(folder):
        if Path(parent) == folder:
            folders[:] = [name for name in folders if name not in (_NEW, _OLD)]
        folders.sort()
        for name in sorted(names):
            path = Path(parent) / name
            if path.is_file():
                yield path


def backup(folder: Path, target: Path, *, on_bytes: OnBytes, kind: str = MEDIA) -> dict[str, FileFacts]:
    """Copy the files of a kind into a backup; their facts by path in it. A file that goes meanwhile is left out."""
    found: dict[str, FileFacts] = {}
    for path in files(folder):
        name = f"{kind}/{path.relative_to(folder).as_posix()}"
        try:
            found[name] = copy(path, target / name, on_bytes=on_bytes)
        except FileNotFoundError:
            (target / name).unlink(missing_ok=True)
    return found


@contextmanager
def staged(
    folder: Path, source: Path, expected: Mapping[str, FileFacts], *, on_bytes: OnBytes, kind: str = MEDIA
) -> Iterator["Swap"]:
    """The files of a kind in a backup, copied next to those that are there; nothing has changed until `Swap.swap()`."""
    new, old = folder / _NEW, folder / _OLD
    try:
        for leftover in (new, old):
            shutil.rmtree(leftover, ignore_errors=True)
        new.mkdir(parents=True)
        for name, facts in expected.items():
            if name.startswith(f"{kind}/"):
                target = new / name.removeprefix(f"{kind}/")
                if copy(source / name, target, on_bytes=on_bytes) != facts:
                    raise DamagedBackup(f"{name} veranderde tijdens het terugzetten")
        yield Swap(folder, new, old)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


class Swap:
    """Puts the staged files in the place of those that are there, by renaming alone."""

    def __init__(self, folder: Path, new: Path, old: Path) -> None:
        self.folder, self.new, self.old = folder, new, old
        self.done: list[tuple[Path, Path]] = []

    @contextmanager
    def swapped(self) -> Iterator[None]:
        """The staged files stand in place; when what is done meanwhile fails, all is as it was."""
        try:
            self._swap()
            yield
        except BaseException:  # also Ctrl-C: half a swap is worse than a late stop
            for source, target in reversed(self.done):
                target.rename(source)
            raise

    def _swap(self) -> None:
        self.old.mkdir()
        moves = [(path, self.old / path.name) for path in self.folder.iterdir() if path not in (self.new, self.old)]
        moves += [(path, self.folder / path.name) for path in self.new.iterdir()]
        for source, target in moves:
            source.rename(target)
            self.done.append((source, target))
