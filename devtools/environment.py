"""Where the tools find the project, and what the environment and .env say."""

import os
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[1]


def read_dotenv() -> None:
    """Take over .env as the site's settings do: what the environment says already wins."""
    environ.Env.read_env(ROOT / ".env", overwrite=False)


def var_dir() -> Path:
    """The folder for the data of this checkout."""
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


def tail(log: Path, lines: int = 15) -> str:
    """The end of a log file, for a message about what went wrong."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
