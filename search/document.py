"""What can be found, and what a content type says to be found. Names no content type."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from core.partial_date import PartialDate
from core.text import Section

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Parent:
    """The document that this one is a part of, as "type:pk", with what a reader needs to go there."""

    key: str
    title: str
    url: str


@dataclass(frozen=True)
class Document:
    """What is public of one item: searched, counted and shown, by either engine.

    `keywords` are words that belong to it without standing in its text (theme names and their synonyms,
    tags). `display` holds JSON values for the template of a hit. Nothing private belongs in any of it.
    """

    title: str
    url: str
    summary: str = ""
    sections: tuple[Section, ...] = ()
    keywords: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names of it, to complete a question by."""
    date: PartialDate | None = None
    external_id: str = ""
    parent: Parent | None = None
    display: Mapping[str, Any] = field(default_factory=dict)


class SearchDocument(Generic[M]):
    """How items of one model become documents. Subclass it beside the model and `@register` it."""

    key: ClassVar[str]
    label: ClassVar[str]
    label_plural: ClassVar[str]
    model: ClassVar[type[Model]]
    template: ClassVar[str]
    depends_on: ClassVar[tuple[type[Model], ...]] = ()
    """Models whose change makes documents of this type stale."""
    completion_position: ClassVar[int] = 0
    """Where these stand among the kinds that are offered while somebody types; 0: they are not offered."""
    page_lookup: ClassVar[str] = ""
    """The ORM path from the model to its page: "" when it is the page, "page__" for a part of a page."""

    def public(self) -> QuerySet[M]:
        """Exactly the items that anybody may see, and nothing more of them: for who only asks whether they may."""
        found: QuerySet[M] = self.model._default_manager.public()  # type: ignore[attr-defined]  # the one rule
        return found

    def queryset(self) -> QuerySet[M]:
        """The items of `public()`, with all that `build` reads prefetched."""
        raise NotImplementedError

    def build(self, item: M) -> Document:
        """The document of one item out of `queryset()`; runs no query of its own."""
        raise NotImplementedError

    def affected(self, changed: Model) -> Q | None:
        """Which items go stale when `changed` (one of `depends_on`) changes, as a filter on the model.

        All of them unless a type knows better; None says that no item does.
        """
        return Q()

    def ids_under(self, path: str) -> Iterable[int]:
        """Ids of the items on the page with this tree path or below it, public or not, in order."""
        under = {f"{self.page_lookup}path__startswith": path}
        return self.model._default_manager.filter(**under).order_by("pk").values_list("pk", flat=True)
