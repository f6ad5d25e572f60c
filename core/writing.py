"""Hints on everything that somebody writes on a page, field by field, for its preview. Knows no type of page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from core.plain_language import Hint, HintKind, link_hints, picture_hints, text_hints
from core.text import plain, sections

__all__ = ["hints_on", "words_on"]

MOST_HINTS: Final = 40
"""More would be a wall; what is mended makes room for the next."""
TITLE: Final = "title"
SHORT_TEXTS: Final = frozenset((TITLE, "summary"))
"""Of the short fields only these are read as text; the others are names, addresses and choices."""


def hints_on(page: models.Model) -> list[Hint]:
    """What could be plainer on a page and its parts, in the order of their fields; each thing once."""
    found = dict.fromkeys([*_fields(page), *_picture_field(page)])
    parts = list(_parts(page))
    for part in parts:
        found |= dict.fromkeys(_fields(part))
    found |= dict.fromkeys(_of_the_same_name(parts))
    seen: dict[tuple[str, str], Hint] = {}
    for hint in found:
        seen.setdefault((hint.kind.slug, hint.found.lower()), hint)
    return list(seen.values())[:MOST_HINTS]


def words_on(page: models.Model) -> int:
    """How many words somebody wrote on a page and its parts, without what the site itself puts around them.

    Nor do titles count: in the preview of a page that has none yet Wagtail puts one of its own.
    """
    texts = (text for item in (page, *_parts(page)) for text in _written(item))
    return sum(_words(value) for field, value in texts if field.name != TITLE)


def _words(value: Any) -> int:
    texts = [str(value)] if isinstance(value, str) else [plain(text) for text in _strings(list(value.raw_data))]
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())


def _parts(page: Any) -> Iterator[models.Model]:
    """All that a page is made of; what others remark on it in the admin is no part of it."""
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME:
            yield from getattr(page, name).all()


def _of_the_same_name(parts: list[models.Model]) -> Iterator[Hint]:
    """Of parts of one kind that have a title, those that another has too."""
    seen: set[tuple[type[models.Model], str]] = set()
    for part in parts:
        title = " ".join(str(getattr(part, TITLE, "")).split())
        name = (type(part), title.lower())
        if title and name in seen:
            where = capfirst(str(part._meta.verbose_name))
            yield Hint(HintKind.SAME_NAME, title, "Geef elk een eigen naam.", where)
        seen.add(name)


def _written(item: models.Model) -> Iterator[tuple[Any, Any]]:
    """What somebody wrote in running text, with its field: a text, or a stream."""
    for field in item._meta.concrete_fields:
        value = getattr(item, field.attname)
        if not value or not field.editable:  # the path of a page is made of its title
            continue
        if isinstance(field, StreamField | models.TextField) or field.name in SHORT_TEXTS:
            yield field, value


def _fields(item: models.Model) -> Iterator[Hint]:
    for field, value in _written(item):
        hints = text_hints(value) if isinstance(value, str) else _stream(value)
        yield from (replace(hint, where=capfirst(str(field.verbose_name))) for hint in hints)


def _stream(value: Any) -> Iterator[Hint]:
    """Of a body its sections, of another stream all its texts; links and pictures of both."""
    found = sections(value)
    texts = [part for section in found for part in (section.heading, section.text)]
    yield from text_hints("\n".join(texts or map(plain, _strings(list(value.raw_data)))))
    for html in _strings(list(value.raw_data)):
        if "<a" in html:
            yield from link_hints(html)
    for block in value:
        if block.block_type == "picture" and (picture := block.value.get("image")):
            yield from _picture(picture, picture.contextual_alt_text or "", bool(picture.decorative))


def _strings(raw: Any) -> Iterator[str]:
    """Every text in stored data, except what only says what something is."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, list | tuple):
        for item in raw:
            yield from _strings(item)
    elif isinstance(raw, Mapping):
        for key, item in raw.items():
            if key not in ("id", "type"):
                yield from _strings(item)


def _picture_field(page: Any) -> Iterator[Hint]:
    picture = getattr(page, "picture", None)
    if picture is not None:
        yield from _picture(picture, page.picture_text, False)


def _picture(picture: Any, alt: str, decorative: bool) -> Iterator[Hint]:
    return picture_hints(
        picture.title,
        alt=alt,
        decorative=decorative,
        credit=picture.credit,
        consent_known=bool(picture.people),
    )
