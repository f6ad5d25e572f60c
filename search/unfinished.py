"""A word that isn't finished: who typed "geldzo", and finds nothing, is offered "geldzorgen"."""

from collections import Counter
from dataclasses import replace
from typing import Final

from search.analysis.tokens import MAX_TOKEN, plain, token, words
from search.models import KnownWord
from search.question.model import How
from search.results import SearchResults
from search.service import search

__all__ = ["finished"]

FEWEST_LETTERS: Final = 4
"""Of fewer letters too many words begin so to guess which is meant."""
COMPARED: Final = 20
"""The most common words that begin so, of which the first that can be asked for is tried."""


def finished(results: SearchResults) -> str:
    """The question with its last word finished, "" when there is something to read already or nothing begins so.

    One query of the words of the index, and one search: what is offered finds something, with what is chosen too, and
    the form is one that stands in what it finds, since an index has tokens alone.
    """
    found = list(words(results.question.typed))
    if results.total or results.without_all or not found or results.question.phrases:
        return ""
    if results.degraded:
        return ""  # somebody waited for the engine once already
    before, begun = results.question.typed[: found[-1].start], plain(results.question.typed[found[-1].start :])
    known = _known(begun) if len(begun) >= FEWEST_LETTERS else ""
    if not known:
        return ""
    answer = search(replace(results.request, query=f"{before}{known}", page=1))
    reasons = (why for hit in answer.hits for why in hit.why if why.how == How.WORD)
    forms = Counter(form.lower() for why in reasons for form in why.found if plain(form).startswith(begun))
    form = min(forms, key=lambda form: (-forms[form], form), default="")
    return f"{before}{form}" if form else ""


def _known(begun: str) -> str:
    """The most common word of the index that begins so. Both conditions: the range is for the index of SQLite, and the
    beginning for that of PostgreSQL, which orders by the rules of a language."""
    alike = KnownWord.objects.filter(token__startswith=begun, token__range=(begun, begun.ljust(MAX_TOKEN, "z")))
    tokens = alike.order_by("-share", "token").values_list("token", flat=True)[:COMPARED]
    return next((known for known in tokens if known != begun and token(known) == known), "")
