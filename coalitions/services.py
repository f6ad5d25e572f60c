"""Actions on coalitions: giving one its groups of users, and letting somebody in."""

from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from coalitions.comments import stop_following
from coalitions.models import CoalitionPage, CoalitionTeam, Invitation
from coalitions.roles import Role, coordinators, editors, members
from coalitions.submission import tell_of_orphan

__all__ = [
    "add_editor",
    "add_member",
    "close_every_way_in",
    "close_the_way_back",
    "close_the_ways_back",
    "ensure_group",
    "ensure_roles",
    "ensure_team",
    "look_after",
    "look_after_all",
    "remove_member",
    "remove_stray_teams",
]

GROUP_NAME_LENGTH = 150  # of Django's Group
COLLECTION_PREFIX = "Coalitie"


@transaction.atomic
def ensure_group(coalition: CoalitionPage) -> Group:
    """The group of coordinators of a coalition. It, the group of members and the collection are made if missing.

    Both groups have exactly the permissions of their role. Idempotent; all names follow the coalition's title.
    """
    return ensure_team(coalition).group


@transaction.atomic
def ensure_team(coalition: CoalitionPage) -> CoalitionTeam:
    """The team of a coalition, with all that belongs to it: see ensure_group."""
    team = CoalitionTeam.objects.select_related("group", "members_group", "collection").filter(coalition=coalition)
    found = team.first() or CoalitionTeam(coalition=coalition)
    leading = _named_group(found.group if found.group_id else None, f"{coordinators().name} {coalition.title}")
    writing = _named_group(found.members_group, f"{members().name} {coalition.title}")
    collection = _named_collection(found.collection, f"{COLLECTION_PREFIX} {coalition.title}")
    found.group, found.members_group, found.collection = leading, writing, collection
    found.save()
    _grant(leading, coordinators(), page=coalition, collection=collection)
    _grant(writing, members(), page=coalition, collection=collection)
    return found


@transaction.atomic
def add_member(coalition: CoalitionPage, user: User, *, as_coordinator: bool) -> None:
    """Let a user write for a coalition, as a coordinator or as a member; who was the other becomes this one.

    A coordinator who becomes a member invites nobody any more, and no open invitation makes them one again.
    """
    team = ensure_team(coalition)
    leading, writing = team.groups
    if not as_coordinator and leading.user_set.filter(pk=user.pk).exists():
        _end_invitations(coalition, Q(invited_by=user) | Q(email=user.email, as_coordinator=True))
    wanted, other = (leading, writing) if as_coordinator else (writing, leading)
    wanted.user_set.add(user)
    other.user_set.remove(user)
    look_after(team)


@transaction.atomic
def remove_member(coalition: CoalitionPage, user: User) -> None:
    """Take that away again; it holds from their next request on.

    What they wrote stays, and nothing of it stays locked by them. They get no mail about it any more. No open
    invitation brings them back, and nobody comes in by one that they sent.
    """
    team = ensure_team(coalition)
    _end_invitations(coalition, Q(invited_by=user) | Q(email=user.email))
    for group in team.groups:
        group.user_set.remove(user)
    _let_go(coalition, user)
    look_after(team)


@transaction.atomic
def close_the_way_back(user: User, groups: Iterable[int]) -> None:
    """Somebody was taken out of these groups, by whichever way: no open invitation to their team brings them back.

    Who only changed role is in the other group of the team by then.
    """
    teams = CoalitionTeam.objects.filter(Q(group__in=groups) | Q(members_group__in=groups))
    here = User.objects.filter(pk=user.pk)
    left = teams.exclude(Q(group__user__in=here) | Q(members_group__user__in=here))
    for coalition in CoalitionPage.objects.filter(pk__in=left.values("coalition")):
        _end_invitations(coalition, Q(email=user.email))


@transaction.atomic
def close_the_ways_back(group: Group) -> None:
    """The same for all in a group that is about to be emptied, except who stays in the team by its other group."""
    for team in CoalitionTeam.objects.filter(Q(group=group) | Q(members_group=group)).select_related("coalition"):
        other = team.members_group if team.group == group else team.group
        leaving = group.user_set.exclude(pk__in=other.user_set.values("pk")) if other else group.user_set.all()
        if team.coalition is not None:
            _end_invitations(team.coalition, Q(email__in=leaving.values("email")))


@transaction.atomic
def close_every_way_in(user: User) -> int:
    """Whoever lost their account or all groups joins nothing by an older invitation, also when they come back.

    How many ended.
    """
    return Invitation.objects.undecided().filter(email=user.email).update(revoked=timezone.now())


@transaction.atomic
def look_after(team: CoalitionTeam, *, now: datetime | None = None) -> bool:
    """Give a coalition whose last coordinator is gone to the editors, with a mail; and one whose last member is.

    Whether it was given just now. A team that nobody was in yet is none of their concern. Called whenever a team
    changes, and by a job for what happens elsewhere: an account that is closed or deleted.
    """
    if team.coalition is None:
        return False
    rows = CoalitionTeam.objects.filter(pk=team.pk)
    if _can_log_in(team.group):
        if not (team.led and team.has_people) or team.without_lead_since:
            rows.update(led=True, has_people=True, without_lead_since=None)
        return False
    writers = _can_log_in(team.members_group)
    if writers and not team.has_people:
        rows.update(has_people=True)
    # Conditional, so that of two who see it at once one sends the mail.
    lost = rows.filter(led=True) if writers else rows.filter(Q(led=True) | Q(has_people=True))
    since = Coalesce("without_lead_since", Value(now or timezone.now()))
    if not lost.update(led=False, has_people=writers, without_lead_since=since):
        return False
    tell_of_orphan(team.coalition, writers=writers)
    return True


