"""The words of the index as the database keeps them: counted now and then, the same for both engines.

Live they can be had from neither engine in time. A word that came since the last count is not known yet: then a
question with it also tries its neighbours, which come after the word itself.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Length

from core.prepared import Prepared, marks
from search.engines.tokens_table import tokens_table
from search.models import KnownWord
from search.question.known import KnownWords, Lengths

BATCH = 2_000

MOVED = 0.01
"""By how much of itself a share must have moved to be written anew. With one document more all of them move a little,
and to write a hundred thousand rows every ten minutes would hold up who publishes meanwhile."""


_SHARES = Prepared(lambda: KnownWord.objects.order_by().values_list("token", "share"))


class StoredWords:
    """`question.known.Known` out of the database: a query for each of what is asked of it."""

    def shares(self, tokens: Collection[str]) -> Mapping[str, float]:
        return dict(_SHARES.rows_where(f"token IN {marks(tokens)}", tokens)) if tokens else {}

    def beginning_with(self, letters: Mapping[str, Lengths]) -> Iterable[tuple[str, float]]:
        if not letters:
            return ()
        near = Q()
        for letter, lengths in letters.items():
            near |= Q(token__startswith=letter, letters__range=lengths)
        words = KnownWord.objects.annotate(letters=Length("token")).filter(near)
        return words.values_list("token", "share").iterator(BATCH)


def all_words() -> KnownWords:
    """All words in memory, some hundred bytes each, for who has many questions. One query."""
    return KnownWords(dict(KnownWord.objects.values_list("token", "share").iterator(BATCH)))


def count_words() -> int:
    """Count anew which words the index has; returns how many."""
    # A document that came while they were counted may make a share more than all.
    counted = {token: min(1.0, share) for token, share in tokens_table().shares()}
    known = dict(KnownWord.objects.values_list("token", "share"))
    moved = [token for token, share in counted.items() if _moved(known.get(token), share)]
    with transaction.atomic():
        for gone in _batches(known.keys() - counted.keys()):
            KnownWord.objects.filter(pk__in=gone).delete()
        KnownWord.objects.bulk_create(
            (KnownWord(token=token, share=counted[token]) for token in moved),
            BATCH,
            update_conflicts=True,
            unique_fields=["token"],
            update_fields=["share"],
        )
    return len(counted)


def _moved(known: float | None, share: float) -> bool:
    return known is None or abs(share - known) > MOVED * known


def _batches(tokens: Iterable[str]) -> Iterator[list[str]]:
    """The tokens, BATCH at a time."""
    rest = iter(tokens)
    while batch := list(islice(rest, BATCH)):
        yield batch
