"""Words that were mistyped: the nearest words that are known (pure)."""

from collections.abc import Collection

from search.analysis.compounds import parts
from search.analysis.tokens import plain, token
from search.question.known import Known
from search.question.sounds import sound

SHORTEST = 4
"""Letters of a word that may be corrected: of three letters any other word is near."""
LONG = 8
"""Letters from which two mistakes are likely enough: dutch-search.md, decision 8 ("1 up to 7 letters, else 2")."""
BY_EAR = 3
"""Letters that a word may be longer or shorter as it is heard: "buro" for "bureau" and one more."""
MOST = 3
"""Words that are tried in place of one; the nearest first, of those the most common."""


def corrections(token: str, known: Known, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The known words nearest to one that isn't known, all equally near. `more`: words to try beside the index's.

    One that sounds the same is as near as one with a letter wrong, however many letters differ.
    """
    if len(token) < SHORTEST or token.isdigit():
        return ()
    allowed = 2 if len(token) >= LONG else 1
    shortest, longest = max(SHORTEST, len(token) - BY_EAR), len(token) + BY_EAR
    candidates = dict(known.beginning_with(token[0], shortest=shortest, longest=longest))
    for word in more:
        if word[:1] == token[0] and shortest <= len(word) <= longest:
            candidates.setdefault(word, 0.0)
    near = [
        (steps, -share, word)
        for word, share in candidates.items()
        if (steps := _steps(token, word, allowed)) <= allowed
    ]
    nearest = min(near, default=(0, 0.0, ""))[0]
    return tuple(word for steps, _, word in sorted(near) if steps == nearest)[:MOST]


def _steps(typed: str, word: str, allowed: int) -> int:
    if sound(typed) == sound(word):
        return min(1, distance(typed, word, 1))
    return distance(typed, word, allowed)


def relinked(word: str, known: Known, more: Collection[str]) -> tuple[str, ...]:
    """Of a compound that nobody knows the ones that are known with one s more or less between the same parts.

    "Ervaringdeskundige" splits as well as "ervaringsdeskundige", and is no word. `more`: words known beside the
    index's.
    """
    typed = plain(word)
    more_s = (f"{typed[:place]}s{typed[place:]}" for place in range(SHORTEST - 1, len(typed) - 2))
    less_s = (typed[:place] + typed[place + 1 :] for place, letter in enumerate(typed) if letter == "s")
    tokens = dict.fromkeys(token(other) for other in (*more_s, *less_s) if parts(other) == parts(word))
    there = known.shares(tokens.keys())
    return tuple(other for other in tokens if other in there or other in more)[:MOST]


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
