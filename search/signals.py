"""Every signal that changes the index, in one file."""


def connect() -> None:
    """Listen; filled in with the outbox."""
