"""Where the PDF is made: WeasyPrint in a process of its own, so that a text that is hard to lay out costs that process.

It is given a few settings of this one and no secrets, and is stopped when it takes too long.
"""

import json
import os
import subprocess
import sys
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from threading import BoundedSemaphore
from typing import Final

from django.conf import settings

__all__ = ["CardFailed", "CardUnavailable", "available", "make_pdf", "missing"]

TIMEOUT: Final = 20.0
"""Seconds; a card takes two on a busy machine, and a visitor waits for no longer."""
PATIENCE: Final = 5.0
"""Seconds to wait for another card that this process is making: one at a time leaves a core for the pages."""
LIBRARIES: Final = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
PASSED_ON: Final = ("PATH", "HOME", "LANG", "LC_ALL", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME", "TMPDIR")

_one_at_a_time = BoundedSemaphore(1)


class CardUnavailable(Exception):
    """This machine lacks what it takes, or is busy with another card."""


class CardFailed(Exception):
    """The card could not be made, or not in time."""


@cache
def missing() -> tuple[str, ...]:
    """What this machine lacks to make a PDF; empty when it can."""
    lacking = [] if find_spec("weasyprint") else ["weasyprint"]
    return (*lacking, *(f"lib{name}" for name in LIBRARIES if find_library(name) is None))


def available() -> bool:
    """Whether cards can be made here."""
    return not missing()


def make_pdf(variants: list[str]) -> bytes:
    """The first of these pages of HTML that fits on one sheet, as a PDF; else the first sheet of the last one."""
    if not available() or not _one_at_a_time.acquire(timeout=PATIENCE):
        raise CardUnavailable
    try:
        done = subprocess.run(
            [sys.executable, "-m", "approaches.card.renderer"],
            input=json.dumps(variants).encode(),
            capture_output=True,
            timeout=TIMEOUT,
            cwd=settings.BASE_DIR,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        )
    except subprocess.TimeoutExpired as error:
        raise CardFailed("te traag") from error
    finally:
        _one_at_a_time.release()
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise CardFailed(f"afgebroken met {done.returncode}")
    return done.stdout
