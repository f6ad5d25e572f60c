"""What `manage.py check` says about approaches."""

from typing import Any

from django.core.checks import Warning as CheckWarning
from django.core.checks import register

from approaches.card import engine

__all__ = ["card_can_be_made", "connect"]


def connect() -> None:
    """Register the checks."""
    register(card_can_be_made)


def card_can_be_made(app_configs: Any = None, **kwargs: Any) -> list[CheckWarning]:
    """approaches.W001: without Pango there is no PDF of an approach, and its page shows no button for it."""
    missing = engine.missing()
    if not missing:
        return []
    return [
        CheckWarning(
            f"De pdf-kaart van een aanpak kan niet gemaakt worden: {', '.join(missing)} ontbreekt.",
            hint="Op Debian of Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core",
            id="approaches.W001",
        )
    ]
