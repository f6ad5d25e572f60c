"""What is kept of a form that was sent, so that the same words by the same form count once."""

from functools import partial

from core import once
from stories.keeping.encryption import keyed_hash

__all__ = ["mark"]

mark = partial(once.mark, hashed=partial(keyed_hash, "form"))
"""As core.once has it, with the key of what people tell."""
