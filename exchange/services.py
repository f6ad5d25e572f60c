"""Taking one line of an import over: what it comes down to first, then in one transaction."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list, slugify
from wagtail.models import Page, Revision

from approaches.models import ApproachPage
from exchange.erased import erased_before, is_erased
from exchange.faults import Fault, Notice, quoted
from exchange.models import ImportedPage
from exchange.publishing import publish_new
from exchange.reference import Parent, Reference
from exchange.rules import APPROACH, PAGE, STORY, ImportItem
from exchange.summary import Outcome
from pages.models import KnowledgePage
from places.models import Municipality
from stories.models import StoryPage
from themes.models import FormerTag, Theme

__all__ = ["Importer", "Taken"]

Imported = ApproachPage | StoryPage | KnowledgePage

_MODELS: dict[str, type[Any]] = {APPROACH: ApproachPage, STORY: StoryPage, PAGE: KnowledgePage}
_BODY = {APPROACH: "what_we_do", STORY: "body", PAGE: "body"}
_LONGEST_SLUG = 60
# Another import beside this one takes the same id or place in the tree: look again, as often as that is likely.
_ATTEMPTS = 4


@dataclass(frozen=True)
class Taken:
    """That a line was (or in a dry run: would be) taken over."""

    outcome: Outcome
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class _Plan:
    """What a line comes down to, before anything is written."""

    item: ImportItem
    outcome: Outcome
    known: ImportedPage | None
    parent: Parent
    themes: tuple[Theme, ...]
    tags: tuple[str, ...]
    municipalities: tuple[Municipality, ...]
    notices: tuple[Notice, ...]


class Importer:
    """Takes lines over, one at a time. A dry run says the same and writes nothing."""

    def __init__(self, reference: Reference, *, dry_run: bool = False, erased: frozenset[str] | None = None) -> None:
        """`erased`: what may not come back; by default what the list of erasures says. DamagedList, OSError."""
        self.reference = reference
        self.dry_run = dry_run
        self._erased = erased_before() if erased is None else erased

    def take(self, item: ImportItem) -> Taken | list[Fault]:
        """Take a line over wholly or not at all; a list of faults when it can't be."""
        for _attempt in range(_ATTEMPTS):
            plan = self._plan(item)
            if isinstance(plan, Fault):
                return [plan]
            try:
                if plan.outcome is not Outcome.UNCHANGED:
                    self._write(plan)
                return Taken(plan.outcome, plan.notices)
            except ValidationError as error:
                if set(error.message_dict) == {"slug"}:  # ours, so another import took it since we looked
                    continue
                return [Fault(item.line, name, " ".join(said)) for name, said in error.message_dict.items()]
            except (IntegrityError, ImportedPage.DoesNotExist):
                continue
            except OperationalError as error:
                return [Fault(item.line, "", f"de database nam de regel niet aan: {error}")]
        return [Fault(item.line, "", "iets anders schrijft steeds op dezelfde plaats; probeer het later opnieuw")]

    def _write(self, plan: _Plan) -> None:
        """Make or change the page, with a revision, wholly or not at all; a dry run only looks whether it would do."""
        if self.dry_run:
            _check(plan)
            return
        with transaction.atomic():
            if plan.known is None:
                _create(plan)
            else:
                _change(plan, plan.known)

    def _plan(self, item: ImportItem) -> _Plan | Fault:
        """Look up what the line names, and what is already there."""
        places = self.reference.municipalities(item.gemeente) if item.gemeente else ()
        if item.gemeente and not places:
            return Fault(item.line, "gemeente", self._unknown_place(item.gemeente))
        found = {theme: self.reference.theme(theme) for theme in item.themes}
        known = ImportedPage.objects.select_related("page").filter(external_id=item.id).first()
        outcome = _outcome(item, known)
        if known is None and is_erased(item.id, self._erased):
            return Fault(item.line, "id", "de pagina met dit id is gewist en komt niet terug")
        if known is not None and (fault := _refused(item, known.page, outcome)):
            return fault
        parent = self.reference.parent(places)
        return _Plan(
            item=item,
            outcome=outcome,
            known=known,
            parent=parent,
            themes=tuple(dict.fromkeys(theme for theme in found.values() if theme)),
            tags=tuple(word for word, theme in found.items() if theme is None),
            municipalities=places,
            notices=(
                *_unknown_themes(item, found),
                *_other_name(item, places),
                *(_differences(item, known, parent) if known and outcome is Outcome.CHANGED else ()),
            ),
        )

    def _unknown_place(self, text: str) -> str:
        similar = self.reference.similar_names(text)
        hint = f"; bedoelt u {get_text_list(similar, 'of')}?" if similar else ""
        return f"onbekende gemeente {quoted(text)}{hint}"


def _unknown_themes(item: ImportItem, found: Mapping[str, Theme | None]) -> Iterator[Notice]:
    """Once per word: a tag is the same in whatever case."""
    words: dict[str, str] = {}
    for word in (word for word, theme in found.items() if theme is None):
        words.setdefault(word.casefold(), word)
    for word in words.values():
        yield Notice(item.line, "themes", f"onbekend thema {quoted(word)} wordt een trefwoord")


