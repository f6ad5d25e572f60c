"""Mail to a teller, who asked for it: without topic, title or code, to whoever may read along."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from core.sharing import absolute
from mail.composing import CannotCompose, composer
from stories.consent.using import may_be_used
from stories.keeping.encryption import Unreadable
from stories.models import Purpose, Submission

__all__ = ["changed", "ending", "mail_address"]

CHANGED: Final = """Hallo,

U hebt ons iets laten weten. Er is daarbij iets veranderd. Met uw code kunt u zien wat, en kiezen wat u wilt:

{url}
"""
ENDING: Final = """Hallo,

U hebt ons iets laten weten. Er loopt binnenkort iets af. Met uw code kunt u zien wat, en kiezen wat u wilt:

{url}

U hoeft niets te doen. Dan halen wij het weg.
"""


@composer("stories.ending")
def ending(payload: Mapping[str, Any]) -> EmailMessage | None:
    """Says that something is about to end; None when nobody may be told."""
    return _mail(payload, ENDING)


@composer("stories.changed")
def changed(payload: Mapping[str, Any]) -> EmailMessage | None:
    """Says that something became otherwise by others than the teller; None when nobody may be told."""
    return _mail(payload, CHANGED)


def mail_address(row: Submission) -> str:
    """Where mail about a submission may go at this moment: "" without a yes to contact, or an address. One query."""
    return row.contact if _is_address(row.contact) and may_be_used(row, Purpose.CONTACT) else ""


def _mail(payload: Mapping[str, Any], text: str) -> EmailMessage | None:
    """None when it was taken back, or there is no address or no yes to mail."""
    try:
        row = Submission.objects.filter(pk=payload["submission"]).first()
    except Unreadable as error:
        raise CannotCompose("de inzending is met geen van de sleutels te lezen") from error
    address = mail_address(row) if row is not None else ""
    if not address:
        return None
    return EmailMessage("Bericht over iets dat u ons liet weten", text.format(url=absolute("/")), to=[address])


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
