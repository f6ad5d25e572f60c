"""What happens to the page of a told story in the admin, and what its submission says then."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from stories.models import StoryPage
from stories.services.showing import follow_pages

__all__: list[str] = []


@receiver([page_published, page_unpublished], sender=StoryPage, dispatch_uid="stories.follow_page")
def follow(sender: type[StoryPage], instance: StoryPage, **kwargs: Any) -> None:
    """Its teller reads on the code page whether it stands there. Who was killed before that: the clock does it."""
    if instance.from_submission:
        transaction.on_commit(follow_pages)
