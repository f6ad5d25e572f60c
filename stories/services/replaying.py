"""Erasing once more what a backup brought back: the list of erasures over the rows of a database."""

from datetime import datetime

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from stories.consent.choosing import Choice, write_down
from stories.keeping import erasure_log
from stories.models import Purpose, State, StoryPage, Submission
from stories.services.withdrawing import erase_story, take_page_down

__all__ = ["ListMissing", "after_migrate", "can_replay", "replay_erasures"]


class ListMissing(Exception):
    """There is no list of erasures, so that nobody can say what must not come back; the message says so, in Dutch."""


def can_replay() -> bool:
    """Whether the database has the tables of today's code. If not, `migrate` does it after bringing them."""
    tables = set(connection.introspection.table_names())
    return {model._meta.db_table for model in apps.get_app_config("stories").get_models()} <= tables


def after_migrate(sender: object, using: str, **kwargs: object) -> None:
    """Receives `post_migrate`: a backup of older code has only now the tables to erase from."""
    if using == "default" and erasure_log.is_there() and can_replay():
        replay_erasures()


def replay_erasures(*, now: datetime | None = None) -> int:
    """Erase every submission and page that the list names; a second time there is none. How many.

    What was told stays where its page alone is named.

    Raises ListMissing, and erasure_log.DamagedList.
    """
    if not erasure_log.is_there():
        raise ListMissing("de lijst van wat gewist is (ERASURE_LOG) ontbreekt")
    erased = erasure_log.erased()
    if not erased:
        return 0
    now = now or timezone.now()
    rows = [pk for pk, uid in Submission.objects.values_list("pk", "uid") if erasure_log.hash_of(uid) in erased]
    for row in Submission.objects.without_words().filter(pk__in=rows):
        erase_story(submission=row, listed=True, now=now)
    keys = StoryPage.objects.values_list("pk", "translation_key")
    pages = [pk for pk, key in keys if erasure_log.hash_of(key) in erased]
    for page in StoryPage.objects.filter(pk__in=pages):
        _take_off(page, erased, now)
    return len(rows) + len(pages)


@transaction.atomic
def _take_off(page: StoryPage, erased: frozenset[str], now: datetime) -> None:
    """A page that is named without what was told: that stays, in the state in which it was left then."""
    told = Submission.objects.without_words().filter(page=page.pk).first()
    if told is None:
        erase_story(page=page, listed=True, now=now)
        return
    ends = {state: erasure_log.hash_of(erasure_log.identity_of_end(page.translation_key, state)) for state in State}
    how = next((state for state, line in ends.items() if line in erased), State.WITHDRAWN)
    if how == State.WITHDRAWN:  # the backup knows nothing of that no
        write_down(told, {Purpose.PUBLISH: Choice(given=False)}, now=now)
    take_page_down(submission=told, state=how, listed=True, now=now)
