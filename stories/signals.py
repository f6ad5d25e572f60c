"""What follows for what was told when its page changes or moves, or its coalition goes on within another."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, pre_page_move

from coalitions.merging import coalition_merged
from coalitions.models import CoalitionPage
from stories.asking import PlaceRefused
from stories.models import StoryPage, Submission
from stories.services.merging import follow_coalition
from stories.services.showing import follow_pages

__all__: list[str] = []


@receiver([page_published, page_unpublished], sender=StoryPage, dispatch_uid="stories.follow_page")
def follow(sender: type[StoryPage], instance: StoryPage, **kwargs: Any) -> None:
    """Its teller reads on the code page whether it stands there. Who was killed before that: the clock does it."""
    if instance.from_submission:
        transaction.on_commit(follow_pages)


@receiver(pre_page_move, sender=StoryPage, dispatch_uid="stories.refuse_place")
def refuse_place(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Raise PlaceRefused, whoever moves it, by whichever way. Below a coalition already it tells no more than it did:
    coalitions that are merged aren't held up."""
    if issubclass(parent_page_before.specific_class, CoalitionPage):
        return
    told = Submission.objects.without_words().filter(page=instance.pk).first()
    if told is not None and not told.may_stand_below(parent_page_after):
        raise PlaceRefused(instance)


@receiver(coalition_merged, dispatch_uid="stories.follow_coalition")
def go_along(source: CoalitionPage, target: CoalitionPage, **kwargs: Any) -> None:
    follow_coalition(source=source, target=target)
