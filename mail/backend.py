"""Django's door to the outbox: `send_mail()` and its kin store, they send nothing."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mail import outbox


class OutboxBackend(BaseEmailBackend):
    """Stores messages in the transaction of whoever sends them: a change undone is a mail not sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return outbox.store([message for message in email_messages if message.recipients()])
