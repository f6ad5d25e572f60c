#!/usr/bin/env python
"""The door to all commands of the site."""

import io
import os
import sys
from pathlib import Path

import environ
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command; settings that can't be right are one line, not a traceback."""
    # Which settings these are may stand in .env too: on a real site the command must take those of its web server.
    environ.Env.read_env(Path(__file__).with_name(".env"), overwrite=False)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ks_site.settings.dev")
    _print_whatever_there_is_to_say()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if settings.configured:
            raise
        sys.exit(f"De instellingen kloppen niet. {error}")


def _print_whatever_there_is_to_say() -> None:
    """On a terminal or in a file that takes few letters the others are question marks, and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
