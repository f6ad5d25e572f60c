"""What follows from a team that is deleted and from a page that is submitted, decided on or moved, by whatever way."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, WorkflowState
from wagtail.signals import (
    page_published,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from accounts.models import User
from coalitions import services, submission
from coalitions.comments import stop_following
from coalitions.models import CoalitionPage, CoalitionTeam
from coalitions.publication import PublicationTaskState

__all__: list[str] = []


@receiver(post_delete, sender=CoalitionTeam)
def delete_its_groups(instance: CoalitionTeam, **kwargs: Any) -> None:
    """A group without its team would keep its rights, and its users would count as more than members."""
    Group.objects.filter(pk__in=[pk for pk in (instance.group_id, instance.members_group_id) if pk]).delete()


@receiver(m2m_changed, sender=User.groups.through)
def close_the_way_back(instance: User | Group, action: str, pk_set: set[int] | None, **kwargs: Any) -> None:
    """In the settings of users somebody is taken out of groups without a word to the team."""
    if action == "post_clear" and isinstance(instance, User):
        services.close_every_way_in(instance)
    if action == "pre_clear" and isinstance(instance, Group):
        services.close_the_ways_back(instance)
    if action != "post_remove" or not pk_set:
        return
    if isinstance(instance, User):
        services.close_the_way_back(instance, pk_set)
        return
    for user in User.objects.filter(pk__in=pk_set):
        services.close_the_way_back(user, [instance.pk])


@receiver(post_save, sender=User)
def close_every_way_in(instance: User, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """So is an account closed."""
    if not (instance.is_active or created or raw):
        services.close_every_way_in(instance)


@receiver(page_published, sender=CoalitionPage)
def follow_its_title(instance: CoalitionPage, **kwargs: Any) -> None:
    """Groups and collection are called after their coalition."""
    services.ensure_group(instance)


@receiver(task_submitted, sender=PublicationTaskState)
def give_to_who_decides(instance: PublicationTaskState, user: User | None = None, **kwargs: Any) -> None:
    submission.reassign(Page.objects.get(pk=instance.workflow_state.object_id))
    submission.tell_submitted(PublicationTaskState.objects.get(pk=instance.pk), user)


@receiver(workflow_approved, sender=WorkflowState)
def tell_of_yes(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    submission.tell_approved(instance, user)


@receiver(workflow_rejected, sender=WorkflowState)
def tell_of_changes(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    submission.tell_rejected(instance, user)


@receiver(workflow_cancelled, sender=WorkflowState)
def tell_of_publishing(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    submission.tell_published_past_it(instance, user)


@receiver(post_page_move)
def give_to_who_decides_there(instance: Page, **kwargs: Any) -> None:
    submission.reassign(Page.objects.get(pk=instance.pk))


@receiver(post_page_move)
def keep_comments_here(instance: Page, **kwargs: Any) -> None:
    """Whose coalition it was hears no more of what is said about it."""
    stop_following(Page.objects.descendant_of(Page.objects.get(pk=instance.pk), inclusive=True))
