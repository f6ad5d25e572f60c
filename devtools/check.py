"""`make check` and `make format`: each tool in turn, all of them even when one fails, and a summary."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from devtools.environment import ROOT

BIN = Path(sys.executable).parent

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "ks_site.settings.production",
    "SECRET_KEY": "a-key-for-this-check-only-which-protects-nothing-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": "www.example.org",
    "BASE_URL": "https://www.example.org",
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
    Step("ruff (regels)", ("ruff", "check", ".")),
    Step("ruff (opmaak)", ("ruff", "format", "--check", ".")),
    Step("mypy", ("mypy",)),
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


def main(arguments: list[str]) -> int:
    steps = SETS[arguments[0]]
    with tempfile.TemporaryDirectory(prefix="kansrijke-start-check-") as var:
        failed = [step.label for step in steps if not run(step, var)]
    if failed:
        print(f"\nNiet goed: {', '.join(failed)}.")
        return 1
    print(f"\nAlles goed: {', '.join(step.label for step in steps)}.")
    return 0


def run(step: Step, var: str) -> bool:
    """Run one tool, tell how it went and how long it took; whether it was satisfied."""
    print(f"== {step.label}", flush=True)
    begin = time.monotonic()
    # the checks judge the code: not the .env of whoever runs them, nor their data
    own = {"VAR_DIR": var, "DATABASE_URL": f"sqlite:///{var}/db.sqlite3", "OPENSEARCH_URL": ""}
    code = subprocess.run(
        [os.fspath(BIN / step.command[0]), *step.command[1:]], cwd=ROOT, env={**os.environ, **own, **step.environment}
    ).returncode
    print(f"   {'goed' if code == 0 else 'NIET GOED'} ({time.monotonic() - begin:.0f} s)", flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
