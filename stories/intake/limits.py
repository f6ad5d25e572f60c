"""How often something may happen in the intake. Addresses are counted as keyed hashes of a day (core.throttle)."""

from datetime import timedelta
from typing import Final

from core.throttle import Limit

__all__ = ["MAILS", "MAILS_IN_ALL", "PICTURES", "POSTS", "SAVES", "STARTS", "STARTS_IN_ALL"]

POSTS: Final = Limit("stories.posts", 300, timedelta(minutes=1))
"""Per network address. A page that saves itself does so six times a minute: fifty people can write at once behind one
address, a class or a shelter."""
SAVES: Final = Limit("stories.saves", 30, timedelta(minutes=1))
"""Per story: six times by the clock, the rest by hand."""
STARTS: Final = Limit("stories.starts", 60, timedelta(minutes=10))
"""New stories per network address: a focus group of thirty, twice."""
STARTS_IN_ALL: Final = Limit("stories.starts.all", 60, timedelta(minutes=1))
"""New stories in all, of browsers that didn't do the sum (stories.intake.robots). More than the whole country tells;
it bounds what five hundred addresses can fill together, while browsers with a script go on."""
PICTURES: Final = Limit("stories.pictures", 20, timedelta(minutes=10))
"""Per network address: making a picture anew takes seconds."""
MAILS: Final = Limit("stories.mails", 5, timedelta(hours=1))
"""Receipts by mail, per network address."""
MAILS_IN_ALL: Final = Limit("stories.mails.all", 200, timedelta(hours=1))
"""Receipts by mail in all: nobody uses the site to fill mailboxes."""
