"""Puts generated items onto an empty site, thousands a second: rows as publishing would leave them, without history.

Past every save(), since a page takes 25 ms that way and a hundred thousand of them most of an hour. No revisions, no
references, nothing in Wagtail's own index: the public site reads none of these. No signal is sent, so what is due to
be indexed is for `refresh_rows`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery
from django.utils import timezone
from django.utils.text import slugify
from taggit.models import Tag
from wagtail.models import Locale, Page

from approaches.models import ApproachPage, BuildingBlock, Funding
from coalitions.models import CoalitionIndexPage, CoalitionPage
from devtools.bench.content import Item, Names, items
from pages.models import KnowledgePage
from places.models import Municipality
from stories.models import StoryPage
from themes.models import Theme
from toolbox.models import Instrument

BATCH = 200
"""Pages per transaction: a few MB of rows at most."""

_MODELS: Mapping[str, type[Any]] = {
    "coalition": CoalitionPage,
    "approach": ApproachPage,
    "story": StoryPage,
    "knowledge": KnowledgePage,
}


def fill(documents: int, progress: Callable[[int], None] = lambda done: None) -> None:
    """So many documents, beside the few that every site begins with. `progress` is told how many pages are there."""
    filler = _Filler()
    written = iter(items(documents, filler.names))
    done = 0
    while batch := list(islice(written, BATCH)):
        # Coalitions come first, and what lies below needs their rows.
        for same in (
            [item for item in batch if item.kind == "coalition"],
            [item for item in batch if item.kind != "coalition"],
        ):
            filler.write(same)
        done += len(batch)
        progress(done)
    filler.count_children()


@dataclass
class _Place:
    """A page that others are put below."""

    pk: int
    path: str
    depth: int
    url_path: str
    children: int


class _Filler:
    """One filling; knows what items refer to."""

    def __init__(self) -> None:
        self.themes = dict(Theme.objects.order_by("slug").values_list("slug", "pk"))
        self.instruments = dict(Instrument.objects.order_by("slug").values_list("slug", "pk"))
        self.municipalities = dict(Municipality.objects.order_by("code").values_list("code", "pk"))
        self.names = Names(list(self.themes), list(self.instruments), list(self.municipalities))
        self.tags = dict(Tag.objects.values_list("name", "pk"))
        self.locale_id = Locale.objects.get().pk
        self.types = {kind: ContentType.objects.get_for_model(model) for kind, model in _MODELS.items()}
        self.root = _place_of(CoalitionIndexPage.objects.get())
        self.coalitions: list[_Place] = []

    def write(self, batch: Sequence[Item]) -> None:
        """These pages with all that belongs to them, wholly or not at all."""
        pages = [self._page(item) for item in batch]
        with transaction.atomic():
            bases = Page.objects.bulk_create([self._base(page) for page in pages])
            for page, base in zip(pages, bases, strict=True):
                page.pk = page.page_ptr_id = base.pk
            for kind, model in _MODELS.items():
                same = [page for item, page in zip(batch, pages, strict=True) if item.kind == kind]
                for table in _tables_below(model, Page):
                    _insert(table, same)
            self._relate(list(zip(batch, pages, strict=True)))
        self.coalitions += [_place_of(page) for page in pages if isinstance(page, CoalitionPage)]

    def count_children(self) -> None:
        """What the tree keeps of how many lie below."""
        for place in (self.root, *self.coalitions):
            Page.objects.filter(pk=place.pk).update(numchild=place.children)

    def _page(self, item: Item) -> Any:
        now = timezone.now()
        above = self.root if item.coalition is None else self.coalitions[item.coalition]
        above.children += 1
        slug = f"{slugify(item.title)[:60].strip('-')}-{item.kind[0]}{item.number}"
        return _MODELS[item.kind](
            title=item.title,
            draft_title=item.title,
            slug=slug,
            path=Page._get_path(above.path, above.depth + 1, above.children),
            depth=above.depth + 1,
            url_path=f"{above.url_path}{slug}/",
            locale_id=self.locale_id,
            content_type=self.types[item.kind],
            live=True,
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now,
            is_example=True,
            **item.values,
            **{name: _stream(paragraphs) for name, paragraphs in item.streams.items()},
        )

    def _base(self, page: Any) -> Page:
        """The row of the table that all pages share."""
        return Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.local_concrete_fields})

    def _relate(self, written: Sequence[tuple[Item, Any]]) -> None:
        self._make_tags(tag for item, _ in written for tag in item.tags)
        rows: dict[Any, list[Any]] = {}
        for item, page in written:
            for row in self._rows(item, page):
                rows.setdefault(type(row), []).append(row)
        for model, made in rows.items():
            model._default_manager.bulk_create(made)

    def _rows(self, item: Item, page: Any) -> Iterator[Any]:
        yield from _through(page, "municipalities", (self.municipalities[code] for code in item.municipalities))
        if item.kind == "coalition":
            return
        yield from _through(page, "themes", (self.themes[slug] for slug in item.themes))
        tagged = type(page).tags.through
        yield from (tagged(content_object_id=page.pk, tag_id=self.tags[tag]) for tag in dict.fromkeys(item.tags))
        if item.kind == "approach":
            yield from _through(page, "instruments", (self.instruments[slug] for slug in item.instruments))
            yield from (BuildingBlock(page_id=page.pk, sort_order=n, **block) for n, block in enumerate(item.blocks))
            yield from (Funding(page_id=page.pk, sort_order=n, source=source) for n, source in enumerate(item.funding))

    def _make_tags(self, names: Iterable[str]) -> None:
        new = [Tag(name=name, slug=name) for name in dict.fromkeys(names) if name not in self.tags]
        self.tags |= {tag.name: tag.pk for tag in Tag.objects.bulk_create(new)}


def _place_of(page: Any) -> _Place:
    return _Place(page.pk, page.path, page.depth, page.url_path, page.numchild)


def _stream(paragraphs: Sequence[str]) -> str:
    return json.dumps([{"type": "paragraph", "value": f"<p>{escape(text, quote=False)}</p>"} for text in paragraphs])


def _through(page: Any, name: str, pks: Iterable[int]) -> Iterator[models.Model]:
    """Rows that join a page with these."""
    relation = type(page)._meta.get_field(name)
    join = relation.remote_field.through
    own, other = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    return (join(**{f"{own}_id": page.pk, f"{other}_id": pk}) for pk in pks)


def _tables_below(model: type[models.Model], base: type[models.Model]) -> list[type[models.Model]]:
    """The models whose tables a row of `model` has beside that of `base`, the highest first."""
    return [*(parent for parent in model._meta.get_parent_list() if parent is not base)][::-1] + [model]


def _insert(model: type[models.Model], objects: Sequence[Any]) -> None:
    """Rows of one table of a model that has several, which bulk_create() won't do."""
    if objects:
        query = InsertQuery(model)
        query.insert_values(model._meta.local_concrete_fields, list(objects), raw=True)
        query.get_compiler(connection=connection).execute_sql()