def _other_name(item: ImportItem, places: tuple[Municipality, ...]) -> Iterator[Notice]:
    """That a municipality goes by another name here: it was merged or divided, or the name is the other one of two."""
    if places and not any(place.is_called(item.gemeente) for place in places):
        names = get_text_list([place.name for place in places], "en")
        yield Notice(item.line, "gemeente", f"{quoted(item.gemeente)} hoort bij {names}")


def _outcome(item: ImportItem, known: ImportedPage | None) -> Outcome:
    if known is None:
        return Outcome.NEW
    return Outcome.UNCHANGED if known.fingerprint == item.fingerprint else Outcome.CHANGED


def _refused(item: ImportItem, page: Page, outcome: Outcome) -> Fault | None:
    """Why a line can't become the page that has its id."""
    wanted = _MODELS[item.target]
    if page.specific_class is not wanted:
        now = page.specific_class._meta.verbose_name if page.specific_class else "onbekend"
        message = f"de pagina met dit id is een {now}, geen {wanted._meta.verbose_name}: geef de regel een ander id"
        return Fault(item.line, "kind", message)
    if page.locked and outcome is Outcome.CHANGED:
        return Fault(item.line, "id", "een redacteur heeft de pagina met dit id op slot gezet")
    if page.live and outcome is Outcome.CHANGED and (planned := page.scheduled_revision):
        # To publish anything else now would take the plan away.
        day = date_format(timezone.localtime(planned.approved_go_live_at), "j F Y")
        return Fault(item.line, "id", f"van de pagina met dit id staat een versie klaar die op {day} verschijnt")
    return None


def _differences(item: ImportItem, known: ImportedPage, parent: Parent) -> list[Notice]:
    """What people did to the page since: it is left as they want it, and said."""
    page, notices = known.page, []
    if page.latest_revision_id != known.revision_id:
        notices.append(
            "de pagina is hier bewerkt; de tekst uit het bestand komt erover, de bewerking staat in de geschiedenis"
        )
    if not page.live:
        notices.append("de pagina is van de site gehaald en blijft dat; de nieuwe tekst staat klaar als concept")
    if page.path[: -Page.steplen] != parent.path:
        notices.append("de pagina staat ergens anders dan de regel zegt, en blijft daar")
    return [Notice(item.line, "id", notice) for notice in notices]


def _check(plan: _Plan) -> None:
    """Raise ValidationError if the page would not take these values."""
    page = _MODELS[plan.item.target]()
    names = _fill(page, plan, related=False)
    page.clean_fields(exclude={field.name for field in page._meta.get_fields()} - names)


def _create(plan: _Plan) -> None:
    parent = Page.objects.select_for_update().get(pk=plan.parent.pk)
    page = _MODELS[plan.item.target](slug=_free_slug(parent, plan.item))
    _fill(page, plan)
    revision = publish_new(page, parent)
    ImportedPage.objects.create(
        external_id=plan.item.id, page_id=page.pk, fingerprint=plan.item.fingerprint, revision_id=revision.pk
    )


def _change(plan: _Plan, planned: ImportedPage) -> None:
    # Only when nobody took it over meanwhile.
    known = ImportedPage.objects.select_for_update().get(pk=planned.pk, fingerprint=planned.fingerprint)
    page = _current(known)
    _fill(page, plan)
    revision: Revision = page.save_revision(log_action=True)
    if page.live:
        revision.publish()
    known.fingerprint, known.revision_id = plan.item.fingerprint, revision.pk
    known.save()


def _current(known: ImportedPage) -> Imported:
    """The page as it is published; the latest draft of one that isn't."""
    page = Page.objects.get(pk=known.page_id)
    found: Imported = page.specific if page.live else page.get_latest_revision_as_object()
    return found


def _fill(page: Any, plan: _Plan, *, related: bool = True) -> set[str]:
    """Give a page what its line says and leave the rest; the names of the fields that were set."""
    item = plan.item
    values = {
        "title": item.title,
        _BODY[item.target]: [("paragraph", item.html)] if related else [],
        "content_date": item.date,
        "source_url": item.url,
        "external_id": item.id,
        "external_hash": item.fingerprint,
    }
    if item.target == PAGE:
        values |= {"kind": item.knowledge_kind, "kind_label": item.kind_label}
    for name, value in values.items():
        setattr(page, name, value)
    if related:
        page.themes = list(plan.themes)
        page.municipalities = list(plan.municipalities)
        page.tags.set(FormerTag.objects.current(plan.tags))
    return set(values)


def _free_slug(parent: Page, item: ImportItem) -> str:
    """A slug of the title that no sibling has; of the id when the title has no letters."""
    base = _short(slugify(item.title)) or _short(slugify(item.id)) or "pagina"
    numbered = [base, *(f"{base}-{number}" for number in range(2, 6))]
    taken = set(Page.objects.child_of(parent).filter(slug__in=numbered).values_list("slug", flat=True))
    free = (slug for slug in numbered if slug not in taken)
    # Many of the same title: a piece of the digest of the id, which is as good as never taken.
    return next(free, f"{base}-{sha256(item.id.encode()).hexdigest()[:10]}")


def _short(slug: str) -> str:
    """A slug cut at a word."""
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return slug.strip("-_")
