"""Mail to users, as far as they want it: everything, only what they have to do, or nothing.

What somebody asks for themselves (a new password, an invitation) doesn't pass through here.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from mail.models import Preference, Wish

__all__ = ["Kind", "choose", "notify", "notify_all", "wants", "wish_of"]


class Kind(StrEnum):
    """Whether the receiver has something to do, or should know something."""

    TODO = "todo"
    INFO = "info"


class Receiver(Protocol):
    """A user, as far as mail is concerned: this app knows no accounts."""

    pk: int
    email: str
    is_active: bool


WANTED: dict[Wish, frozenset[Kind]] = {
    Wish.ALL: frozenset(Kind),
    Wish.TODO: frozenset({Kind.TODO}),
    Wish.NONE: frozenset(),
}


def wish_of(user: Receiver) -> Wish:
    """What a user chose; everything when they never did."""
    found = Preference.objects.filter(user=user.pk).values_list("wish", flat=True).first()
    return Wish(found) if found else Wish.ALL


def choose(user: Receiver, wish: Wish) -> None:
    """Keep what a user chose."""
    Preference.objects.update_or_create(user_id=user.pk, defaults={"wish": wish})


def wants(user: Receiver, *, kind: Kind) -> bool:
    """Whether mail of this kind can go to a user, and may."""
    return bool(user.is_active and user.email and kind in WANTED[wish_of(user)])


def notify(user: Receiver, *, kind: Kind, subject: str, text: str) -> bool:
    """Put a mail to a user in the outbox, if they want it. Whether it was put there."""
    if not wants(user, kind=kind):
        return False
    address = f"{settings.BASE_URL}{reverse('email:preferences')}"
    footer = f"Wilt u minder e-mail? Kies zelf welke berichten u krijgt: {address}"
    message = EmailMessage(
        subject=" ".join(subject.split()),  # a title may hold a line break; a header may not
        body=f"{text.strip()}\n\n--\n{footer}\n",
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    return bool(message.send())


def notify_all(users: Iterable[Receiver], *, kind: Kind, subject: str, text: str) -> int:
    """The same to several users, each in a mail of their own. How many mails there are."""
    return sum(notify(user, kind=kind, subject=subject, text=text) for user in users)
