"""Which token each form gets, and which of them the list must hold (pure but for the stemmer)."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from search.analysis.splitter import Splitter
from search.analysis.tokens import stem

MIN_FREQUENCY = 2.0
"""Words rarer than this don't take a token from others: Zipf 2 is once in ten million words."""


def tokens(heads: Mapping[str, str], splitter: Splitter, frequency: Callable[[str], float]) -> dict[str, str]:
    """form -> token: one for all forms of a head, and another one for every head.

    The stemmer makes one stem of persoon and persoonlijk: the word that is the stem, or else the more
    frequent one, keeps it; the other one is its own token.
    """
    weight: dict[str, float] = defaultdict(float)
    for form, head in heads.items():
        weight[head] = max(weight[head], frequency(form))
    natural = {head: _natural(head, splitter, heads, {}) for head in weight}
    token_of: dict[str, str] = {}
    taken: set[str] = set()
    # Who is a stem already keeps it: zorg before zorgen.
    for head in sorted(weight, key=lambda head: (natural[head] != head, -weight[head], head)):
        token = _natural(head, splitter, heads, token_of)
        if token in taken and weight[head] >= MIN_FREQUENCY:
            token = head
        token_of[head] = token
        taken.add(token)
    return {form: token_of[head] for form, head in heads.items()}


def _natural(word: str, splitter: Splitter, heads: Mapping[str, str], token_of: Mapping[str, str]) -> str:
    """What search.analysis.tokens.lemma makes of a word that isn't listed."""
    parts = splitter.split(word)
    if parts and word.endswith(parts[-1]):
        last = parts[-1]
        head = heads.get(last, last)
        return word[: -len(last)] + (token_of.get(head) or _natural(head, splitter, heads, token_of))
    return stem(word)


def listed(
    tokens: Mapping[str, str], heads: Mapping[str, str], splitter: Splitter, frequency: Callable[[str], float]
) -> dict[str, str]:
    """The forms that need a line in the list: those whose token doesn't come out by itself."""
    token_of = {heads[form]: token for form, token in tokens.items()}
    return {
        form: token
        for form, token in tokens.items()
        if frequency(form) > 0 and _natural(form, splitter, heads, token_of) != token
    }
