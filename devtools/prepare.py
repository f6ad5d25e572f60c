"""Brings the demo's database and static files up to date, in one process: Django starts once."""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from devtools.environment import ROOT


def main() -> int:
    """Each step changes nothing that a user made, and nothing at all the second time."""
    django.setup()
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=1)
    call_command("load_places")
    call_command("load_themes")
    call_command("load_demo")
    collect_static_files()
    return 0


def collect_static_files() -> None:
    """Collect only when a file or a package changed: hashing all of Wagtail's takes seconds."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    now = static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    call_command("collectstatic", interactive=False, verbosity=1)
    stamp.write_text(now, encoding="utf-8")


def static_fingerprint() -> str:
    """Changes with our own static files, the installed packages and the storage that serves them."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    digest.update(repr(settings.STORAGES).encode())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            seen = path.stat()
            digest.update(f"{os.fspath(path)} {seen.st_mtime_ns} {seen.st_size}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
