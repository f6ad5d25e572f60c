"""Who writes for which coalition, read from groups and permissions."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.text import get_text_list
from wagtail.models import GroupPagePermission

from accounts.models import User
from coalitions.models import CoalitionPage
from coalitions.permissions import is_editor
from coalitions.querysets import COALITION_PATH_LENGTH, CoalitionQuerySet

__all__ = [
    "Person",
    "coalitions_of",
    "is_coordinator",
    "is_only_member",
    "leads",
    "manages_team",
    "team_of",
    "who_leads_without",
    "works_for",
]

_ANSWER = "_is_only_member"
_LEADING, _WRITING = "_leading_paths", "_writing_paths"
Somebody = User | AnonymousUser


@dataclass(frozen=True)
class Person:
    """Somebody in a team, and whether they lead it."""

    user: User
    leads: bool


def coalitions_of(user: Somebody) -> list[CoalitionPage]:
    """The coalitions that a user writes for, by title. One query."""
    return list(CoalitionPage.objects.of_member(user))


def team_of(coalition: CoalitionPage) -> list[Person]:
    """Who writes for a coalition: coordinators first, then by name. Two queries."""
    leading = User.objects.filter(groups__coalition_team__coalition=coalition)
    writing = User.objects.filter(groups__members_of_team__coalition=coalition)
    people = [Person(user, leads=True) for user in leading] + [Person(user, leads=False) for user in writing]
    return sorted(people, key=lambda person: (not person.leads, str(person.user).lower()))


def is_coordinator(user: Somebody, coalition: CoalitionPage) -> bool:
    """Whether a user is a coordinator of this coalition; what editors may do is another question. One query."""
    return user.is_active and CoalitionPage.objects.of_coordinator(user).filter(pk=coalition.pk).exists()


def leads(user: Somebody, path: str) -> bool:
    """Whether a user is a coordinator of the coalition that a tree path lies in. One query for all paths."""
    return path[:COALITION_PATH_LENGTH] in _remembered(user, _LEADING, CoalitionPage.objects.of_coordinator)


def works_for(user: Somebody, path: str) -> bool:
    """Whether a user is in the team of the coalition that a tree path lies in. One query for all paths."""
    return path[:COALITION_PATH_LENGTH] in _remembered(user, _WRITING, CoalitionPage.objects.of_member)


def who_leads_without(user: User) -> str:
    """Which coalitions lose their last coordinator with a user, in a sentence; "" when none does. One query."""
    titles = [coalition.title for coalition in CoalitionPage.objects.only_led_by(user)]
    if not titles:
        return ""
    return (
        f"{user} is de enige coördinator van {get_text_list(titles, 'en')}. "
        "Daarna leidt niemand dat team; de redactie zorgt ervoor, tot er een nieuwe coördinator is."
    )


def manages_team(user: Somebody, coalition: CoalitionPage) -> bool:
    """Whether a user decides who is in the team of a coalition: its coordinators do, and the editors."""
    return is_coordinator(user, coalition) or is_editor(user)


def is_only_member(user: Somebody) -> bool:
    """Whether a user works in coalitions and nowhere else: no editor, no administrator. One query at most.

    Kept on the user, as Django keeps permissions there: every part of a screen of the admin asks, and each request
    has a user of its own.
    """
    if not user.is_active or user.is_superuser:
        return False
    answer: bool | None = getattr(user, _ANSWER, None)
    if answer is None:
        answer = _works_in_coalitions_only(user)
        setattr(user, _ANSWER, answer)
    return answer


def _remembered(user: Somebody, name: str, theirs: Callable[[Somebody], CoalitionQuerySet]) -> frozenset[str]:
    """The tree paths of somebody's coalitions, kept on the user like whether they work in coalitions only."""
    paths: frozenset[str] | None = getattr(user, name, None)
    if paths is None:
        paths = frozenset(theirs(user).order_by().values_list("path", flat=True))
        setattr(user, name, paths)
    return paths


def _works_in_coalitions_only(user: Somebody) -> bool:
    # All rows, a handful, and not whether there is one of each kind: that would be two questions.
    rows = GroupPagePermission.objects.filter(group__user=user.pk).order_by()
    teams = rows.values_list("group__coalition_team", "group__members_of_team")
    found = [leading is not None or writing is not None for leading, writing in teams]
    return bool(found) and all(found)
