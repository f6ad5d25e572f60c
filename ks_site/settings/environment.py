"""Reads settings from the environment; what can't be one is named in one Dutch line."""

import re
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

__all__ = ["Environment"]

_DATABASES = ("postgres", "postgresql", "sqlite")
# Names of indexes begin with it: what OpenSearch takes as one.
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


class Environment(environ.Env):
    """What django-environ reads, with the name of the setting in what it refuses."""

    def count(self, name: str, default: int) -> int:
        """A whole number from 1 on."""
        text = self.str(name, default=str(default)).strip()
        if not text.isdecimal() or int(text) < 1:
            raise ImproperlyConfigured(f"{name} moet een geheel getal vanaf 1 zijn, niet {text!r}.")
        return int(text)

    def index_prefix(self, name: str, default: str) -> str:
        """What names of indexes begin with."""
        text = self.str(name, default=default)
        if not _PREFIX.fullmatch(text):
            raise ImproperlyConfigured(f"{name} mag alleen kleine letters, cijfers, - en _ hebben, niet {text!r}.")
        return text

    def database(self, name: str, default: str) -> dict[str, Any]:
        """Where the database is. The address may hold a password, so what is wrong is told without it."""
        wrong = ImproperlyConfigured(f"{name} is geen adres van een database: postgres://... of sqlite:///...")
        if self.str(name, default=default).partition(":")[0] not in _DATABASES:
            raise wrong
        try:
            return dict(self.db(name, default=default))
        except (ValueError, KeyError, ImproperlyConfigured):
            raise wrong from None

    def mail(self, name: str, default: str) -> dict[str, Any]:
        """Where mail goes; as `database`."""
        try:
            return dict(self.email_url(name, default=default))
        except (ValueError, KeyError, ImproperlyConfigured):
            raise ImproperlyConfigured(f"{name} is geen adres van een mailserver: smtp+tls://...:587") from None
