"""What is kept of a form that was sent, so that the same words by the same form count once."""

from uuid import UUID

from stories.keeping.encryption import keyed_hash

__all__ = ["mark"]


def mark(form: str, *said: object) -> UUID | None:
    """For a column that is unique; None for a form without a mark of its own (core.once).

    With what was said: who goes back in the browser, writes something else and sends that, says something else.
    """
    return UUID(keyed_hash("form", "\0".join([form, *(str(each) for each in said)]))[:32]) if form else None
