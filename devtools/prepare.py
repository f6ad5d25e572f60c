"""Brings the demo's database up to date, in one process: Django starts once, not five times.

On standard output stands which step it is at; all that the steps say goes to standard error.
"""

import sys
from collections.abc import Mapping
from functools import partial

import django
from django.conf import settings
from django.core.management import CommandError, call_command

command = partial(call_command, stdout=sys.stderr, stderr=sys.stderr)

STEPS: Mapping[str, tuple[str, ...]] = {
    "de tabellen van de database": ("migrate",),
    "plaatsen, thema's en woorden": ("load_places", "load_themes", "load_instruments", "load_vocabulary"),
    "de voorbeelden": ("load_demo",),
}
"""What is done, by what is said of it."""
OPTIONS = {"migrate": {"interactive": False}}


def main() -> int:
    """Each step changes nothing that a user made, and nothing at all the second time."""
    django.setup()
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    try:
        call_command("load_demo", check_only=True)  # before anything: DATABASE_URL may be that of a real site
    except CommandError as refused:
        print(refused, file=sys.stderr)
        return 1
    for number, (said, names) in enumerate(STEPS.items(), 1):
        print(f"{number} van {len(STEPS)}: {said}", flush=True)
        for name in names:
            command(name, **OPTIONS.get(name, {}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
