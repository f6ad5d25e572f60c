"""Whether a site is somebody's: the examples, and accounts whose passwords anybody can read, must never come there."""

from typing import Final

from django.db import connection
from django.db.models import Model

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from exchange.models import DemoObject
from pages.models import KnowledgePage
from stories.models import StoryPage, Submission

__all__ = ["SOMEBODYS", "is_somebodys"]

SOMEBODYS: Final = (
    "Op deze site staan al accounts of bladzijden die geen voorbeeld zijn, dus hier komen geen voorbeelden: de "
    "wachtwoorden van hun accounts zijn openbaar. Geef de demo een eigen database: laat DATABASE_URL weg, of kies "
    "met VAR_DIR een lege map."
)
MADE_BY_PEOPLE: Final[tuple[type[Model], ...]] = (
    User,
    CoalitionPage,
    ApproachPage,
    KnowledgePage,
    StoryPage,
    Submission,
)
"""What no migration and no file of the country makes."""


def is_somebodys() -> bool:
    """Whether there are accounts or content here and the demo was never loaded; a query per kind at most.

    What people do on a site of the demo is theirs and stays, but the site goes on being a demo. Works before
    `migrate` too: asks only tables that there are, and of those only whether they are empty.
    """
    tables = set(connection.introspection.table_names())
    if DemoObject._meta.db_table in tables and DemoObject.objects.exists():
        return False
    return any(kind._meta.db_table in tables and kind._default_manager.exists() for kind in MADE_BY_PEOPLE)
