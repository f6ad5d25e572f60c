"""Inviting somebody to a team by mail, and what becomes of the invitation.

The link holds a secret of 256 random bits that works once, for two weeks, and for who has an account under the
address it was sent to. The database holds its keyed hash.
"""

from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import User
from coalitions.membership import is_coordinator, manages_team, works_for
from coalitions.models import CoalitionPage, Invitation
from coalitions.querysets import InvitationQuerySet
from coalitions.services import add_member, ensure_team
from core.days import end_of_day
from core.once import mark

__all__ = [
    "AlreadyInTeam",
    "ForAnotherAddress",
    "InvitationExpired",
    "InvitationRefused",
    "InvitationRevoked",
    "InvitationUnknown",
    "InvitationUsed",
    "VALID_FOR",
    "accept",
    "answered",
    "invite",
    "join",
    "look_up",
    "resend",
    "revoke",
    "sent_before",
    "waiting_for",
]

VALID_FOR: Final = timedelta(days=14)
"""Long enough for a holiday, short enough that a mailbox found later opens nothing; the last day until its end."""


class InvitationRefused(Exception):
    """An invitation can't be used; each kind says why, in words for who holds the link."""

    message = ""


class InvitationUnknown(InvitationRefused):
    message = "Deze uitnodiging kennen we niet. Misschien is de link niet helemaal overgenomen, of is er een nieuwere."


class InvitationUsed(InvitationRefused):
    message = "Deze uitnodiging is al gebruikt."


class InvitationRevoked(InvitationRefused):
    message = "Deze uitnodiging is ingetrokken. Vraag de coördinator van de coalitie om een nieuwe."


class InvitationExpired(InvitationRefused):
    message = "Deze uitnodiging is verlopen. Vraag de coördinator van de coalitie om een nieuwe."


class ForAnotherAddress(InvitationRefused):
    message = (
        "Deze uitnodiging is voor een ander e-mailadres dan dat waarmee u bent ingelogd. "
        "Log uit, en log in met het adres waarop u de uitnodiging kreeg."
    )


class AlreadyInTeam(ValueError):
    """Who is invited is in the team already, in that role or a higher one."""


@transaction.atomic
def invite(coalition: CoalitionPage, *, email: str, as_coordinator: bool, by: User, form: str = "") -> Invitation:
    """Invite an address to a team, by mail. An open invitation of the same address is replaced: its link dies.

    By the same form (core.once) it is one invitation, and one mail. AlreadyInTeam when there is nothing left to give.
    """
    email = email.lower()
    leading, writing = ensure_team(coalition).groups
    has = [leading] if as_coordinator else [leading, writing]
    if User.objects.filter(email=email, groups__in=has).exists():
        raise AlreadyInTeam(email)
    _hold(coalition)
    marked = mark(form, coalition.pk, email, as_coordinator)
    if marked and (before := coalition.invitations.filter(form_mark=marked).first()):
        if before.is_undecided:
            return before
        marked = None  # taken back since, and now sent by who went back in the browser
    now = timezone.now()
    coalition.invitations.undecided().filter(email=email).update(revoked=now)
    token = token_urlsafe(32)
    invitation = Invitation.objects.create(
        coalition=coalition,
        email=email,
        as_coordinator=as_coordinator,
        token_hash=_hash(token),
        invited_by=by,
        sent=now,
        expires=end_of_day(now + VALID_FOR),
        form_mark=marked,
    )
    _send(invitation, token)
    return invitation


def sent_before(coalition: CoalitionPage, *, email: str, as_coordinator: bool, form: str) -> bool:
    """Whether `invite` would send nothing, since this very form was sent already."""
    marked = mark(form, coalition.pk, email.lower(), as_coordinator)
    return marked is not None and coalition.invitations.undecided().filter(form_mark=marked).exists()


@transaction.atomic
def resend(invitation: Invitation, *, by: User) -> Invitation:
    """Send an undecided invitation anew, with another link for another two weeks; the old link dies.

    Of two clicks at once the second gives what the first one sent. InvitationRefused when it was decided meanwhile.
    """
    _hold(invitation.coalition)
    invitation.refresh_from_db(fields=["accepted", "revoked"])
    if not invitation.is_undecided:
        sent = invitation.coalition.invitations.undecided().filter(email=invitation.email).first()
        if sent is None:
            raise InvitationUsed if invitation.accepted else InvitationRevoked
        return sent
    return invite(invitation.coalition, email=invitation.email, as_coordinator=invitation.as_coordinator, by=by)


