"""The two rounds of the clock: which documents are news to which search, and whom to tell of it.

Each runs in small transactions that note what was done together with doing it: run twice, or killed halfway, it
tells nothing twice and forgets nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from alerts.models import Match, SavedSearch
from mail import outbox
from search.api import News, Standing, Understanding, answers, forget_withdrawn, news, public_keys, settle

__all__ = ["MORNING", "look", "prune", "tell"]

BATCH: Final = 100
"""Documents held against the questions at once: the engine keeps them all in memory."""
BUDGET: Final = timedelta(seconds=20)
"""How long one round of looking goes on, since other mail waits for it; an import of thousands takes several."""
MORNING: Final = 7
"""The hour, by the clock on the wall, from which mail goes out."""
KEEP: Final = timedelta(days=60)
"""How long news waits for a document that is hidden again."""


def look() -> int:
    """Hold the documents that changed against the searches that are kept; how many documents there were."""
    forget_withdrawn()
    deadline = timezone.now() + BUDGET
    looked, understanding = 0, Understanding()
    while timezone.now() < deadline and (items := news(BATCH)):
        # Anew for each batch: one that was kept a moment ago hears of what changes from then on.
        questions = [Standing(search.pk, search.request) for search in SavedSearch.objects.active()]
        _note(items, answers(questions, items, understanding))
        looked += len(items)
    return looked


def tell(now: datetime | None = None) -> int:
    """Put a mail in the outbox for everybody who has news in a search that is due; how many mails.

    By dates of the wall clock, so that a day of 23 or 25 hours is a day. Nothing new is no mail.
    """
    local = timezone.localtime(now)
    if local.hour < MORNING:
        return 0
    today = local.date()
    due = SavedSearch.objects.due(today)
    due.filter(matches=None).update(last_round=today)
    ids = list(due.order_by("subscriber").values_list("subscriber", flat=True).distinct())
    return sum(_tell(pk, today) for pk in ids)


def prune(now: datetime | None = None) -> int:
    """Forget news about documents that stayed hidden. How much there was."""
    deleted, _ = Match.objects.filter(found__lte=(now or timezone.now()) - KEEP).delete()
    return deleted


@transaction.atomic
def _note(items: Sequence[News], found: dict[int, set[str]]) -> None:
    """Keep what came of it, of the documents that nobody else looked at meanwhile.

    What changed before a search was kept is no news to it, also when nobody had looked at that change yet.
    """
    mine = settle(items)
    rewritten = [item.key for item in items if item.before is None and not item.told and item.key in mine]
    # What it said before may have been news; what it says now decides.
    Match.objects.filter(document__in=rewritten).delete()
    kept = SavedSearch.objects.active().select_for_update().filter(pk__in=found).order_by("pk")
    changed = {item.key: item.changed_at for item in items if item.key in mine}
    rows = [
        Match(search_id=pk, document=key)
        for pk, since in kept.values_list("pk", "confirmed")
        for key in sorted(found[pk])
        if since and key in changed and changed[key] >= since
    ]
    Match.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def _tell(subscriber_id: int, today: date) -> int:
    """One mail of all that is due to one person; the mail, what was told and the round are noted together."""
    due = SavedSearch.objects.select_for_update().due(today).filter(subscriber=subscriber_id)
    searches = [search.pk for search in due]
    SavedSearch.objects.filter(pk__in=searches).update(last_round=today)
    found = list(Match.objects.filter(search__in=searches).order_by("pk").values_list("search", "document"))
    # What is hidden now waits: it may come back, and is told then.
    visible = public_keys({document for _, document in found})
    under: dict[str, int] = {}
    for search, document in found:
        if document in visible:
            under.setdefault(document, search)
    if not under:
        return 0
    # In all that this person keeps, less often told searches too: a change is told once.
    Match.objects.filter(search__subscriber=subscriber_id, document__in=under).delete()
    outbox.store_to_compose(
        composer="alerts.digest",
        subject="Nieuw bij uw bewaarde zoekvragen",
        payload={"subscriber": subscriber_id, "found": _by_search(under)},
    )
    return 1


def _by_search(under: dict[str, int]) -> dict[str, dict[str, list[str]]]:
    """All that is news under each search: which of it is listed is settled when the mail is made."""
    grouped: dict[str, dict[str, list[str]]] = {}
    for document, search in under.items():
        grouped.setdefault(str(search), {"documents": []})["documents"].append(document)
    return grouped
