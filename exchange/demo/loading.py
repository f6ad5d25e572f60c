"""Brings the examples onto the site: what is not there yet and was never there before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import transaction
from django.db.models import Model
from wagtail.models import Collection, Page

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionIndexPage, CoalitionPage, CoalitionTeam, NationalPage
from coalitions.services import add_editor, add_member, ensure_group
from core.models import PeopleInPicture, SiteImage
from exchange.demo.accounts import DEMO_ACCOUNTS, Account
from exchange.demo.building import Surroundings, build, fill
from exchange.demo.calendar import moments
from exchange.demo.files import BadDemoFile, DemoContent, DemoPage
from exchange.demo.marking import mark
from exchange.demo.states import State, ask_about, save_unpublished, state_of, submit
from exchange.models import DemoObject
from exchange.publishing import publish_new
from pages.models import HomePage
from places.models import Municipality
from stories.models import StoryIndexPage
from themes.models import Theme
from toolbox.models import Instrument

__all__ = ["LoadReport", "load_demo"]

CREDIT = "Tekening voor deze site"
# Of what belongs to no coalition.
_PARENTS: Mapping[str, type[Page]] = {
    "home": Page,
    "standard": HomePage,
    "coalition": CoalitionIndexPage,
    "story": StoryIndexPage,
    "approach": NationalPage,
    "knowledge": NationalPage,
}


@dataclass
class LoadReport:
    """How many objects were made, and why others were not, in Dutch."""

    made: int = 0
    skipped: list[str] = field(default_factory=list)


def load_demo(*, content: DemoContent, on_step: Callable[[str, int], None] = lambda title, total: None) -> LoadReport:
    """Make what was never made before; each page, picture and account in a transaction of its own.

    `on_step` is told the title of each object before it is made, and how many there are. What a user edited stays,
    what a user deleted stays away: a row in DemoObject says that it was made once.
    """
    known = dict(DemoObject.objects.values_list("key", "object_id"))
    pages = [page for page in content.all_pages if page.key not in known]
    accounts = [account for account in DEMO_ACCOUNTS if _key(account) not in known]
    report = LoadReport()
    if pages or accounts:
        loader = _Loader(content, known, report)
        for page in pages:
            on_step(page.values["title"], len(pages) + len(accounts))
            loader.page(page)
        for account in accounts:
            on_step(account.email, len(pages) + len(accounts))
            loader.account(account)
        for page in pages:
            loader.settle(page)
    return report


def _key(account: Account) -> str:
    return f"user:{account.email}"


class _Loader:
    """One run; knows what is there so far."""

    def __init__(self, content: DemoContent, known: dict[str, int], report: LoadReport) -> None:
        self.content, self.known, self.report = content, known, report
        self.moments = moments(content)
        self.approaches = {page.slug: page for page in ApproachPage.objects.filter(pk__in=known.values())}
        self.around = Surroundings(
            themes=Theme.objects.by_slug(),
            places={place.name: place for place in Municipality.objects.all()},
            approaches=self.approaches,
            instruments={instrument.slug: instrument for instrument in Instrument.objects.all()},
            picture=self.picture,
        )

    @transaction.atomic
    def page(self, described: DemoPage) -> None:
        """Make one page, or say why not."""
        parent = self._parent(described)
        existing = Page.objects.child_of(parent).filter(slug=described.slug).first() if parent else None
        if described.kind == "home":
            self._fill_site_page(HomePage.objects.first(), described)
        elif parent is None:
            self.report.skipped.append(f"{described.values['title']}: de pagina erboven is verwijderd")
        elif existing is None:
            self._make(described, parent)
        elif described.kind == "standard":
            self._fill_site_page(existing.specific, described)
        else:
            self.report.skipped.append(f"{described.values['title']}: er staat al een pagina op dit adres")

    def _make(self, described: DemoPage, parent: Page) -> None:
        page, state = build(described, self.around), state_of(described)
        if state.is_published:
            revision = publish_new(page, parent, at=self.moments[described.key])
        else:
            revision = save_unpublished(page, parent, state=state)
        self._remember(described.key, page, revision_id=revision.pk)
        if isinstance(page, CoalitionPage):
            ensure_group(page)
        if isinstance(page, ApproachPage):
            self.approaches[page.slug] = page

    @transaction.atomic
    def settle(self, described: DemoPage) -> None:
        """What somebody did with a page that was just made, which can only be told once the accounts are there."""
        page = Page.objects.filter(pk=self.known.get(described.key, 0)).specific().first()
        if page is not None and state_of(described) == State.WAITING and (user := self._writer(described)):
            submit(page, user)
            if (asks := self._editor()) is not None:
                ask_about(page, asks, user)
        if isinstance(page, ApproachPage) and (editor := self._editor()):
            mark(page, described, editor=editor, approaches=self.approaches)

    def _editor(self) -> User | None:
        emails = [one.email for one in DEMO_ACCOUNTS if one.role == "editor"]
        return User.objects.filter(email__in=emails).first()

    def _writer(self, described: DemoPage) -> User | None:
        """Who writes for the coalition of a page and may only submit; None if the demo has nobody there."""
        coalition = described.values.get("coalition", "")
        emails = [one.email for one in DEMO_ACCOUNTS if one.role == "member" and one.coalition == coalition]
        return User.objects.filter(email__in=emails).first()

    def _fill_site_page(self, page: Any, described: DemoPage) -> None:
        """Give a page that every site has the text of the demo, if nobody wrote in it yet."""
        if page is None or page.revisions.count() > 1 or page.revisions.filter(user__isnull=False).exists():
            self.report.skipped.append(f"{described.values['title']}: er is al in geschreven")
            return
        if not page.revisions.exists():
            page.save_revision()  # to go back to
        revision = fill(page, described, self.around).save_revision()
        revision.publish()
        self._remember(described.key, page, revision_id=revision.pk, found=True)

    def _parent(self, described: DemoPage) -> Page | None:
        """The page that it goes below; None when a user took that away."""
        if slug := described.values.get("coalition"):
            if not any(coalition.slug == slug for coalition in self.content.coalitions):
                raise BadDemoFile(f"{described.key}: coalitie {slug} bestaat niet")
            return self._coalition(slug)
        return _PARENTS[described.kind].objects.first()

    def _coalition(self, slug: str) -> CoalitionPage | None:
        """The coalition that was made from the file with this slug, if it is still there."""
        return CoalitionPage.objects.filter(pk=self.known.get(f"coalition:{slug}", 0)).first()

    def picture(self, described: DemoPage, name: str, alt: str) -> SiteImage | None:
        """The picture with this file name in the collection of the page's coalition; None if a user took it away."""
        coalition = described.values.get("coalition", "")
        key = f"picture:{coalition}/{name}"
        if key not in self.known:
            if name not in self.content.pictures:
                raise BadDemoFile(f"{described.key}: afbeelding {name} bestaat niet")
            with self.content.pictures[name].open("rb") as file:
                title = name.rsplit(".", 1)[0].capitalize()
                image = SiteImage(
                    title=title,
                    description=alt,
                    credit=CREDIT,
                    people=PeopleInPicture.NOBODY,  # all of them are drawn
                    collection=self._collection(coalition),
                )
                image.file.save(name, File(file), save=True)
            self._remember(key, image)
        return SiteImage.objects.filter(pk=self.known[key]).first()

    def _collection(self, coalition: str) -> Collection:
        team = CoalitionTeam.objects.filter(coalition=self.known.get(f"coalition:{coalition}")).first()
        return (team.collection if team else None) or Collection.get_first_root_node()

    @transaction.atomic
    def account(self, account: Account) -> None:
        """Make a login with its role, or say why not."""
        if User.objects.filter(email__iexact=account.email).exists():
            self.report.skipped.append(f"{account.email}: dit adres heeft al een account")
            return
        name: Mapping[str, Any] = {"first_name": account.first_name, "last_name": account.last_name}
        make = User.objects.create_superuser if account.role == "admin" else User.objects.create_user
        user = make(account.email, account.password, **name)
        if account.role == "editor":
            add_editor(user)
        if account.coalition and (coalition := self._coalition(account.coalition)):
            add_member(coalition, user, as_coordinator=account.role == "coordinator")
        self._remember(_key(account), user)

    def _remember(self, key: str, target: Model, *, revision_id: int | None = None, found: bool = False) -> None:
        content_type = ContentType.objects.get_for_model(Page if isinstance(target, Page) else target)
        DemoObject.objects.create(
            key=key, content_type=content_type, object_id=target.pk, revision_id=revision_id, found=found
        )
        self.known[key] = target.pk
        self.report.made += 1
