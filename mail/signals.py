"""What the outbox does when every trace of a page must go."""

from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.html import escape
from wagtail.models import Page

from core.erasing import erasing
from mail import outbox

__all__ = ["forget_page"]

TELLING: Final = 12
"""Characters of a text that is unlikely to be said of much else; in shorter ones all mail would be found."""


def forget_page(sender: type[Page], page: Page, **kwargs: Any) -> None:
    """Take away the mail that names a page: by its address or that of its form, by its title, or by its slug.

    Only an address is of this page alone. A title such as "Kansrijke Start" stands in mail to anybody about anything,
    which has to arrive.
    """
    path = urlsplit(page.url or "").path.rstrip("/")
    addresses = {f"/pages/{page.pk}/"} | ({f"{path}/"} if path else set())
    words = {page.title, escape(page.title), f"/{page.slug}/"}
    outbox.erase(about=addresses, quoted={text for text in words if len(text) >= TELLING})


erasing.connect(forget_page, dispatch_uid="mail.erased")
