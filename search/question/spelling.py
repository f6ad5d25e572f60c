"""Words that were mistyped: the nearest words that are known (pure)."""

from collections.abc import Collection, Iterable, Mapping

from search.analysis.compounds import parts
from search.analysis.tokens import plain, token
from search.question.known import Known, Lengths
from search.question.model import Tokens
from search.question.sounds import sound

SHORTEST = 4
"""Letters of a word that may be corrected: of three letters any other word is near."""
LONG = 8
"""Letters from which two mistakes are likely enough; up to seven it is one."""
BY_EAR = 3
"""Letters that a word may be longer or shorter as it is heard: "buro" for "bureau" and one more."""
SHORTEST_NAME = 5
"""The same of one that may be a name: of four letters there are too many (Best, Goes, Epen)."""
MOST = 3
"""Words that are tried in place of one; the nearest first, of those the most common."""


def corrections(tokens: Collection[str], known: Known, more: Mapping[str, Tokens]) -> Mapping[str, Tokens]:
    """For each of these, which nobody knows, the known words nearest to it, all equally near; one reading of `known`.

    One that sounds the same is as near as one with a letter wrong, however many letters differ. `more`: words to try
    beside the index's, by their first letter.
    """
    doubtful = [token for token in tokens if len(token) >= SHORTEST and not token.isdigit()]
    if not doubtful:
        return {}
    wanted = _wanted(doubtful)
    candidates = {letter: dict.fromkeys(more.get(letter, ()), 0.0) for letter in wanted}
    for word, share in known.beginning_with(wanted):
        candidates[word[0]][word] = share
    return {token: _nearest(token, candidates[token[0]]) for token in doubtful}


def nearest_name(typed: str, names: Mapping[str, str]) -> str:
    """The word of a name that is meant by one that nobody knows, as it is written; "" when none is near or it is
    one.

    By its letters and not by tokens: an ending is none in a name, Nijmegen is no form of anything.
    """
    letters = plain(typed)
    if len(letters) < SHORTEST_NAME or letters.isdigit() or letters in names:
        return ""
    begun = {name: 0.0 for name in names if name[:1] == letters[0]}
    return next((names[name] for name in _nearest(letters, begun)), "")


def _wanted(tokens: Iterable[str]) -> Mapping[str, Lengths]:
    """How long words may be that are near to these, by their first letter."""
    wanted: dict[str, Lengths] = {}
    for typed in tokens:
        lengths = _lengths(typed)
        already = wanted.get(typed[0], lengths)
        wanted[typed[0]] = Lengths(min(lengths.shortest, already.shortest), max(lengths.longest, already.longest))
    return wanted


def _lengths(token: str) -> Lengths:
    return Lengths(max(SHORTEST, len(token) - BY_EAR), len(token) + BY_EAR)


def _nearest(token: str, candidates: Mapping[str, float]) -> Tokens:
    allowed = 2 if len(token) >= LONG else 1
    shortest, longest = _lengths(token)
    near = [
        (steps, -share, word)
        for word, share in candidates.items()
        if shortest <= len(word) <= longest and (steps := _steps(token, word, allowed)) <= allowed
    ]
    nearest = min(near, default=(0, 0.0, ""))[0]
    return tuple(word for steps, _, word in sorted(near) if steps == nearest)[:MOST]


def _steps(typed: str, word: str, allowed: int) -> int:
    if sound(typed) == sound(word):
        return min(1, distance(typed, word, 1))
    # A step takes away one letter that the other word hasn't: most words are ruled out by that, much sooner.
    if len({*typed}.difference(word)) > allowed or len({*word}.difference(typed)) > allowed:
        return allowed + 1
    return distance(typed, word, allowed)


def relinked(words: Collection[str], known: Known, more: Collection[str]) -> Mapping[str, Tokens]:
    """For each of these compounds, which nobody knows, the ones that are known with one s more or less between
    the same parts; one reading of `known`.

    "Ervaringdeskundige" splits as well as "ervaringsdeskundige", and is no word. `more`: words known beside the
    index's.
    """
    tried = {word: _linked_otherwise(word) for word in words}
    there = known.shares({other for others in tried.values() for other in others})
    return {
        word: tuple(other for other in others if other in there or other in more)[:MOST]
        for word, others in tried.items()
    }


def _linked_otherwise(word: str) -> Collection[str]:
    """The tokens of a compound with one s more or less between the same parts, each once."""
    typed = plain(word)
    more_s = (f"{typed[:place]}s{typed[place:]}" for place in range(SHORTEST - 1, len(typed) - 2))
    less_s = (typed[:place] + typed[place + 1 :] for place, letter in enumerate(typed) if letter == "s")
    return dict.fromkeys(token(other) for other in (*more_s, *less_s) if parts(other) == parts(word))


def distance(first: str, second: str, most: int) -> int:
    """Letters to change, add, leave out, or swap with their neighbour; any number above `most` means "too far"."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            steps = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                steps = min(steps, before[column - 2] + 1)
            current.append(steps)
        if min(current) > most and min(last) >= most:  # a swap looks two rows back
            return most + 1
        before, last = last, current
    return last[-1]
