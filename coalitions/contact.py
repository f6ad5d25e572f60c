"""Who gets a message that a visitor writes under a page: decided when it is sent, never shown to the visitor."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string

from accounts.models import User
from coalitions.mixins import ContactMixin
from coalitions.models import CoalitionPage
from coalitions.roles import editors

__all__ = ["is_contactable", "recipients_of", "relay"]


def is_contactable(page: object) -> bool:
    """Whether a page has somebody behind it: an approach or a coalition."""
    return isinstance(page, ContactMixin)


def recipients_of(page: Any) -> tuple[str, ...]:
    """The addresses that a message about a page goes to now; at most four queries.

    The contact person of the page, else of its coalition, else the coordinators of the coalition, else the editors:
    so a message arrives whoever left. An address of somebody whose account was closed counts as none.
    """
    coalition = page if isinstance(page, CoalitionPage) else CoalitionPage.objects.containing(page.path)
    named = [page.contact_email, coalition.contact_email if coalition else ""]
    closed = _closed(named)
    for address in named:
        if address and address.lower() not in closed:
            return (address,)
    if coalition and (addresses := _addresses(Group.objects.filter(coalition_team__coalition=coalition))):
        return addresses
    return _addresses(Group.objects.filter(name=editors().name))


def relay(*, page: Any, name: str, address: str, text: str) -> bool:
    """Put a message in the outbox; the answer goes straight to who wrote it. False when there is nobody to get it."""
    recipients = recipients_of(page)
    if not recipients:
        return False
    body = render_to_string(
        "coalitions/contact_mail.txt",
        {"name": name, "address": address, "text": text, "title": page.title, "url": page.full_url},
    )
    # One message each: coordinators need not learn each other's address.
    for recipient in recipients:
        EmailMessage(subject=f"Vraag over: {page.title}", body=body, to=[recipient], reply_to=[address]).send()
    return True


def _closed(addresses: Iterable[str]) -> set[str]:
    """Those of these addresses that belong to an account that was closed."""
    lowered = [address.lower() for address in addresses if address]
    return set(User.objects.filter(email__in=lowered, is_active=False).values_list("email", flat=True))


def _addresses(groups: QuerySet[Group]) -> tuple[str, ...]:
    found = User.objects.filter(groups__in=groups, is_active=True).order_by("email").distinct()
    return tuple(found.values_list("email", flat=True))
