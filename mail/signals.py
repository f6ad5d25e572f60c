"""What the outbox does when every trace of a page must go."""

from typing import Any, Final

from django.db.models import Q
from django.utils.html import escape
from wagtail.models import Page

from core.erasing import erasing
from mail.models import Message

__all__ = ["forget_page"]

TELLING: Final = 12
"""Characters of a title that is unlikely to be said of anything else."""


def forget_page(sender: type[Page], page: Page, **kwargs: Any) -> None:
    """Delete the mail that names a page, sent or not: by its address, that of its form, or its title.

    A title of a word or two may stand in mail about something else, and then doesn't count.
    """
    words = {f"/{page.slug}/", f"/pages/{page.pk}/"}
    if len(page.title) >= TELLING:
        words |= {page.title, escape(page.title)}
    told = Q()
    for text in words:
        told |= Q(subject__contains=text) | Q(text__contains=text) | Q(html__contains=text)
    Message.objects.filter(told).delete()


erasing.connect(forget_page, dispatch_uid="mail.erased")
