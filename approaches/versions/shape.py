"""What a reader sees of an approach, read from its model: a new field or kind of row takes part by itself."""

from functools import cache
from typing import Any

from django.db.models import Field as ModelField
from django.db.models import ManyToManyField, Model
from django.utils.text import capfirst
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from approaches.versions.rules import Field, Part, Shape

__all__ = ["shape_of"]

NOT_SHOWN = frozenset(("contact_name", "contact_email", "external_id", "external_hash", "is_example"))
"""Fields of ours that no page shows; Wagtail's own say nothing to a reader either, but for the title."""
NO_CONTENT = frozenset(("wagtail_admin_comments",))
NAMED_BY = "title"


@cache
def shape_of(model: type[Page]) -> Shape:
    """The fields and rows of a type of page that its versions are compared by."""
    wagtails = {field.name for field in Page._meta.get_fields()} | {"page_ptr"}
    own = [field for field in model._meta.concrete_fields if field.name not in wagtails and field.name not in NOT_SHOWN]
    many: list[ManyToManyField[Any, Any]] = get_all_child_m2m_relations(model)
    fields = [Field("title", "Titel"), *(_field(field) for field in (*own, *many))]
    rows = [relation for relation in get_all_child_relations(model) if relation.get_accessor_name() not in NO_CONTENT]
    return Shape(tuple(fields), tuple(_part(relation) for relation in rows))


def _field(field: "ModelField[Any, Any]") -> Field:
    return Field(field.name, str(capfirst(field.verbose_name)))


def _part(relation: Any) -> Part:
    model: type[Model] = relation.related_model
    named = any(field.name == NAMED_BY for field in model._meta.concrete_fields)
    return Part(
        relation.get_accessor_name(),
        str(capfirst(model._meta.verbose_name)),
        str(capfirst(model._meta.verbose_name_plural)),
        NAMED_BY if named else "",
    )
