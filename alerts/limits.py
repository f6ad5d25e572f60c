"""How often somebody may ask to keep a search, each limit with its reason. No address is kept (core.throttle)."""

from datetime import timedelta
from typing import Final

from core.throttle import Limit

__all__ = ["KEEP", "KEEP_ADDRESS"]

KEEP: Final = Limit("alerts-keep", 20, timedelta(hours=1))
"""Per network address: as many as one person may keep; a machine that tries other people's addresses stops here."""
KEEP_ADDRESS: Final = Limit("alerts-keep-address", 3, timedelta(hours=1))
"""Per mailbox: each is a mail to somebody who may not have asked for it."""
