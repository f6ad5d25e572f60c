#!/usr/bin/env python
"""The door to all commands of the site."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command; settings that can't be right are one line, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ks_site.settings.dev")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if settings.configured:
            raise
        sys.exit(f"De instellingen kloppen niet. {error}")


if __name__ == "__main__":
    main()
