"""Storing and sending mail: each message once, tried again while the mail server is down.

A message is claimed by one conditional UPDATE, so two workers never send it at once. A worker that is killed
between the server's yes and our note of it leaves the message to be sent again, under the same Message-ID, by
which mail programs know it for the same one. Only `send_due` talks to the mail server, and never in a request.
"""

import smtplib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any, Final
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import make_msgid
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from core.logs import summarize_error
from mail.composing import compose
from mail.models import Message

__all__ = ["Attachment", "erase", "forget", "prune", "retry", "rewrite", "send_due", "store", "store_to_compose"]

log = structlog.get_logger(__name__)

MAX_ATTEMPTS: Final = 14
FIRST_RETRY: Final = timedelta(minutes=1)
LONGEST_RETRY: Final = timedelta(hours=4)
"""Doubled each time up to this: fourteen attempts take a day, longer than a mail server is usually down."""
BATCH: Final = 20
BUDGET: Final = timedelta(seconds=5)
"""How long one run goes on: whoever stops the worker waits for the run that goes on."""
LEASE: Final = timedelta(minutes=5)
KEEP: Final = timedelta(days=30)
REFUSALS: Final = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError, ValueError)
"""Errors that concern one message (ValueError: a header that can't be written); the others concern the server."""
EMPTY: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("subject", "text", "html", "sender"), ""),
    **{"to": [], "cc": [], "bcc": [], "reply_to": [], "headers": {}, "payload": {}, "empty_when_done": False},
}
"""A message of which nothing is kept but that it was there and what became of it."""


class Attachment(ValueError):
    """A message has an attachment; the outbox keeps none."""


def store(messages: Sequence[EmailMessage]) -> int:
    """Put messages in the outbox and say how many.

    Attachment when one has an attachment, BadHeaderError when one tries to add headers.
    """
    rows = [_row(message) for message in messages]
    return len(Message.objects.bulk_create(rows))


def store_to_compose(*, composer: str, subject: str, payload: Mapping[str, Any], form_mark: UUID | None = None) -> None:
    """Put a message in the outbox that is made when it is sent, by the composer of this name.

    What may not be told any more at that moment is not in it. `subject` is what the list of messages shows. By the
    same form (core.once) it is one message.
    """
    sender = settings.DEFAULT_FROM_EMAIL
    domain = _domain(sender)
    message = {"sender": sender, "subject": subject, "composer": composer, "payload": dict(payload)}
    if form_mark is None:
        Message.objects.create(message_id=make_msgid(domain=domain), **message)
    else:
        Message.objects.get_or_create(message_id=f"<{form_mark.hex}@{domain}>", defaults=message)


def send_due(now: datetime | None = None) -> int:
    """Send what is due and say how much was sent.

    OSError when the server can't be reached: what was due is planned anew, and the job backs off as a whole. Also when
    it goes away at one message: that one is planned anew, and comes after the others.
    """
    now = now or timezone.now()
    deadline = timezone.now() + BUDGET
    due = list(Message.objects.due(now)[:BATCH])
    if not due:
        return 0
    connection: BaseEmailBackend = get_connection(settings.MAIL_TRANSPORT)
    sent = 0
    try:
        _open(connection, due, now)
        while due and timezone.now() < deadline:
            if _claim(due[0], now):
                sent += _send(due[0], connection, now)
            due.pop(0)
    finally:
        connection.close()
    return sent


def prune(now: datetime | None = None) -> int:
    """Empty what was sent or given up 30 days ago: neither text nor addresses stay. How many were emptied.

    What was given up lapses with it: without words there is nothing left that somebody could send again.
    """
    emptied = Q(subject="", to=[]) & ~Q(state=Message.State.DEAD)
    done = Message.objects.exclude(state=Message.State.WAITING).exclude(emptied)
    old = done.filter(finished__lte=(now or timezone.now()) - KEEP)
    lapsed = Case(When(state=Message.State.DEAD, then=Value(Message.State.LAPSED)), default=F("state"))
    return old.update(**EMPTY, state=lapsed)


def retry(ids: Iterable[int]) -> int:
    """Give messages that were given up a new round of attempts. How many there were."""
    dead = Message.objects.dead().filter(pk__in=ids)
    return dead.update(
        state=Message.State.WAITING, attempts=0, next_attempt=timezone.now(), finished=None, claimed_until=None
    )


def forget(*, composer: str, about: Mapping[str, Any]) -> None:
    """Delete what is made by the composer of this name of a payload with these values, sent or not."""
    told = {f"payload__{name}": value for name, value in about.items()}
    Message.objects.filter(composer=composer, **told).delete()


def erase(*, about: Iterable[str], quoted: Iterable[str]) -> None:
    """Take away the words of mail about something that is erased, in the caller's transaction.

    `about`: what stands in mail about it alone, such as its address: that mail is deleted, sent or not. `quoted`: what
    may stand in other mail too, such as its title: that mail still goes where it has to, and is emptied then, or now
    when it arrived before. What was given up keeps its words as long as all of it: somebody may send it again.
    """
    Message.objects.filter(_holding(about)).delete()
    # In this order: what a worker sends between the two is seen by one of both, here or in _finish.
    Message.objects.filter(_holding(quoted)).update(empty_when_done=True)
    arrived = Message.objects.filter(state__in=(Message.State.SENT, Message.State.LAPSED))
    arrived.filter(empty_when_done=True).update(**EMPTY)


