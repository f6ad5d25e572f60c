"""A mail server for tests, in the place of the one of EMAIL_URL."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Server(BaseEmailBackend):
    """Takes mail, unless told to fail when it is opened or at some message."""

    taken: ClassVar[list[EmailMessage]] = []
    on_open: ClassVar[Callable[[], None] | None] = None
    on_send: ClassVar[Callable[[EmailMessage], None] | None] = None

    def open(self) -> bool:
        if Server.on_open:
            Server.on_open()
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if Server.on_send:
                Server.on_send(message)
            Server.taken.append(message)
        return len(email_messages)
