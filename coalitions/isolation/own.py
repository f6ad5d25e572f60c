"""What is somebody's own, and what they may choose of others: for who works in coalitions only."""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import Group
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from accounts.models import User
from coalitions.membership import coalitions_of
from coalitions.models import CoalitionPage
from core.models import BasePageQuerySet

__all__ = ["choosable_pages", "colleagues_of", "files_of", "groups_of", "own_pages", "reachable_pages"]


def own_pages(user: User) -> PageQuerySet:
    """The pages of somebody's coalitions, these included. One query more for the coalitions."""
    return BasePageQuerySet(Page).filter(_below(_paths_of(user)))


def choosable_pages(user: User) -> PageQuerySet:
    """What somebody may link to: their own pages, and what everybody can see."""
    return BasePageQuerySet(Page).filter(_choosable(_paths_of(user)))


def reachable_pages(user: User) -> PageQuerySet:
    """What somebody may choose, and the pages above their own: the way along which a chooser is browsed."""
    own = _paths_of(user)
    above = {path[:end] for path in own for end in range(Page.steplen, len(path), Page.steplen)}
    return BasePageQuerySet(Page).filter(_choosable(own) | Q(path__in=above))


def files_of(user: User, model: type[Model], ids: Collection[str] | None = None) -> QuerySet:
    """The pictures or documents that somebody may choose or change, of these ids or all."""
    policy = policy_registry.get_by_type(model)
    files: QuerySet = policy.instances_user_has_any_permission_for(user, ["choose", "change", "delete"])
    return files if ids is None else files.filter(pk__in=ids)


def colleagues_of(user: User) -> QuerySet[User]:
    """Those who write for the same coalitions as somebody, as coordinators or as members."""
    return User.objects.filter(Q(groups__in=groups_of(user)) | Q(pk=user.pk)).distinct()


def groups_of(user: User) -> QuerySet[Group]:
    """The groups of somebody's coalitions: coordinators and members."""
    coalitions = coalitions_of(user)
    return Group.objects.filter(
        Q(coalition_team__coalition__in=coalitions) | Q(members_of_team__coalition__in=coalitions)
    )


def _paths_of(user: User) -> list[str]:
    # Their places in the tree only: many requests ask this, and a whole page takes Django several times as long.
    return list(CoalitionPage.objects.of_member(user).values_list("path", flat=True))


def _choosable(own: Iterable[str]) -> Q:
    public = Q(pk__in=BasePageQuerySet(Page).public().order_by().values("pk"))
    # The root is nobody's page, and the choosers break on it.
    return Q(depth__gt=1) & (_below(own) | public)


def _below(paths: Iterable[str]) -> Q:
    found = Q(pk__in=())
    for path in paths:
        found |= Q(path__startswith=path)
    return found