def rewrite(*, composer: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Put another payload in place of each that a composer has yet to make a message of. How many.

    What `change` raises goes to the caller, with the rows before it changed: it may be done again.
    """
    found = Message.objects.filter(composer=composer).exclude(payload={})
    ids = list(found.order_by("pk").values_list("pk", flat=True))
    for pk in ids:
        with transaction.atomic():
            message = found.select_for_update().filter(pk=pk).first()
            if message is not None:
                Message.objects.filter(pk=pk).update(payload=change(message.payload))
    return len(ids)


def _holding(texts: Iterable[str]) -> Q:
    """Messages that hold one of these; none when there are no texts."""
    found = Q(pk__in=())
    for text in texts:
        found |= Q(subject__contains=text) | Q(text__contains=text) | Q(html__contains=text)
    return found


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


def _row(message: EmailMessage) -> Message:
    if message.attachments:
        raise Attachment("De postbus bewaart geen bijlagen.")
    # Not by Django, which would ask the network for the name of this machine.
    message_id = message.extra_headers.setdefault("Message-ID", make_msgid(domain=_domain(message.from_email)))
    message.message()  # a header with a line break in it is refused now, not by the job
    alternatives = getattr(message, "alternatives", [])
    html = next((str(content) for content, kind in alternatives if kind == "text/html"), "")
    text = str(message.body)
    if message.content_subtype == "html":
        text, html = "", text
    return Message(
        message_id=message_id,
        sender=message.from_email,
        to=[str(address) for address in message.to],
        cc=[str(address) for address in message.cc],
        bcc=[str(address) for address in message.bcc],
        reply_to=[str(address) for address in message.reply_to],
        headers={name: str(value) for name, value in message.extra_headers.items() if name != "Message-ID"},
        subject=str(message.subject),
        text=text,
        html=html,
    )


def _open(connection: BaseEmailBackend, due: Iterable[Message], now: datetime) -> None:
    """Connect; when that fails it was an attempt for all that is due."""
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are OSErrors too
        for message in due:
            if _claim(message, now):
                _postpone(message, now, error)
        raise


def _claim(message: Message, now: datetime) -> bool:
    rows = Message.objects.due(now).filter(pk=message.pk)
    return bool(rows.order_by().update(claimed_until=now + LEASE, attempts=F("attempts") + 1))


def _send(message: Message, connection: BaseEmailBackend, now: datetime) -> bool:
    """Whether the server took this one; OSError when the server itself fails."""
    try:
        email = _email(message, connection)
    except Exception as error:  # noqa: BLE001 - a composer fails in its own way; other mail has nothing to do with it
        _postpone(message, now, error)
        return False
    if email is None:
        _finish(message, Message.State.LAPSED, now)
        return False
    try:
        connection.send_messages([email])
    except REFUSALS as error:
        _postpone(message, now, error)
        return False
    except OSError as error:
        _postpone(message, now, error)
        raise
    _finish(message, Message.State.SENT, now)
    return True


def _finish(message: Message, state: Message.State, now: datetime) -> None:
    """What it was made of goes at once: it may hold an address; all of it, when it quotes what was erased."""
    row = Message.objects.filter(pk=message.pk)
    row.update(state=state, finished=max(now, timezone.now()), claimed_until=None, last_error="", payload={})
    row.filter(empty_when_done=True).update(**EMPTY)


def _email(message: Message, connection: BaseEmailBackend) -> EmailMessage | None:
    """The message as it is sent; None when there is nothing to tell, or nobody to tell it to, any more."""
    if message.composer:
        made = compose(message.composer, message.payload)
        if made is not None:
            made.connection = connection
            made.extra_headers["Message-ID"] = message.message_id
        return made
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text or message.html,
        from_email=message.sender,
        to=message.to,
        cc=message.cc,
        bcc=message.bcc,
        reply_to=message.reply_to,
        headers={**message.headers, "Message-ID": message.message_id},
        connection=connection,
    )
    if not message.text:
        email.content_subtype = "html"
    elif message.html:
        email.attach_alternative(message.html, "text/html")
    return email


def _postpone(message: Message, now: datetime, error: Exception) -> None:
    """Plan the next attempt, or give up after the last one."""
    attempts = message.attempts + 1  # as claimed; the object is from before
    dead = attempts >= MAX_ATTEMPTS
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.DEAD if dead else Message.State.WAITING,
        finished=now if dead else None,
        next_attempt=now + min(FIRST_RETRY * 2 ** (attempts - 1), LONGEST_RETRY),
        attempts=attempts,
        claimed_until=None,
        last_error=_summary(error),
    )
    log.warning("mail_dead" if dead else "mail_postponed", message=message.pk, attempts=attempts, exc_info=error)


def _summary(error: Exception) -> str:
    """What went wrong, with the server's code and without its text, which holds addresses."""
    code = f" {error.smtp_code}" if isinstance(error, smtplib.SMTPResponseException) else ""
    return f"{type(error).__name__}{code}: {summarize_error(error)}"[:500]
