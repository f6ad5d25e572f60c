"""The addresses of static files: each worked out once per process. A page of results has fifty icons."""

from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

__all__ = ["HashedFiles", "PlainFiles"]


class _KeptAddresses:
    """Remembers addresses: they change with a deploy, which begins new processes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str | None, str] = {}

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        """The address of a file by its name."""
        if args or kwargs:
            return self._address(name, *args, **kwargs)
        if name not in self._addresses:
            self._addresses[name] = self._address(name)
        return self._addresses[name]

    def _address(self, *args: Any, **kwargs: Any) -> str:
        found: str = super().url(*args, **kwargs)  # type: ignore[misc]
        return found


class PlainFiles(_KeptAddresses, StaticFilesStorage):
    """For one's own machine."""


class HashedFiles(_KeptAddresses, CompressedManifestStaticFilesStorage):
    """For a real site: compressed, with what is in a file in its name."""
