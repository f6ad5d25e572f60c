"""Takes away in peace what coalitions share, all at once: the drill must see a worker that doesn't tell the engine.

While the writers are busy it may go unseen: what they take away was often not sent yet, or comes back.
"""

from django.db import transaction
from wagtail.models import PageViewRestriction

from coalitions.models import CoalitionIndexPage


@transaction.atomic
def main() -> None:
    """Put the page under which coalitions and approaches stand behind a login."""
    page = CoalitionIndexPage.objects.get()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