def look_after_all() -> int:
    """The same for every team. How many coalitions were given to the editors."""
    teams = CoalitionTeam.objects.select_related("coalition", "group", "members_group")
    return sum(look_after(team) for team in teams.filter(coalition__isnull=False).order_by("pk"))


def _can_log_in(group: Group | None) -> bool:
    """Whether somebody in a group can."""
    return group is not None and group.user_set.filter(is_active=True).exists()


def _end_invitations(coalition: CoalitionPage, which: Q) -> None:
    """Take back those of these that were not decided on.

    Before somebody is taken out of a group: whoever accepts meanwhile is then in that group, or was too late.
    """
    coalition.invitations.undecided().filter(which).update(revoked=timezone.now())


def _let_go(coalition: CoalitionPage, user: User) -> None:
    """End what somebody had open below a coalition: locks, editing sessions, mails about comments."""
    below = Page.objects.descendant_of(coalition, inclusive=True)
    ids = list(below.values_list("pk", flat=True))
    below.filter(locked=True, locked_by=user).update(locked=False, locked_by=None, locked_at=None)
    EditingSession.objects.filter(user=user, object_id__in=[str(pk) for pk in ids]).delete()
    stop_following(below)


def add_editor(user: User) -> None:
    """Let a user write and publish everywhere, as the national editors do."""
    Group.objects.get(name=editors().name).user_set.add(user)


@transaction.atomic
def remove_stray_teams() -> int:
    """Remove the groups of coalitions that are gone, so that their members can't log into the admin any more.

    Returns of how many teams. Their collection stays: its pictures may be in use elsewhere.
    """
    stray = list(CoalitionTeam.objects.filter(coalition__isnull=True).values_list("group", "members_group"))
    Group.objects.filter(pk__in=[pk for pair in stray for pk in pair if pk]).delete()
    return len(stray)


@transaction.atomic
def ensure_roles() -> None:
    """Bring every group in line with data/roles.json; needs the root of the page tree and of the collections."""
    role = editors()
    group, _ = Group.objects.get_or_create(name=role.name)
    _grant(group, role, page=Page.get_first_root_node(), collection=Collection.get_first_root_node())
    remove_stray_teams()
    for coalition in CoalitionPage.objects.all():
        ensure_group(coalition)


def _grant(group: Group, role: Role, *, page: Page, collection: Collection) -> None:
    """Give a group exactly the permissions of a role, with pages below one page and files in one collection."""
    group.permissions.set(_permissions(role.permissions))
    page_permissions = _permissions([f"wagtailcore.{kind}_page" for kind in role.page])
    _set_rows(GroupPagePermission, group, "page_id", page.pk, page_permissions)
    _set_rows(GroupCollectionPermission, group, "collection_id", collection.pk, _permissions(role.collection))


def _set_rows(
    model: type[GroupPagePermission] | type[GroupCollectionPermission],
    group: Group,
    target: str,
    target_pk: int,
    permissions: Iterable[Permission],
) -> None:
    """Make the group's rows of one table exactly these permissions on one target."""
    wanted = {permission.pk for permission in permissions}
    rows = model.objects.filter(group=group)
    rows.exclude(**{target: target_pk, "permission__in": wanted}).delete()
    present = set(rows.values_list("permission_id", flat=True))
    model.objects.bulk_create(
        model(group=group, permission_id=pk, **{target: target_pk}) for pk in sorted(wanted - present)
    )


def _permissions(names: Iterable[str]) -> list[Permission]:
    """The permissions called "app_label.codename"; ValueError names those that no model declares."""
    wanted = {tuple(name.split(".", 1)) for name in names}
    found = _find(wanted)
    if len(found) < len(wanted):
        # Django makes permissions after `migrate`, app by app: in a fresh database some are not there yet.
        for label in {label for label, _ in wanted}:
            create_permissions(apps.get_app_config(label), verbosity=0)
        found = _find(wanted)
    if missing := wanted - found.keys():
        raise ValueError(f"onbekende rechten: {', '.join(sorted('.'.join(name) for name in missing))}")
    return list(found.values())


def _find(wanted: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], Permission]:
    if not wanted:
        return {}
    query = Q(pk__in=[])
    for label, codename in wanted:
        query |= Q(content_type__app_label=label, codename=codename)
    found = Permission.objects.filter(query).select_related("content_type")
    return {(permission.content_type.app_label, permission.codename): permission for permission in found}


def _named_group(group: Group | None, name: str) -> Group:
    """This group, or a new one, under this name."""
    free = _free_name(name, group)
    if group is None:
        return Group.objects.create(name=free)
    if group.name != free:
        group.name = free
        group.save()
    return group


def _named_collection(collection: Collection | None, name: str) -> Collection:
    """This collection, or a new one, under this name."""
    if collection is None:
        return Collection.get_first_root_node().add_child(name=name)
    if collection.name != name:
        collection.name = name
        collection.save()
    return collection


def _free_name(name: str, group: Group | None = None) -> str:
    """A name that no other group has: the name itself, or with a number behind it."""
    others = Group.objects.exclude(pk=group.pk) if group else Group.objects.all()
    base = name[: GROUP_NAME_LENGTH - 5]
    taken = set(others.filter(name__startswith=base).values_list("name", flat=True))
    candidates = [base, *(f"{base} {number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)
