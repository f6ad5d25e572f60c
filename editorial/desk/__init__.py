"""What waits for somebody: each a number, the first five with a link, and what to say when nothing waits."""

from editorial.desk.admin import admin_desk
from editorial.desk.editors import editors_desk
from editorial.desk.own import own_desk
from editorial.desk.waiting import Entry, Waiting

__all__ = ["Entry", "Waiting", "admin_desk", "editors_desk", "own_desk"]
