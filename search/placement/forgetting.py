"""What goes when every trace of a page must go: the places that editors gave it, and Wagtail's log of those."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ModelLogEntry, Page

from search import registry
from search.placement.models import PlacedResult

__all__ = ["forget_placed"]


def forget_placed(page: Page) -> None:
    """Delete the places of a page and its parts; of others thrown away before, whatever of the log names the page."""
    theirs = Q(pk__in=[])
    for document in registry.document_types():
        theirs |= Q(type=document.key, object_id__in=list(document.ids_under(page.path)))
    ids = [str(pk) for pk in PlacedResult.objects.filter(theirs).values_list("pk", flat=True)]
    placed: Any = ContentType.objects.get_for_model(PlacedResult)
    log = ModelLogEntry.objects.filter(content_type=placed)
    # Of a short title too much goes: a line of the log is no loss, and a trace is.
    log.filter(Q(object_id__in=ids) | Q(label__contains=page.title)).delete()
    PlacedResult.objects.filter(theirs).delete()
