"""What follows from a team that is deleted, by whatever way."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import post_delete
from django.dispatch import receiver

from coalitions.models import CoalitionTeam

__all__: list[str] = []


@receiver(post_delete, sender=CoalitionTeam)
def delete_its_groups(instance: CoalitionTeam, **kwargs: Any) -> None:
    """A group without its team would keep its rights, and its users would count as more than members."""
    Group.objects.filter(pk__in=[pk for pk in (instance.group_id, instance.members_group_id) if pk]).delete()
