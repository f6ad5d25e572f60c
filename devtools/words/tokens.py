"""Which token each form gets, and which of them the list must hold (pure but for the stemmer)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from search.analysis.splitter import Splitter
from search.analysis.tokens import stem

EVERYDAY = 3.5
"""Of a word so common (Zipf) all forms are listed, also those that nobody was seen to write."""

_ABSTRACT = ("ing", "heid")

MIN_FREQUENCY = 2.0
"""Words rarer than this don't take a token from others: Zipf 2 is once in ten million words."""


def tokens(
    heads: Mapping[str, str], splitter: Splitter, frequency: Callable[[str], float], apart: Collection[str] = ()
) -> dict[str, str]:
    """form -> token: one for all forms of a head, and another one for every head.

    The stemmer makes one stem of persoon and persoonlijk: the word that is the stem, or else the more frequent one,
    keeps it; the other one is its own token. But a noun in -ing or -heid may share the stem of the verb or adjective
    that it is made from (begeleiding, kwetsbaarheid): that finds more (docs/adr/0011), unless its head is in `apart`.
    """
    weight: dict[str, float] = defaultdict(float)
    for form, head in heads.items():
        weight[head] = max(weight[head], frequency(form))
    natural = {head: _natural(head, splitter, heads, {}) for head in weight}
    # "Afscheid" and "ring" end so too, and are made from nothing.
    made = (head for head in weight if head.endswith(_ABSTRACT) and natural[head] != head)
    token_of = {head: natural[head] for head in made if head not in apart}
    taken: set[str] = set()
    # Who is a stem already keeps it: zorg before zorgen.
    for head in sorted(weight.keys() - token_of.keys(), key=lambda head: (natural[head] != head, -weight[head], head)):
        token = _natural(head, splitter, heads, token_of)
        if token in taken and weight[head] >= MIN_FREQUENCY:
            token = head
        token_of[head] = token
        taken.add(token)
    return {form: token_of[head] for form, head in heads.items()}


def _natural(word: str, splitter: Splitter, heads: Mapping[str, str], token_of: Mapping[str, str]) -> str:
    """What search.analysis.tokens.lemma makes of a word that isn't listed."""
    parts = splitter.split(word)
    if parts:
        last = parts[-1]
        head = heads.get(last, last)
        return word[: -len(last)] + (token_of.get(head) or _natural(head, splitter, heads, token_of))
    return stem(word)


def listed(
    tokens: Mapping[str, str], heads: Mapping[str, str], splitter: Splitter, frequency: Callable[[str], float]
) -> dict[str, str]:
    """The forms that need a line in the list: those that are written and whose token doesn't come out by itself."""
    token_of = {heads[form]: token for form, token in tokens.items()}
    return {
        form: token
        for form, token in tokens.items()
        if (frequency(form) > 0 or frequency(heads[form]) >= EVERYDAY)
        and _natural(form, splitter, heads, token_of) != token
    }
