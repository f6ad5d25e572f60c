"""How far an approach is, in a few words."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def maturity(display: Mapping[str, Any]) -> str:
    """Of what a document shows: "ingebed, sinds 2021"; "" for what doesn't say."""
    stage, started = str(display.get("maturity") or "").lower(), display.get("started")
    return f"{stage}, sinds {started}" if stage and started else stage
