"""A coalition to publish in, and the mail that was really sent."""

from collections.abc import Callable

import pytest
from django.core import mail as sent_mail
from django.core.mail import EmailMessage

from coalitions.models import CoalitionPage
from mail import outbox
from search.indexer.build import build_due
from search.models import IndexEntry
from search.standing.news import news, settle
from tests.search.content import coalition

Deliver = Callable[[], list[EmailMessage]]


@pytest.fixture
def ours(db: None, settings: object) -> CoalitionPage:
    """A coalition; all that is in the index was looked at already."""
    settings.OPENSEARCH_URL = ""  # type: ignore[attr-defined]
    made = coalition()
    build_due()
    settle(news(1_000))
    assert IndexEntry.objects.exists()
    return made


@pytest.fixture
def deliver() -> Deliver:
    """Sends what waits in the outbox, and gives what arrived by that."""

    def send() -> list[EmailMessage]:
        before = len(sent_mail.outbox)
        outbox.send_due()
        return sent_mail.outbox[before:]

    return send
