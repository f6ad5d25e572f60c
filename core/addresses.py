"""Addresses of the web that somebody filled in: what a database keeps of them, and how a reader is told of one."""

from urllib.parse import urlsplit

from django.db.models import CheckConstraint, Q

__all__ = ["host", "on_the_web"]


def on_the_web(field: str, name: str, *, required: bool = False) -> CheckConstraint:
    """The constraint, called `name`, that a field is a web address or (not `required`) empty: never "javascript:"."""
    address = Q(**{f"{field}__startswith": "https://"}) | Q(**{f"{field}__startswith": "http://"})
    return CheckConstraint(condition=address if required else Q(**{field: ""}) | address, name=name)


def host(url: str) -> str:
    """Where an address leads, in short: "rivm.nl"; "" without one."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
