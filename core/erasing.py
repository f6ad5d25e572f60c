"""Erasure: how an app that knows of a page hears that every trace of it must go.

Who erases a page says so in the transaction, before the page is deleted; who keeps anything about pages (a log, a
mail, a list) receives `erasing` and takes it away then, in the database only. Receivers get `page`, the specific page,
and may give ids by which the same would come in again: those go into the list of what was erased.
"""

from typing import Any
from uuid import UUID

from django.dispatch import Signal
from wagtail.models import Page

__all__ = ["erasing", "tell_of_erasing"]

erasing = Signal()


def tell_of_erasing(page: Page) -> list[UUID]:
    """Let every app forget a page; the ids by which it would come in again."""
    answers: Any = erasing.send(sender=type(page), page=page)
    return [identity for _receiver, given in answers for identity in given or ()]
