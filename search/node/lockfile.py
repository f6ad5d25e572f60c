"""Reads engine/jgo.lock.toml: which jars the node consists of, with their hashes."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from search.node.paths import LOCK_FILE

COMPILER_ARTIFACT = "ecj"


@dataclass(frozen=True)
class Jar:
    """One file on Maven Central, pinned by its content."""

    group: str
    artifact: str
    version: str
    sha256: str
    classifier: str = ""

    @property
    def filename(self) -> str:
        suffix = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"

    @property
    def repository_path(self) -> str:
        """The path in any Maven repository."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.filename}"


def read_jars(path: Path = LOCK_FILE) -> tuple[Jar, ...]:
    """All jars of the lock, in its order: the compiler and those of the node."""
    lock = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Jar(
            group=item["groupId"],
            artifact=item["artifactId"],
            version=item["version"],
            sha256=item["sha256"],
            classifier=item.get("classifier", ""),
        )
        for item in lock["dependencies"]
    )


def node_jars(jars: tuple[Jar, ...]) -> tuple[Jar, ...]:
    """What belongs on the class path of the node."""
    return tuple(jar for jar in jars if jar.artifact != COMPILER_ARTIFACT)


def compiler_jar(jars: tuple[Jar, ...]) -> Jar:
    """The one jar that compiles engine/src."""
    return next(jar for jar in jars if jar.artifact == COMPILER_ARTIFACT)
