"""What the page tree says about a page: what lies above it, and what lies below it, type by type.

So a page can show what a higher app owns without importing it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from core.models import BasePageQuerySet
from core.partial_date import PartialDate

__all__ = ["Card", "CardGroup", "Link", "cards_below", "crumbs", "page_of", "shown_day"]

HOME_DEPTH = 2


class Link(NamedTuple):
    """A link to show."""

    title: str
    url: str


class Card(Protocol):
    """A page that a list shows: it says itself with which template."""

    card_template: str


@dataclass(frozen=True)
class CardGroup:
    """The pages of one type below another page: the first ones, and how many there are in all."""

    label: str
    label_plural: str
    pages: Sequence[Any]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.pages)


def crumbs(page: Page) -> tuple[Link, ...]:
    """The public pages between home and this page, from the top, without both. Two queries."""
    above = BasePageQuerySet(Page).ancestor_of(page).filter(depth__gt=HOME_DEPTH).public().order_by("path")
    return tuple(Link(ancestor.title, ancestor.url or "") for ancestor in above)


def shown_day(moment: datetime | None) -> str:
    """The day of a moment in Amsterdam, as a Dutch reader writes it; "" for none."""
    return PartialDate.of(timezone.localdate(moment)).display() if moment else ""


def cards_below(parent: Page, *, size: int) -> tuple[CardGroup, ...]:
    """The public children of a page per type, newest first, at most `size` of each.

    The number of queries depends on the number of types there, not on the number of pages.
    """
    children = BasePageQuerySet(Page).child_of(parent).public()
    kinds = children.order_by().values_list("content_type", flat=True).distinct()
    groups = (_group(model, parent, size) for model in _card_models(kinds))
    return tuple(group for group in groups if group.total)


def page_of(request: HttpRequest, items: QuerySet[Any] | Sequence[Any], *, size: int) -> ResultPage:
    """The page of a long list that `?page=` asks for: the first for nonsense, the last beyond the end."""
    return Paginator(items, size).get_page(request.GET.get("page"))


def _group(model: Any, parent: Page, size: int) -> CardGroup:
    # Counted by the type's own rule: it may leave out more than the rule for all pages does.
    public = model.objects.child_of(parent).public()
    return CardGroup(
        label=str(model._meta.verbose_name),
        label_plural=str(model._meta.verbose_name_plural),
        pages=list(public.for_cards().newest_first()[:size]),
        total=public.count(),
    )


def _card_models(content_types: Iterable[int]) -> list[Any]:
    models = [ContentType.objects.get_for_id(pk).model_class() for pk in content_types]
    with_cards: list[Any] = [model for model in models if hasattr(model, "card_template")]
    return sorted(with_cards, key=lambda model: str(model._meta.verbose_name_plural))
