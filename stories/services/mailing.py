"""A teller hears that something happened with what they told: by a mail that says no more than that."""

from mail.outbox import store_to_compose
from stories.models import Submission

__all__ = ["mail_teller"]


def mail_teller(row: Submission) -> None:
    """Put one in the outbox, in the transaction of what it tells of; nothing for who left no way to reach them.

    Who wants mail is asked when it is sent. The database is asked here, since `row` may be without words.
    """
    if Submission.objects.filter(pk=row.pk).exclude(contact="").exists():
        store_to_compose(composer="stories.changed", subject="Bericht", payload={"submission": row.pk})
