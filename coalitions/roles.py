"""The roles as data/roles.json describes them: what editors, and coordinators and members of a coalition, may do.

The file is the only place to change a role. `manage.py migrate` brings the groups in line with it.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Role", "coordinators", "editors", "members"]

_FILE = Path(__file__).parent / "data" / "roles.json"


@dataclass(frozen=True)
class Role:
    """What one kind of user may do: in general, with pages below one page, with files in one collection.

    `permissions` and `collection` are "app_label.codename"; `page` are Wagtail's page permission types.
    """

    name: str
    permissions: tuple[str, ...]
    page: tuple[str, ...]
    collection: tuple[str, ...]


def editors() -> Role:
    """Redactie: everything with pages, pictures and themes, everywhere."""
    return _roles()["editors"]


def coordinators() -> Role:
    """Who leads one coalition: writing and publishing below its page."""
    return _roles()["coordinators"]


def members() -> Role:
    """A member of one coalition: writing below its page and submitting it; publishing is for the coordinator."""
    return _roles()["members"]


@cache
def _roles() -> dict[str, Role]:
    described = json.loads(_FILE.read_text(encoding="utf-8"))
    return {
        key: Role(
            name=role["name"],
            permissions=tuple(role["permissions"]),
            page=tuple(role["page"]),
            collection=tuple(role["collection"]),
        )
        for key, role in described.items()
    }