def revoke(invitation: Invitation) -> bool:
    """Take an invitation back. False when it was used before that, or taken back already."""
    rows = Invitation.objects.undecided().filter(pk=invitation.pk)
    return bool(rows.update(revoked=timezone.now()))


def look_up(token: str, *, now: datetime | None = None) -> Invitation:
    """The invitation that a link is about, if it can be used; else the InvitationRefused that says why not."""
    found = Invitation.objects.select_related("coalition", "invited_by").filter(token_hash=_hash(token)).first()
    if found is None:
        raise InvitationUnknown
    if found.accepted:
        raise InvitationUsed
    if found.revoked or not _still_stands(found):
        raise InvitationRevoked
    if found.expires <= (now or timezone.now()):
        raise InvitationExpired
    return found


def accept(token: str, *, user: User, now: datetime | None = None) -> CoalitionPage:
    """Let a user join by their link, once. InvitationRefused says why not."""
    return join(look_up(token, now=now), user=user, now=now)


def waiting_for(user: User, *, now: datetime | None = None) -> InvitationQuerySet:
    """The open invitations of who confirmed the address that they were sent to: proof as good as the link."""
    return _of(user).usable(now or timezone.now()).select_related("coalition", "invited_by").order_by("-sent")


def answered(user: User, pk: int) -> Invitation | None:
    """One to who confirmed its address that waits no more: taken, and they are in the team, or taken back by anyone."""
    found = _of(user).filter(pk=pk).select_related("coalition").first()
    if found is None or found.is_undecided:
        return None
    return found if found.revoked or works_for(user, found.coalition.path) else None


@transaction.atomic
def join(invitation: Invitation, *, user: User, now: datetime | None = None) -> CoalitionPage:
    """Let a user join a team by an invitation for their address, once. InvitationRefused says why not."""
    now = now or timezone.now()
    if invitation.email != user.email.lower():
        raise ForAnotherAddress
    # Conditional, so that of two clicks at once one counts.
    if not Invitation.objects.usable(now).filter(pk=invitation.pk).update(accepted=now):
        raise InvitationUsed
    if not _still_stands(invitation):
        raise InvitationRevoked  # which undoes that it was accepted
    coalition = invitation.coalition
    if not is_coordinator(user, coalition):  # an older invitation takes nothing away
        add_member(coalition, user, as_coordinator=invitation.as_coordinator)
    return coalition


def _of(user: User) -> InvitationQuerySet:
    """All that were ever sent to their address, for who confirmed that."""
    if not EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
        return Invitation.objects.none()
    return Invitation.objects.filter(email=user.email)


def _hold(coalition: CoalitionPage) -> None:
    """Of two clicks at once one is second."""
    CoalitionPage.objects.select_for_update(of=("self",)).get(pk=coalition.pk)


def _still_stands(invitation: Invitation) -> bool:
    """Whether who sent it could send it now: an account may be closed, or lose its group, in the settings too."""
    by = invitation.invited_by
    return by is not None and manages_team(by, invitation.coalition)


def _hash(token: str) -> str:
    return salted_hmac("coalitions.invitation", token, algorithm="sha256").hexdigest()


def _send(invitation: Invitation, token: str) -> None:
    """The mail itself; whoever gets it may have no account yet, so there is no wish to ask after."""
    role = "coördinator" if invitation.as_coordinator else "lid"
    url = f"{settings.BASE_URL}{reverse('coalitions:invitation', args=[token])}"
    text = (
        f"{invitation.invited_by} nodigt u uit als {role} van {invitation.coalition.title} "
        f"op de website van Kansrijke Start.\n\n"
        f"Met deze link doet u mee. Hij werkt één keer, en tot en met "
        f"{timezone.localdate(invitation.expires):%d-%m-%Y}:\n{url}\n\n"
        f"U logt in met dit e-mailadres ({invitation.email}), of maakt er een account mee.\n"
        f"Kent u deze coalitie niet? Dan hoeft u niets te doen."
    )
    subject = " ".join(f"Uitnodiging: doe mee met {invitation.coalition.title}".split())
    EmailMessage(subject=subject, body=text, to=[invitation.email]).send()
