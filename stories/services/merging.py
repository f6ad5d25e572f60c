"""A coalition that goes on within another: what tellers share with it and what it answered goes along."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from coalitions.models import CoalitionPage
from stories.consent.using import may_be_used
from stories.keeping.ending import IDLE
from stories.models import CoalitionResponse, Message, Purpose, Submission
from stories.services.changing import store
from stories.services.mailing import mail_teller

__all__ = ["follow_coalition"]

TOLD: Final = (
    "U wilde uw verhaal delen met {source}. Die coalitie gaat verder als {target}. Wie daar de leiding heeft, mag nu "
    "lezen waar u ja op zei. Wilt u dat niet? Kies dan bij “Wat wij mogen doen” iets anders."
)


@transaction.atomic
def follow_coalition(*, source: CoalitionPage, target: CoalitionPage, now: datetime | None = None) -> int:
    """The yes was to the coalition of their place, and that is the other one now: its teller
    reads so on the page of the code, and gets a mail if they wanted any. How many submissions went along.

    Responses go along as well: else readers would miss them, and nobody would be asked about a promise.
    """
    now = now or timezone.now()
    CoalitionResponse.objects.filter(coalition=source).update(coalition=target)
    rows = list(Submission.objects.without_words().select_for_update(of=("self",)).filter(coalition=source))
    for row in rows:
        store(row, coalition=target)
        if row.state not in IDLE and may_be_used(row, Purpose.COALITION, now):
            text = TOLD.format(source=source.title, target=target.title)
            Message.objects.create(submission=row, from_teller=False, text=text, at=now)
            mail_teller(row)
    return len(rows)
