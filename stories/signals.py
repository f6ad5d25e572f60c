"""What follows for what was told when its page changes in the admin, or its coalition goes on within another."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from coalitions.merging import coalition_merged
from coalitions.models import CoalitionPage
from stories.models import StoryPage
from stories.services.merging import follow_coalition
from stories.services.showing import follow_pages

__all__: list[str] = []


@receiver([page_published, page_unpublished], sender=StoryPage, dispatch_uid="stories.follow_page")
def follow(sender: type[StoryPage], instance: StoryPage, **kwargs: Any) -> None:
    """Its teller reads on the code page whether it stands there. Who was killed before that: the clock does it."""
    if instance.from_submission:
        transaction.on_commit(follow_pages)


@receiver(coalition_merged, dispatch_uid="stories.follow_coalition")
def go_along(source: CoalitionPage, target: CoalitionPage, **kwargs: Any) -> None:
    follow_coalition(source=source, target=target)
