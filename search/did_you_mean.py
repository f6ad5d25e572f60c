"""Did-you-mean: a question with its mistyped words as they were probably meant. Offered, never imposed (pure)."""

from collections import Counter

from search.analysis.tokens import plain, words
from search.question.model import How, Need
from search.question.spelling import distance
from search.results import SearchResults

__all__ = ["better"]

FURTHEST = 4
"""Letters that two spellings differ at most in: two mistakes, and an ending that the form in the text has."""
ALIKE = 2
"""The same of a synonym that is the word that was meant: "geldzrogen" is corrected to "geldzorg", of which
"geldzorgen" is one."""

_FURTHEST_OF = {How.CORRECTION: FURTHEST, How.SYNONYM: ALIKE}


def better(results: SearchResults) -> str:
    """The question as it was probably meant, "" when there is nothing to offer.

    No engine is asked for it. Only what no document has is ever corrected (question/reading.py), so as it was typed
    nothing has all words, and every document that does has the corrected one: what is offered always finds more
    than three times as much. The forms are those of the documents on this page, since an index has tokens alone.
    But the name of a place may be offered of which there is nothing: then the page tells that.
    """
    meant = {need.typed: form for need in results.question.needs if (form := _form(need, results))}
    if not meant:
        return ""
    text = results.question.typed
    parts, last = [], 0
    for word in words(text):
        typed = text[word.start : word.end]
        if typed in meant:
            parts += [text[last : word.start], meant[typed]]
            last = word.end
    return "".join((*parts, text[last:]))


def _form(need: Need, results: SearchResults) -> str:
    """The form nearest to what was typed that hits have in its place, else the name that it nearly is; "" when it was
    no mistake, or there is neither."""
    if not need.near_name and not any(clause.how == How.CORRECTION for clause in need.clauses):
        return ""
    reasons = [why for hit in results.hits for why in hit.why if why.typed == need.typed]
    if any(why.how == How.WORD for why in reasons):  # written since the words of the index were counted
        return ""
    found = [(form, _FURTHEST_OF[why.how]) for why in reasons if why.how in _FURTHEST_OF for form in why.found]
    forms = Counter(form for form, _ in found)
    steps = {form: distance(plain(need.typed), plain(form), FURTHEST) for form in forms}
    near = {form for form, furthest in found if steps[form] <= furthest}
    return min(near, key=lambda form: (steps[form], -forms[form], form), default=need.near_name)
