"""Actions on coalitions: making one, giving it its group of users, and letting somebody in."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from coalitions.models import CoalitionIndexPage, CoalitionPage, CoalitionTeam
from coalitions.roles import Role, editors, members

__all__ = [
    "add_editor",
    "add_member",
    "create_coalition",
    "ensure_group",
    "ensure_roles",
    "remove_member",
    "remove_stray_teams",
]

GROUP_NAME_LENGTH = 150  # of Django's Group


@transaction.atomic
def create_coalition(*, title: str, index: CoalitionIndexPage | None = None, **fields: Any) -> CoalitionPage:
    """Make a coalition page below the index (there is one) and the group that writes for it."""
    parent = index or CoalitionIndexPage.objects.get()
    coalition: CoalitionPage = parent.add_child(instance=CoalitionPage(title=title, **fields))
    ensure_group(coalition)
    return coalition


@transaction.atomic
def ensure_group(coalition: CoalitionPage) -> Group:
    """The group of a coalition, made if there is none, with exactly the permissions of the role "members".

    Idempotent; the names of group and collection follow the title of the coalition.
    """
    role = members()
    name = f"{role.name} {coalition.title}"
    team = CoalitionTeam.objects.select_related("group", "collection").filter(coalition=coalition).first()
    if team is None:
        group = Group.objects.create(name=_free_name(name))
        team = CoalitionTeam.objects.create(coalition=coalition, group=group, collection=_new_collection(name))
    elif team.group.name != (free := _free_name(name, team.group)):
        team.group.name = free
        team.group.save()
    if team.collection is None:
        team.collection = _new_collection(name)
        team.save()
    _rename(team.collection, name)
    _grant(team.group, role, page=coalition, collection=team.collection)
    return team.group


def add_member(coalition: CoalitionPage, user: User) -> None:
    """Let a user write for a coalition; nothing changes when they do already."""
    ensure_group(coalition).user_set.add(user)


def remove_member(coalition: CoalitionPage, user: User) -> None:
    """Take that away again; it holds from their next request on."""
    ensure_group(coalition).user_set.remove(user)


def add_editor(user: User) -> None:
    """Let a user write and publish everywhere, as the national editors do."""
    Group.objects.get(name=editors().name).user_set.add(user)


@transaction.atomic
def remove_stray_teams() -> int:
    """Remove the groups of coalitions that are gone, so that their members can't log into the admin any more.

    Returns how many. Their collection stays: its pictures may be in use elsewhere.
    """
    groups = Group.objects.filter(coalition_team__coalition__isnull=True, coalition_team__isnull=False)
    count = groups.count()
    groups.delete()
    return count


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


def _new_collection(name: str) -> Collection:
    return Collection.get_first_root_node().add_child(name=name)


def _rename(collection: Collection, name: str) -> None:
    if collection.name != name:
        collection.name = name
        collection.save()


def _free_name(name: str, group: Group | None = None) -> str:
    """A name that no other group has: the name itself, or with a number behind it."""
    others = Group.objects.exclude(pk=group.pk) if group else Group.objects.all()
    base = name[: GROUP_NAME_LENGTH - 5]
    taken = set(others.filter(name__startswith=base).values_list("name", flat=True))
    candidates = [base, *(f"{base} {number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)
