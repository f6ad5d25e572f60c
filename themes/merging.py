"""Actions: a theme or a free tag goes up in another one, everywhere at once.

Pages as they are published follow, and so do their drafts and older versions: whoever goes back to one finds the
theme or tag of today. Knows no type of page: it finds every model that refers to a theme or a tag by itself.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from taggit.models import ItemBase, Tag
from wagtail.models import Revision

from accounts.models import User
from search.api import touch_items
from themes.former import FormerTag, FormerTheme, tag_key
from themes.models import Theme, ThemedMixin
from themes.rules import replaced
from themes.usage import references

__all__ = ["IntoItself", "merge_tag", "merge_theme"]

Change = Callable[[dict[str, Any]], bool]

CHUNK = 100
"""Versions of pages in memory at once; one can be a megabyte."""


class IntoItself(ValueError):
    """A theme or tag can't go up in itself."""


@transaction.atomic
def merge_theme(*, theme: Theme, into: Theme, user: User | None) -> int:
    """Let a theme go up in another one; returns how many references followed.

    Its name and synonyms become synonyms, its address leads to the other, its slug stays taken.
    """
    if theme.pk == into.pk:
        raise IntoItself
    slug, name, synonyms = theme.slug, theme.name, theme.synonym_list
    _give_children(theme, into)
    moved = sum(_follow(relation, theme, into) for relation in references() if relation.related_model is not Theme)
    _change_revisions(_themed_models(), lambda content: _replace_theme(content, theme.pk, into.pk))
    theme.delete()
    into.synonyms = "\n".join((*into.synonym_list, name, *synonyms))
    into.full_clean()
    into.save()  # after the references moved: this makes all that is found by them be built anew
    FormerTheme.objects.create(slug=slug, name=name, theme=into, merged_by=user)
    return moved


@transaction.atomic
def merge_tag(*, tag: Tag, into: Tag, user: User | None) -> int:
    """Let a free tag go up in another one; returns how many pages, pictures and documents got the other."""
    if tag.pk == into.pk:
        raise IntoItself
    moved = sum(_retag(model, tag, into) for model in _tag_models())
    FormerTag.objects.filter(key=tag_key(into.name)).delete()  # it is in use again, so it leads nowhere else
    FormerTag.objects.filter(tag=tag).update(tag=into)
    name = tag.name
    tag.delete()
    FormerTag.objects.update_or_create(key=tag_key(name), defaults={"name": name, "tag": into, "merged_by": user})
    return moved


def _give_children(theme: Theme, into: Theme) -> None:
    """What fell under it falls under the other, or beside it where the other falls under a theme itself."""
    if into.parent_id == theme.pk:
        into.parent = None
        into.save()
    for child in theme.children.exclude(pk=into.pk):
        child.parent = into.parent or into
        child.save()


def _follow(relation: Any, theme: Theme, into: Theme) -> int:
    """Let the references of one relation lead to the other theme."""
    if not relation.many_to_many:
        found = relation.related_model._base_manager.filter(**{relation.field.name: theme})
        return int(found.update(**{relation.field.name: into}))
    field = relation.field
    to_theme, to_owner = field.m2m_reverse_field_name(), field.m2m_field_name()
    rows = relation.through._base_manager.filter(**{to_theme: theme})
    total = rows.count()
    having = relation.through._base_manager.filter(**{to_theme: into}).values(to_owner)
    rows.filter(**{f"{to_owner}__in": having}).delete()
    rows.update(**{to_theme: into})
    return int(total)


def _retag(model: type[ItemBase], tag: Tag, into: Tag) -> int:
    """Let the items of one kind that had a tag have the other, each once."""
    owner = "content_object_id" if hasattr(model, "content_object_id") else "object_id"
    rows: Any = model._default_manager.filter(tag=tag)
    ids = list(rows.values_list(owner, flat=True))
    having: Any = model._default_manager.filter(tag=into)
    if owner == "object_id":  # pictures and documents share a table
        for content_type, pk in having.values_list("content_type", "object_id"):
            rows.filter(content_type=content_type, object_id=pk).delete()
    else:
        rows.filter(content_object__in=having.values("content_object")).delete()
    rows.update(tag=into)
    if owner == "content_object_id":
        relation: Any = model._meta.get_field("content_object").remote_field
        _change_revisions(
            [relation.model], lambda content: _replace_tag(content, relation.related_name, tag.pk, into.pk)
        )
        touch_items(relation.model, ids)
    return len(ids)


def _themed_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if issubclass(model, ThemedMixin)]


def _tag_models() -> Iterator[type[ItemBase]]:
    return (model for model in apps.get_models() if issubclass(model, ItemBase))


def _change_revisions(owners: list[type[Model]], change: Change) -> None:
    """Change the stored versions of pages of these types; `change` says whether it changed one."""
    types = {
        ContentType.objects.get_for_model(model, for_concrete_model=False).pk
        for model in apps.get_models()
        if issubclass(model, tuple(owners))
    }
    revisions = Revision.objects.filter(content_type__in=types).order_by("pk").values_list("pk", "content")
    for pk, content in revisions.iterator(chunk_size=CHUNK):
        if change(content):
            Revision.objects.filter(pk=pk).update(content=content)


def _replace_theme(content: dict[str, Any], old: int, new: int) -> bool:
    """In one version of a page: whether it had the theme."""
    themes = content.get("themes") or []
    if old not in themes:
        return False
    content["themes"] = replaced(themes, old, new)
    return True


def _replace_tag(content: dict[str, Any], relation: str, old: int, new: int) -> bool:
    """In one version of a page: whether it had the tag."""
    rows = content.get(relation) or []
    tags = [row.get("tag") for row in rows]
    if old not in tags:
        return False
    kept = [row for row in rows if row.get("tag") != old or new not in tags]
    content[relation] = [{**row, "tag": new if row.get("tag") == old else row.get("tag")} for row in kept]
    return True
