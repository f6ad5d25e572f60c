"""What `manage.py check` knows of keeping stories."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

__all__ = ["require_keys"]


@register(Tags.security, deploy=True)
def require_keys(**kwargs: Any) -> list[CheckMessage]:
    """A real site has keys of its own for what people tell: the one of the site may have to change."""
    return [
        Error(f"{name} ontbreekt: {what}.", hint="Zie .env.example.", id=f"stories.E00{number}")
        for number, (name, what) in enumerate(
            (
                ("STORY_KEYS", "verhalen van vertellers hangen dan aan SECRET_KEY"),
                ("STORY_HASH_KEY", "codes en de lijst van wat gewist is hangen dan aan SECRET_KEY"),
            ),
            start=1,
        )
        if not getattr(settings, name)
    ]
