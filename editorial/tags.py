"""How often each free tag is used, over all types of pages."""

from typing import Any

from django.apps import apps
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from taggit.models import ItemBase, Tag

__all__ = ["counted_tags"]


def counted_tags(words: str = "") -> QuerySet[Tag]:
    """Tags with these words in their name, with `uses`; by name. One query."""
    tags = Tag.objects.filter(name__icontains=words) if words else Tag.objects.all()
    uses: Any = Value(0)
    for model in apps.get_models():
        if issubclass(model, ItemBase):
            rows: Any = model._default_manager.filter(tag=OuterRef("pk")).order_by().values("tag")
            total = Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
            uses = uses + Coalesce(total, 0)
    return tags.annotate(uses=uses).order_by(F("name").asc())
