"""The project's own mistakes, told by `manage.py check`."""


def connect() -> None:
    """Register the checks."""
