"""The words of the index as the database keeps them: counted now and then, the same for both engines.

Live they can be had from neither engine in time. A word that came since the last count is not known yet: then a
question with it also tries its neighbours, which come after the word itself.
"""

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models.functions import Length

from search.engines.tokens_table import tokens_table
from search.models import KnownWord
from search.question.known import KnownWords

BATCH = 2_000


class StoredWords:
    """`question.known.Known` out of the database: a query for the shares, and one per word that isn't known."""

    def shares(self, tokens: Collection[str]) -> Mapping[str, float]:
        return dict(KnownWord.objects.filter(pk__in=tokens).values_list("token", "share")) if tokens else {}

    def beginning_with(self, letter: str, *, shortest: int, longest: int) -> Iterable[tuple[str, float]]:
        near = KnownWord.objects.filter(token__startswith=letter).annotate(letters=Length("token"))
        return near.filter(letters__gte=shortest, letters__lte=longest).values_list("token", "share").iterator(BATCH)


def all_words() -> KnownWords:
    """All words in memory, some hundred bytes each, for who has many questions. One query."""
    return KnownWords(dict(KnownWord.objects.values_list("token", "share").iterator(BATCH)))


@transaction.atomic
def count_words() -> int:
    """Count anew which words the index has; returns how many."""
    counted = tokens_table().shares()
    KnownWord.objects.all().delete()
    KnownWord.objects.bulk_create((KnownWord(token=token, share=share) for token, share in counted), BATCH)
    return KnownWord.objects.count()
