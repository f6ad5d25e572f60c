"""Who answers for a page: who gets what a visitor asks under it, and the yearly question whether it still holds.

Decided when something is sent, and never shown to a visitor.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from accounts.models import User
from coalitions.mixins import ContactMixin
from coalitions.models import CoalitionPage
from coalitions.roles import editors
from core.sharing import absolute

__all__ = ["Keepers", "is_contactable", "keepers_of", "recipients_of", "relay"]


@dataclass(frozen=True)
class Keepers:
    """The addresses of who answers for a page: its contact person and that of its coalition, and the coordinators."""

    contacts: tuple[str, ...]
    coordinators: tuple[str, ...]

    @property
    def first(self) -> tuple[str, ...]:
        """Whom to write to: one contact person, else the coordinators. None when everybody left."""
        return self.contacts[:1] or self.coordinators

    @property
    def everybody(self) -> tuple[str, ...]:
        """Who may speak for it."""
        return self.contacts + self.coordinators


def is_contactable(page: object) -> bool:
    """Whether a page has somebody behind it: an approach or a coalition."""
    return isinstance(page, ContactMixin)


def keepers_of(page: Any) -> Keepers:
    """Who answers for a page now; three queries.

    An address of somebody who left counts as none: an account that was closed, or that is not in the team. One
    that belongs to no account, such as the mailbox of an office, stays good.
    """
    coalition = page if isinstance(page, CoalitionPage) else CoalitionPage.objects.containing(page.path)
    named = dict.fromkeys([page.contact_email, coalition.contact_email if coalition else ""])
    left = _left(named, coalition)
    return Keepers(
        contacts=tuple(address for address in named if address and address.lower() not in left),
        coordinators=_addresses(Group.objects.filter(coalition_team__coalition=coalition)) if coalition else (),
    )


def recipients_of(page: Any) -> tuple[str, ...]:
    """The addresses that a message about a page goes to now; at most four queries.

    Who answers for it, else the editors: so a message arrives whoever left.
    """
    return keepers_of(page).first or _addresses(Group.objects.filter(name=editors().name))


def relay(*, page: Any, name: str, address: str, text: str) -> bool:
    """Put a message in the outbox; the answer goes straight to who wrote it. False when there is nobody to get it."""
    recipients = recipients_of(page)
    if not recipients:
        return False
    body = render_to_string(
        "coalitions/contact_mail.txt",
        {"name": name, "address": address, "text": text, "title": page.title, "url": absolute(page.url)},
    )
    # One message each: coordinators need not learn each other's address.
    for recipient in recipients:
        EmailMessage(subject=f"Vraag over: {page.title}", body=body, to=[recipient], reply_to=[address]).send()
    return True


def _left(addresses: Iterable[str], coalition: CoalitionPage | None) -> set[str]:
    """Those of these addresses whose account was closed, or is not in the team of the coalition, if there is one.

    An account whose address was never confirmed says nothing: anybody can sign up with the address of another.
    """
    lowered = [address.lower() for address in addresses if address]
    gone = Q(is_active=False)
    if coalition is not None:
        team = Group.objects.filter(Q(coalition_team__coalition=coalition) | Q(members_of_team__coalition=coalition))
        confirmed = EmailAddress.objects.filter(email__in=lowered, verified=True)
        gone |= Q(pk__in=confirmed.values("user")) & ~Q(groups__in=team)
    return set(User.objects.filter(gone, email__in=lowered).values_list("email", flat=True))


def _addresses(groups: QuerySet[Group]) -> tuple[str, ...]:
    found = User.objects.filter(groups__in=groups, is_active=True).order_by("email").distinct()
    return tuple(found.values_list("email", flat=True))
