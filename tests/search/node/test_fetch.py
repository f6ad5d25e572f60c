"""Tests of search.node.fetch against a real server that plays Maven Central."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.node.errors import NodeUnavailable
from search.node.fetch import ensure_jars
from search.node.lockfile import Jar
from search.node.paths import cache_dir
from tests.search.node.maven import Repository, repository


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "cache"))
    with repository() as served:
        yield served


def fetch(maven: Repository, *jars: Jar) -> Path:
    return ensure_jars(announce=lambda line: None, progress=lambda done, total: None, jars=jars, repository=maven.url)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_all_jars_of_the_lock_come_into_the_cache(maven: Repository) -> None:
    engine, client = maven.add("engine", b"engine" * 1000), maven.add("client", b"client")
    folder = fetch(maven, engine, client)
    assert folder == cache_dir() / "jars"
    assert (folder / "engine-1.0.jar").read_bytes() == b"engine" * 1000
    assert names(folder) == {"engine-1.0.jar", "client-1.0.jar"}


def test_with_everything_there_nothing_is_asked_of_the_network(maven: Repository) -> None:
    engine = maven.add("engine", b"engine")
    fetch(maven, engine)
    maven.asked.clear()
    fetch(maven, engine)
    assert maven.asked == []


def test_a_changed_lock_fetches_only_what_is_new(maven: Repository) -> None:
    engine = maven.add("engine", b"engine")
    fetch(maven, engine)
    maven.asked.clear()
    fetch(maven, engine, maven.add("client", b"client"))
    assert maven.asked == ["/org/example/client/1.0/client-1.0.jar"]


def test_a_damaged_file_is_fetched_again(maven: Repository) -> None:
    engine = maven.add("engine", b"engine")
    folder = fetch(maven, engine)
    (folder / engine.filename).write_bytes(b"eng")
    fetch(maven, engine)
    assert (folder / engine.filename).read_bytes() == b"engine"


def test_a_jar_with_another_content_than_the_lock_says_is_refused(maven: Repository) -> None:
    engine = maven.add("engine", b"engine")
    maven.files[f"/{engine.repository_path}"] = b"something else"
    with pytest.raises(NodeUnavailable, match=r"andere inhoud dan jgo\.lock\.toml"):
        fetch(maven, engine)
    assert names(cache_dir() / "jars") == set()


def test_a_fetch_that_breaks_off_leaves_nothing_half_and_goes_on_later(maven: Repository) -> None:
    engine = maven.add("engine", b"engine" * 1000)
    maven.breaks_off = True
    with pytest.raises(NodeUnavailable, match="internetverbinding"):
        fetch(maven, engine)
    assert names(cache_dir() / "jars") == set()
    maven.breaks_off = False
    assert names(fetch(maven, engine)) == {"engine-1.0.jar"}


def test_without_a_network_the_reason_is_one_sentence(maven: Repository) -> None:
    engine = maven.add("engine", b"engine")
    maven.url = "http://127.0.0.1:9"  # the discard port: nobody listens
    with pytest.raises(NodeUnavailable) as refused:
        fetch(maven, engine)
    assert "kon niet worden opgehaald van http://127.0.0.1:9" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_cache_that_cannot_be_written_is_said(
    maven: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "file"))
    with pytest.raises(NodeUnavailable, match="niet bruikbaar"):
        fetch(maven, maven.add("engine", b"engine"))


def test_two_fetches_side_by_side_ask_for_each_jar_once(maven: Repository) -> None:
    jars = [maven.add(f"jar{number}", b"x" * number * 1000) for number in range(1, 9)]
    threads = [threading.Thread(target=fetch, args=(maven, *jars)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(maven.asked) == sorted(f"/{jar.repository_path}" for jar in jars)
    assert names(cache_dir() / "jars") == {jar.filename for jar in jars}


def test_progress_counts_up_to_all(maven: Repository) -> None:
    jars = tuple(maven.add(f"jar{number}", b"x") for number in range(3))
    seen: list[tuple[int, int]] = []
    ensure_jars(
        announce=lambda line: None,
        progress=lambda done, total: seen.append((done, total)),
        jars=jars,
        repository=maven.url,
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]
