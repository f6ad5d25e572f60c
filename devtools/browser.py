"""Finds the browser that the tests drive."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# The browser reports to nobody and asks nobody: a test of "no request to another host" sees ours only.
QUIET = ("--disable-quic", "--disable-background-networking")
# Chromium's sandbox refuses to run as root, and /dev/shm of a container is too small for it.
AS_ROOT = ("--no-sandbox", "--disable-dev-shm-usage")


def installed_browser() -> Path | None:
    """A Chromium or Chrome of this machine, or None."""
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next((Path(path) for path in APPLICATIONS if Path(path).exists()), None)


def launch_arguments() -> list[str]:
    """The command line options that every browser of the tests gets."""
    return [*QUIET, *(AS_ROOT if os.geteuid() == 0 else ())]


def playwright_browser() -> Path | None:
    """The Chromium that Playwright downloaded for itself, or None."""
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None
