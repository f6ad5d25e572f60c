"""The way back from a theme that was changed on many pages: for who did it, in the same session, for an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from editorial.services import ThemeChange, Touched

__all__ = ["Undo", "forget", "offered", "remember"]

KEY: Final = "editorial_theme_undo"
VALID: Final = timedelta(hours=1)
"""Long enough to look at the pages; later others may have worked on with them."""


@dataclass(frozen=True)
class Undo:
    """What can be undone: the theme with these pages of a list, which got it (`added`) or lost it."""

    kind: str
    theme: int
    name: str
    added: bool
    pages: tuple[Touched, ...]


def remember(session: SessionBase, *, kind: str, change: ThemeChange, now: datetime | None = None) -> None:
    """Keep what was just done, instead of what was done before."""
    session[KEY] = {
        "kind": kind,
        "theme": change.theme.pk,
        "name": change.theme.name,
        "added": change.adds,
        "pages": [list(page) for page in change.touched],
        "until": ((now or timezone.now()) + VALID).timestamp(),
    }


def offered(session: SessionBase, now: datetime | None = None) -> Undo | None:
    """What can be undone now; None when there is nothing, or it is too long ago."""
    kept: dict[str, Any] | None = session.get(KEY)
    if kept is None or (now or timezone.now()).timestamp() >= kept["until"]:
        return None
    pages = tuple(Touched(*page) for page in kept["pages"])
    return Undo(kept["kind"], kept["theme"], kept["name"], kept["added"], pages)


def forget(session: SessionBase) -> None:
    """It was undone, or no longer can be."""
    session.pop(KEY, None)
