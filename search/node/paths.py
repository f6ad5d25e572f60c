"""Where the node's parts live: the sources in the tree, everything fetched outside it."""

import os
from pathlib import Path

ENGINE_DIR = Path(__file__).resolve().parents[2] / "engine"
LOCK_FILE = ENGINE_DIR / "jgo.lock.toml"
SOURCE_DIR = ENGINE_DIR / "src"
CONFIG_DIR = ENGINE_DIR / "config"


def cache_dir() -> Path:
    """The folder for what is fetched once: CACHE_DIR, else kansrijke-start in the user's cache."""
    if chosen := os.environ.get("CACHE_DIR"):
        return Path(chosen).expanduser().resolve()
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser().resolve() / "kansrijke-start"
