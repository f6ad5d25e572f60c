"""Compares a slice of the documents with their content at a time: also what changed without a signal is found.

`queryset.update()`, a fixture or SQL by hand changes a text and tells nobody; existence and version are right then. To
build all documents at every sweep would keep the worker from its work, so each sweep goes on where the last one ended.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from search import outbox, registry
from search.indexer.check import CHUNK, digests_of
from search.models import ComparedUntil, IndexEntry

SLICE = 1_000
"""Documents per sweep: about two seconds of the worker, and ten thousand are gone round in a hundred minutes."""


def compare_next(limit: int = SLICE) -> int:
    """Compare the next so many, and let those that differ be built anew; returns how many these are.

    After the last document of the last type it begins with the first one again, at the next call.
    """
    place, _ = ComparedUntil.objects.get_or_create(id=1)
    differing, left = 0, limit
    for document in registry.document_types():
        if document.key < place.type:
            continue
        last = place.object_id if document.key == place.type else 0
        while left and (ids := _next_ids(document, last, min(left, CHUNK))):
            differing += _touch_differing(document, ids)
            last, left = ids[-1], left - len(ids)
        if not left:
            ComparedUntil.objects.filter(id=1).update(type=document.key, object_id=last)
            return differing
    ComparedUntil.objects.filter(id=1).update(type="", object_id=0)
    return differing


def _next_ids(document: registry.AnyDocument, last: int, size: int) -> list[int]:
    return list(document.queryset().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size])


def _touch_differing(document: registry.AnyDocument, ids: Sequence[int]) -> int:
    # What is due is on its way already, or waits after a failure that touching it would hide.
    settled = IndexEntry.objects.filter(type=document.key, object_id__in=ids, built_version=F("version"))
    digests = dict(settled.order_by().values_list("object_id", "digest"))
    found = digests_of(document, list(digests))
    differing = sorted(pk for pk, digest in found.items() if digest != digests[pk])
    if differing:
        with transaction.atomic():
            outbox.touch(document.key, differing)
    return len(differing)
