"""Makes .venv, installs what a command needs, and runs the command in it.

Standard library only. A set of requirements is installed again only when its files changed; the
mark is written last, so an interrupted set-up is simply done again.
"""

import hashlib
import importlib.util
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from devtools.__main__ import suitable
from search.node.filelock import locked
from search.node.guarded import GuardedProcess

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

RUNTIME, DEV, NODE = "requirements.txt", "requirements-dev.txt", "requirements-node.txt"
LOAD = "requirements-load.txt"
COMMANDS: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "setup": ((DEV, NODE), ["-c", "print('De omgeving in .venv is klaar.')"]),
    "demo": ((RUNTIME, NODE), ["-m", "devtools.demo"]),
    "test": ((DEV, NODE), ["-m", "devtools.test_legs"]),
    "check": ((DEV,), ["-m", "devtools.check", "check"]),
    "format": ((DEV,), ["-m", "devtools.check", "format"]),
    "drill": ((RUNTIME, NODE), ["-m", "devtools.drill"]),
    "evaluate": ((RUNTIME, NODE), ["-m", "devtools.evaluate"]),
    "bench": ((RUNTIME, NODE), ["-m", "devtools.bench"]),
    "load": ((RUNTIME, NODE, DEV, LOAD), ["-m", "devtools.load"]),
    "opensearch": ((RUNTIME, NODE), ["manage.py", "opensearch_node"]),
}
"""What each command needs, and what Python is given to run it."""

# A second run waits for the first one's installation: a slow line takes minutes.
LOCK_TIMEOUT = 1800
PIP_GRACE = 5
TERMINAL_WIDTH = 79


class SetupFailed(Exception):
    """The environment can't be made; the message is one Dutch sentence for the user."""


def main(arguments: list[str]) -> int:
    """Prepare for the command in `arguments[0]` and become it."""
    if not arguments or arguments[0] not in COMMANDS:
        say(f"Kies een van: {', '.join(COMMANDS)}.")
        return 2
    needs, run = COMMANDS[arguments[0]]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        prepare(needs)
    except SetupFailed as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Afgebroken; het volgende `make` gaat verder.")
        return 130
    os.chdir(ROOT)
    os.execv(PYTHON, [os.fspath(PYTHON), *run, *arguments[1:]])


def prepare(needs: tuple[str, ...], venv: Path = VENV) -> None:
    """Make the environment and install these requirement files, each only when it changed."""
    if all(is_installed(name, venv) for name in needs):
        return
    waiting = "Een ander `make` richt de omgeving in; even wachten."
    try:
        with locked(ROOT / "var" / "setup.lock", timeout=LOCK_TIMEOUT, on_wait=lambda: say(waiting)):
            ensure_venv(venv)
            for name in needs:
                if is_installed(name, venv):
                    continue
                install(name, venv)
    except TimeoutError:
        raise SetupFailed("Een ander `make` is al een half uur bezig met inrichten.") from None


def ensure_venv(venv: Path) -> None:
    """Make the environment unless one with a suitable Python and pip stands there."""
    if _works(venv):
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetupFailed(
            "Deze Python kan geen eigen omgeving maken (venv ontbreekt); "
            "installeer dat eerst, op Debian en Ubuntu met: apt install python3-venv"
        )
    say(f"Omgeving maken in {venv.name}")
    command = [sys.executable, "-m", "venv", "--clear", os.fspath(venv)]
    if _run(command, lambda line: None)[0]:
        raise SetupFailed(f"De omgeving in {venv} kon niet worden gemaakt.")


def _works(venv: Path) -> bool:
    """Whether the environment has a Python that will do, with pip; one that was cut off has not."""
    question = "import sys, pip; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([venv / "bin" / "python", "-c", question], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and suitable(tuple(map(int, answer.stdout.split())))


def install(name: str, venv: Path) -> None:
    """Install one requirement file; without the local node's the site works too."""
    say(f"Pakketten van {name} installeren")
    command = [os.fspath(venv / "bin" / "python"), "-m", "pip", "install", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "--retries", "2", "-r", os.fspath(ROOT / name)]
    if name == NODE:
        command.append("--only-binary=:all:")
    code, output = _run(command, _show)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    if not code:
        _stamp(name, venv).write_text(fingerprint(name), encoding="utf-8")
    elif name == NODE:
        say(f"Geen lokale OpenSearch-node op deze computer: {_reason(output)}")
        if not any("Retrying" in line for line in output):
            # no wheel for this platform, which trying again won't change; without network it might
            _stamp(name, venv).write_text(fingerprint(name), encoding="utf-8")
    else:
        raise SetupFailed(f"De pakketten van {name} konden niet worden geïnstalleerd: {_reason(output)}")


def is_installed(name: str, venv: Path) -> bool:
    """Whether this requirement file, as it is now, was installed in full."""
    try:
        return _stamp(name, venv).read_text(encoding="utf-8") == fingerprint(name)
    except FileNotFoundError:
        # the development set contains the runtime set
        return name == RUNTIME and is_installed(DEV, venv)


def fingerprint(name: str) -> str:
    """A hash of a requirement file and the files that it includes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode())
    for included in re.findall(r"^-r\s+(\S+)", text, flags=re.MULTILINE):
        digest.update(fingerprint(included).encode())
    return digest.hexdigest()


def _stamp(name: str, venv: Path) -> Path:
    return venv / f".{Path(name).stem}.installed"


def _run(command: list[str], on_line: Callable[[str], None]) -> tuple[int, list[str]]:
    """Run a program that stops when we do; return its exit code and what it said."""
    process = GuardedProcess(command, grace=PIP_GRACE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT)
    said: list[str] = []
    try:
        for line in process.lines():
            said.append(line)
            on_line(line)
    except BaseException:
        process.stop()
        raise
    return process.process.wait(), said


def _show(line: str) -> None:
    """What pip is at, in one line of the terminal that changes; a log doesn't need that."""
    if sys.stderr.isatty() and (match := re.match(r"\s*(Downloading|Using cached|Installing collected)\s+(\S+)", line)):
        doing = "uitpakken" if match[1].startswith("Installing") else match[2]
        print(f"\r\033[K  {doing}"[:TERMINAL_WIDTH], end="", file=sys.stderr, flush=True)


def _reason(output: list[str]) -> str:
    """The line of pip that says what is wrong."""
    errors = [line for line in output if line.startswith("ERROR:")]
    return (errors or output or ["pip zei niets"])[-1].removeprefix("ERROR: ")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
