"""How often the doors for machines may be used, each limit with its reason.

Counted per network address, which may be a town hall full of colleagues; no address is kept (core.throttle).
"""

from datetime import timedelta
from typing import Final

from core.throttle import Limit

__all__ = ["CSV", "FEED", "JSON"]

CSV: Final = Limit("search-csv", 20, timedelta(minutes=10))
"""Twenty whole tables: who narrows a question step by step needs a few, and each costs up to twenty searches."""
FEED: Final = Limit("search-rss", 120, timedelta(minutes=10))
"""A reader of feeds asks each feed once in ten minutes at most; this is a department that follows a hundred."""
JSON: Final = Limit("search-json", 120, timedelta(minutes=1))
"""Two a second: a script that turns pages goes on, one that asks for everything at once waits."""
