"""Erasure: how an app that knows of a page hears that every trace of it must go.

Who erases a page sends `erasing` in the transaction, before the page is deleted; who keeps anything about pages
(a log, a mail, a list) takes it away then, in the database only. Receivers get `page`, the specific page.
"""

from django.dispatch import Signal

__all__ = ["erasing"]

erasing = Signal()
