"""Rules about themes: functions over values, without the database."""

import hashlib
import json
from collections.abc import Mapping


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that have something on them, trimmed, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def fingerprint(values: Mapping[str, str | int | bool]) -> str:
    """A hash (SHA-256, hex) that is the same exactly when the values are."""
    return hashlib.sha256(json.dumps(dict(values), sort_keys=True).encode()).hexdigest()
