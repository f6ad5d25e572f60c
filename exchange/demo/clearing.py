"""Takes the examples off the site again, and nothing that a user made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Collection, Comment, CommentReply, Page

from accounts.models import User
from coalitions.models import CoalitionTeam
from coalitions.services import remove_stray_teams
from core.models import SiteDocument, SiteImage
from exchange.models import DemoObject
from stories.models import StoryPage

__all__ = ["ClearReport", "clear_demo"]

OnStep = Callable[[str, int], None]


@dataclass
class ClearReport:
    """How many objects went, and why others stay, in Dutch."""

    removed: int = 0
    kept: list[str] = field(default_factory=list)


def clear_demo(*, force: bool = False, on_step: OnStep = lambda title, total: None) -> ClearReport:
    """Remove what load_demo made, each object in a transaction of its own.

    A page stays when a user edited it or wrote below it, unless `force`; a picture stays while a page shows it.
    """
    clearing = _Clearing(force, on_step)
    teams = CoalitionTeam.objects.filter(coalition__in=_ids("coalition"))
    collections = list(teams.values_list("collection", flat=True))
    clearing.pages()
    clearing.pictures()
    clearing.accounts()
    remove_stray_teams()
    _remove_empty(collections)
    return clearing.report


def _ids(kind: str) -> Iterable[int]:
    return DemoObject.objects.filter(key__startswith=f"{kind}:").values_list("object_id", flat=True)


class _Clearing:
    """One run."""

    def __init__(self, force: bool, on_step: OnStep) -> None:
        self.force, self.on_step, self.report = force, on_step, ClearReport()
        self.total = DemoObject.objects.count()

    def pages(self) -> None:
        """From the deepest up: what is left below a page then is not ours."""
        rows = {row.object_id: row for row in DemoObject.objects.filter(content_type=_type(Page))}
        there = Page.objects.filter(pk__in=rows).order_by("-depth", "path").values_list("pk", flat=True)
        for pk in list(there):
            self._page(rows.pop(pk))
        DemoObject.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()

    @transaction.atomic
    def _page(self, row: DemoObject) -> None:
        page = Page.objects.get(pk=row.object_id).specific
        self.on_step(page.title, self.total)
        edited = page.latest_revision_id != row.revision_id
        if row.found:
            if not edited and page.live:
                _go_back(page)
            row.delete()
        elif edited and not self.force:
            self._keep(page.title, "de pagina is bewerkt")
        elif StoryPage.objects.told_below(page).exists():
            self._keep(page.title, "er staan verhalen onder die mensen ons vertelden")
        elif page.numchild and not self.force:
            self._keep(page.title, "er staan pagina's onder")
        else:
            page.delete()
            row.delete()
            self.report.removed += 1

    def pictures(self) -> None:
        rows = {row.object_id: row for row in DemoObject.objects.filter(content_type=_type(SiteImage))}
        for image in SiteImage.objects.filter(pk__in=rows):
            self.on_step(image.title, self.total)
            self._picture(image, rows.pop(image.pk))
        DemoObject.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()

    @transaction.atomic
    def _picture(self, image: SiteImage, row: DemoObject) -> None:
        if image.get_usage().count():
            self._keep(image.title, "de afbeelding is in gebruik")
            return
        image.delete()
        row.delete()
        self.report.removed += 1

    def accounts(self) -> None:
        rows = {row.object_id: row for row in DemoObject.objects.filter(content_type=_type(User))}
        for user in User.objects.filter(pk__in=rows):
            self.on_step(user.email, self.total)
            self._account(user, rows.pop(user.pk))
        DemoObject.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()

    @transaction.atomic
    def _account(self, user: User, row: DemoObject) -> None:
        """Its password is public: it goes, or if comments would go with it, nobody can log in with it any more."""
        if Comment.objects.filter(user=user).exists() or CommentReply.objects.filter(user=user).exists():
            user.set_unusable_password()
            user.is_active = user.is_staff = user.is_superuser = False
            user.save()
            self._keep(user.email, "het account schreef opmerkingen; het is uitgezet")
        else:
            user.delete()
            self.report.removed += 1
        row.delete()

    def _keep(self, title: str, reason: str) -> None:
        self.report.kept.append(f"{title}: {reason}")


def _go_back(page: Page) -> None:
    """Give a page of the site its text of before; the demo's leaves its history too, so that it may come again."""
    before = page.revisions.earliest("created_at", "pk")
    before.publish()
    Page.objects.filter(pk=page.pk).update(latest_revision=before, has_unpublished_changes=False)
    page.revisions.exclude(pk=before.pk).delete()


def _type(model: type[Page] | type[SiteImage] | type[User]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def _remove_empty(collections: Iterable[int | None]) -> None:
    """Remove the collections of coalitions that are gone, unless something is still in them."""
    for collection in Collection.objects.filter(pk__in=[pk for pk in collections if pk], coalition_team__isnull=True):
        in_use = [model.objects.filter(collection=collection).exists() for model in (SiteImage, SiteDocument)]
        if not any(in_use) and not collection.numchild:
            collection.delete()
