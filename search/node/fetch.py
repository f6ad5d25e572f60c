"""Fetches the jars of the node once, into the cache outside the tree.

The lock file is the truth: a jar is there when a file with its hash is there. So an interrupted
fetch goes on where it stopped, a damaged file is fetched again, and with all of it present no
network is touched.
"""

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path

import requests

from search.node import filelock
from search.node.errors import NodeUnavailable
from search.node.lockfile import Jar, read_jars
from search.node.paths import cache_dir

MAVEN_CENTRAL = "https://repo1.maven.org/maven2"
# Maven Central serves many small files faster in parallel; more than this gains nothing.
PARALLEL_DOWNLOADS = 6
# Seconds to connect, and between two bytes: a train's wifi passes, a dead line doesn't hang.
TIMEOUT = (10, 30)
ATTEMPTS = 3
CHUNK = 1 << 18
# A second run waits for the first one's fetch; 71 MB at 1 Mbit/s is about ten minutes.
LOCK_TIMEOUT = 900

Progress = Callable[[int, int], None]
"""Called with (jars present, jars in all) whenever a jar arrives."""


def ensure_jars(
    *,
    announce: Callable[[str], None],
    progress: Progress,
    jars: tuple[Jar, ...] | None = None,
    repository: str = MAVEN_CENTRAL,
) -> Path:
    """Make sure that every jar of the lock is in the cache and return their folder.

    Raises NodeUnavailable when one can't be fetched or isn't what the lock says.
    """
    wanted = read_jars() if jars is None else jars
    folder = cache_dir() / "jars"
    try:
        with filelock.locked(
            cache_dir() / "fetch.lock",
            timeout=LOCK_TIMEOUT,
            on_wait=lambda: announce("Wacht op een ander proces dat OpenSearch ophaalt."),
        ):
            missing = [jar for jar in wanted if not holds(folder / jar.filename, jar.sha256)]
            if missing:
                announce(f"OpenSearch ophalen (eenmalig, {len(missing)} bestanden) naar {folder}")
                folder.mkdir(parents=True, exist_ok=True)
                _fetch_all(missing, folder, repository, len(wanted), progress)
    except TimeoutError:
        raise NodeUnavailable("een ander proces is al een kwartier bezig OpenSearch op te halen") from None
    except OSError as error:
        raise NodeUnavailable(f"de map {cache_dir()} is niet bruikbaar ({error})") from error
    return folder


def holds(path: Path, sha256: str) -> bool:
    """Whether `path` exists with exactly this content."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def _fetch_all(missing: Iterable[Jar], folder: Path, repository: str, total: int, progress: Progress) -> None:
    """Fetch in parallel; the first failure stops what has not begun."""
    missing = list(missing)
    done = total - len(missing)
    counting = threading.Lock()
    cancelled = threading.Event()

    def fetch(jar: Jar) -> None:
        nonlocal done
        if cancelled.is_set():
            return
        _fetch_one(jar, folder, repository, cancelled)
        with counting:
            done += 1
            progress(done, total)

    with ThreadPoolExecutor(PARALLEL_DOWNLOADS) as pool:
        futures = [pool.submit(fetch, jar) for jar in missing]
        try:
            finished, _ = wait(futures, return_when=FIRST_EXCEPTION)
        finally:
            # also on Ctrl-C: what runs stops at its next chunk
            cancelled.set()
            pool.shutdown(cancel_futures=True)
    for future in finished:
        future.result()


def _fetch_one(jar: Jar, folder: Path, repository: str, cancelled: threading.Event) -> None:
    """One jar, written beside its place and moved there only when its hash holds."""
    url = f"{repository}/{jar.repository_path}"
    part = folder / f".{jar.filename}.{os.getpid()}.part"
    try:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                digest = _download(url, part, cancelled)
                break
            except requests.RequestException as error:
                if attempt == ATTEMPTS:
                    raise NodeUnavailable(
                        f"OpenSearch kon niet worden opgehaald van {repository} "
                        f"({type(error).__name__}: waarschijnlijk geen internetverbinding)"
                    ) from error
        if cancelled.is_set():
            return
        if digest != jar.sha256:
            raise NodeUnavailable(f"{url} heeft een andere inhoud dan jgo.lock.toml zegt")
        part.replace(folder / jar.filename)
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()


def _download(url: str, target: Path, cancelled: threading.Event) -> str:
    """Stream `url` into `target` and return the sha256 of what came."""
    digest = hashlib.sha256()
    with requests.get(url, stream=True, timeout=TIMEOUT) as answer, target.open("wb") as file:
        answer.raise_for_status()
        for chunk in answer.iter_content(CHUNK):
            if cancelled.is_set():
                break
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()
