"""A coalition that goes on within another: its pages, people and pictures move there, and its address leads there."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from coalitions.membership import is_coordinator, team_of
from coalitions.models import CoalitionPage, CoalitionTeam
from coalitions.services import add_member, ensure_team
from core.models import SiteDocument, SiteImage

__all__ = ["Merged", "SeenByOthers", "check_access", "coalition_merged", "merge_coalitions"]

coalition_merged = Signal()
"""Sent in the transaction, with `source` and `target`, when all of here has moved: for what higher apps keep of a
coalition."""


class SeenByOthers(ValueError):
    """Not the same people see both coalitions: what moved would be shown to more of them, or to fewer."""


@dataclass(frozen=True)
class Merged:
    """How much went along."""

    pages: int
    people: int
    files: int
    municipalities: int


@transaction.atomic
def merge_coalitions(*, source: CoalitionPage, target: CoalitionPage, by: User | None = None) -> Merged:
    """Move all that a coalition has to another one. ValueError when both are the same; SeenByOthers.

    Pages keep their history; Wagtail leaves a redirect at every old address and the index follows the moves. Who
    led the one leads the other, and the target works in the municipalities of both. What remains of the source is
    its own page, unpublished, without a team.
    """
    if source.pk == target.pk:
        raise ValueError("een coalitie kan niet met zichzelf worden samengevoegd")
    check_access(source, target)
    address = Redirect.normalise_path(source.url) if source.url else ""
    files = _move_files(source, target)
    people = _move_people(source, target)  # before the pages: who follows one goes on following it
    pages = _move_pages(source, target, by)
    municipalities = _add_places(source, target)
    source = CoalitionPage.objects.get(pk=source.pk)
    coalition_merged.send(sender=CoalitionPage, source=source, target=target)
    if source.live:
        source.unpublish(user=by)
    if address:
        Redirect.objects.update_or_create(old_path=address, site=None, defaults={"redirect_page": target})
    return Merged(pages=pages, people=people, files=files, municipalities=municipalities)


def check_access(source: CoalitionPage, target: CoalitionPage) -> None:
    """SeenByOthers when a page would be open, or closed, to somebody for whom it wasn't: that is decided by itself."""
    if _restrictions(source) != _restrictions(target):
        raise SeenByOthers


def _restrictions(coalition: CoalitionPage) -> set[tuple[str, str, frozenset[int]]]:
    """What holds for all below a coalition, by it or by a page above it."""
    found = coalition.get_view_restrictions().prefetch_related("groups")
    return {
        (each.restriction_type, each.password, frozenset(group.pk for group in each.groups.all())) for each in found
    }


def _move_pages(source: CoalitionPage, target: CoalitionPage, by: User | None) -> int:
    """Each child with all below it; one whose last step is taken there gets a free one first."""
    children = list(source.get_children().order_by("path").values_list("pk", flat=True))
    for pk in children:
        parent = Page.objects.get(pk=target.pk)
        page = Page.objects.get(pk=pk).specific
        free = find_available_slug(parent, page.slug, ignore_page_id=page.pk)
        if free != page.slug:
            page.slug = free
            page.save(clean=False, update_fields=["slug", "url_path"])
            if page.latest_revision:
                page.latest_revision.content["slug"] = free
                page.latest_revision.save(update_fields=["content"])
        page.move(parent, pos="last-child", user=by)
    return len(children)


def _move_files(source: CoalitionPage, target: CoalitionPage) -> int:
    before, after = ensure_team(source).collection, ensure_team(target).collection
    models = (SiteImage, SiteDocument)
    return sum(model.objects.filter(collection=before).update(collection=after) for model in models)


def _move_people(source: CoalitionPage, target: CoalitionPage) -> int:
    """Nobody loses a role that they had in the target; open invitations to the source end."""
    people = team_of(source)
    for person in people:
        if not is_coordinator(person.user, target):
            add_member(target, person.user, as_coordinator=person.leads)
    _keep_doors_open(source, target)
    CoalitionTeam.objects.filter(coalition=source).delete()
    source.invitations.undecided().delete()
    return len(people)


def _keep_doors_open(source: CoalitionPage, target: CoalitionPage) -> None:
    """What only the team of the source sees is for the same role in the target: a group that goes takes its name off
    the door, and a page for no group is for nobody."""
    for before, after in zip(ensure_team(source).groups, ensure_team(target).groups, strict=True):
        for restriction in PageViewRestriction.objects.filter(groups=before):
            restriction.groups.add(after)


def _add_places(source: CoalitionPage, target: CoalitionPage) -> int:
    """The target works where the source did too, on the site and in drafts: publishing one must not undo it."""
    onto: Any = CoalitionPage.objects.get(pk=target.pk)  # as it is after the pages moved
    there = {municipality.pk for municipality in onto.municipalities.all()}
    added = [municipality for municipality in source.municipalities.all() if municipality.pk not in there]
    if not added:
        return 0
    drafts = onto.revisions.filter(Q(pk=onto.latest_revision_id) | Q(approved_go_live_at__isnull=False))
    for draft in drafts:
        drafted = draft.content.get("municipalities", [])
        draft.content["municipalities"] = list(dict.fromkeys([*drafted, *(place.pk for place in added)]))
        draft.save(update_fields=["content"])
    onto.municipalities.add(*added)
    onto.save(clean=False)
    return len(added)
