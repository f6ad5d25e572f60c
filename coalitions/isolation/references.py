"""That a page refers only to what its writer may choose: in links, pictures, documents and lists of pages.

The choosers offer nothing else, but an id can be typed into the request; a page with a picture of another coalition
would show it to everybody.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from django.db.models import Manager, Model, QuerySet
from modelcluster.forms import BaseChildFormSet
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import RichText, extract_references_from_rich_text

from accounts.models import User
from coalitions.isolation.own import choosable_pages, files_of
from coalitions.membership import is_only_member
from core.models import SiteDocument, SiteImage

__all__ = ["REFUSED", "refuse_others"]

REFUSED: Final = (
    "Hier staat een pagina, afbeelding of document van een andere coalitie."
    " Kies iets van uw eigen coalitie, of een pagina die iedereen kan zien."
)


class Reference(NamedTuple):
    """One thing that a page refers to."""

    kind: type[Model]
    pk: str


def refuse_others(form: Any, user: Any) -> bool:
    """Add an error to each field of a page's form that refers to what its writer may not choose; whether there is one.

    What stands there already may stay. A refused field shows again what was stored, so that the answer itself
    tells nothing of what was asked for.
    """
    if not isinstance(user, User) or not is_only_member(user):
        return False
    asked = {(part, name): set(_references(part.cleaned_data[name])) for part, name in _fields(form)}
    forbidden = {reference for found in asked.values() for reference in found} - _allowed(asked.values(), user)
    if forbidden:
        forbidden -= set(_stored(form.instance))
    refused = [place for place, found in asked.items() if found & forbidden]
    for part, name in refused:
        part.fields[name].bound_data = _as_stored
        part.add_error(name, REFUSED)
    return bool(refused)


def _fields(form: Any) -> Iterator[tuple[Any, str]]:
    """The filled-in fields of a form and of the rows below it."""
    yield from ((form, name) for name in getattr(form, "cleaned_data", {}) if name in form.fields)
    formsets: dict[str, BaseChildFormSet] = getattr(form, "formsets", {})
    for formset in formsets.values():
        for row in formset.forms:
            yield from _fields(row)


def _references(value: Any) -> Iterator[Reference]:
    """What one value refers to, of the kinds that can belong to a coalition."""
    if isinstance(value, StreamValue):
        yield from _known(value.stream_block.extract_references(value))
    elif isinstance(value, RichText):
        yield from _known(extract_references_from_rich_text(value.source))
    elif isinstance(value, str):
        yield from _known(extract_references_from_rich_text(value) if "<" in value else ())
    elif isinstance(value, Model):
        yield from _known([(type(value), value.pk)])
    elif isinstance(value, QuerySet | list | tuple | set):
        for one in value:
            yield from _references(one)


def _known(found: Iterable[tuple[Any, ...]]) -> Iterator[Reference]:
    for model, pk, *_ in found:
        for kind in (Page, SiteImage, SiteDocument):
            if issubclass(model, kind) and str(pk).isdecimal():
                yield Reference(kind, str(pk))


def _allowed(found: Iterable[set[Reference]], user: User) -> set[Reference]:
    """Those of the references that a user may choose. At most one query for each kind."""
    ids: dict[type[Model], set[str]] = {}
    for reference in set().union(*found):
        ids.setdefault(reference.kind, set()).add(reference.pk)
    choosable = {
        kind: choosable_pages(user).filter(pk__in=pks) if kind is Page else files_of(user, kind, pks)
        for kind, pks in ids.items()
    }
    return {Reference(kind, str(pk)) for kind, rows in choosable.items() for pk in rows.values_list("pk", flat=True)}


def _stored(instance: Page) -> Iterator[Reference]:
    """What the page refers to as it was last saved, and as it is published."""
    if instance.pk is None:
        return
    published = Page.objects.get(pk=instance.pk).specific
    for version in (published, published.get_latest_revision_as_object()):
        yield from _references_of(version)


def _references_of(thing: Any) -> Iterator[Reference]:
    for one in thing._meta.get_fields():
        if one.concrete and (not one.is_relation or issubclass(one.related_model, Page | SiteImage | SiteDocument)):
            value = getattr(thing, one.name)
            yield from _references(list(value.all()) if isinstance(value, Manager) else value)
    for relation in get_all_child_relations(type(thing)):
        for row in getattr(thing, relation.get_accessor_name()).all():
            yield from _references_of(row)


def _as_stored(data: Any, initial: Any) -> Any:
    return initial
