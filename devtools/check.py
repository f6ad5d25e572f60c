"""`make check` and `make format`: all tools, even when one fails, and a summary.

The checks only read, so two of them run at a time; formatters write, and take turns.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from devtools.environment import ROOT

BIN = Path(sys.executable).parent

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "ks_site.settings.production",
    "SECRET_KEY": "a-key-for-this-check-only-which-protects-nothing-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": "www.example.org",
    "BASE_URL": "https://www.example.org",
    "STORY_KEYS": "a-key-for-this-check-only",
    "STORY_HASH_KEY": "another-key-for-this-check-only",
    "DATABASE_URL": "sqlite://:memory:",
    "OPENSEARCH_URL": "",
    "EMAIL_URL": "smtp://mail.example.org:25",
}
"""What a real site has to set, so that its settings can be checked here."""


@dataclass(frozen=True)
class Step:
    """One tool and how it is called."""

    label: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


CHECKS = (
    # the slowest first
    Step("mypy", ("mypy",)),
    Step("ruff (regels)", ("ruff", "check", ".")),
    Step("ruff (opmaak)", ("ruff", "format", "--check", ".")),
    Step("djlint", ("djlint", ".", "--lint", "--quiet")),
    Step("import-linter", ("lint-imports", "--no-cache")),
    Step("migraties compleet", ("python", "manage.py", "makemigrations", "--check", "--dry-run")),
    Step(
        "productie-instellingen",
        ("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        PRODUCTION,
    ),
)
FORMATTERS = (
    Step("ruff (regels)", ("ruff", "check", "--fix", ".")),
    Step("ruff (opmaak)", ("ruff", "format", ".")),
)
SETS = {"check": CHECKS, "format": FORMATTERS}
AT_A_TIME = {"check": 2, "format": 1}


def main(arguments: list[str]) -> int:
    steps = SETS[arguments[0]]
    workers = ThreadPoolExecutor(AT_A_TIME[arguments[0]])
    with tempfile.TemporaryDirectory(prefix="kansrijke-start-check-") as var, workers:
        satisfied = list(workers.map(lambda step: run(step, var), steps))
    failed = [step.label for step, good in zip(steps, satisfied, strict=True) if not good]
    if failed:
        print(f"\nNiet goed: {', '.join(failed)}.")
        return 1
    print(f"\nAlles goed: {', '.join(step.label for step in steps)}.")
    return 0


def run(step: Step, var: str) -> bool:
    """Run one tool, tell what it said, how it went and how long it took; whether it was satisfied."""
    begin = time.monotonic()
    # the checks judge the code: not the .env of whoever runs them, nor their data
    own = {"VAR_DIR": var, "DATABASE_URL": f"sqlite:///{var}/db.sqlite3", "OPENSEARCH_URL": ""}
    done = subprocess.run(
        [os.fspath(BIN / step.command[0]), *step.command[1:]],
        cwd=ROOT,
        env={**os.environ, **own, **step.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    verdict = "goed" if done.returncode == 0 else "NIET GOED"
    # in one piece: another tool may end at the same moment
    print(f"== {step.label}\n{done.stdout}   {verdict} ({time.monotonic() - begin:.0f} s)", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
