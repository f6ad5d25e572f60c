"""Whether the work on a text grows with its length and no faster, however busy the machine is."""

import time
from collections.abc import Callable
from itertools import islice, product

__all__ = ["grows_with_length_only", "spellings"]


def grows_with_length_only(work: Callable[[str], object], piece: str, *, length: int, floor: float) -> bool:
    """Ten times as long may take ten times as long; what is quadratic takes a hundred. `floor` (seconds of processor
    time for the short text) hides small noise."""

    def seconds(characters: int) -> float:
        text = piece * (characters // len(piece))
        start = time.process_time()
        work(text)
        return time.process_time() - start

    return seconds(10 * length) < 35 * max(seconds(length), floor)


def spellings(word: str, times: int) -> str:
    """A text of one word in so many different spellings, by its capitals."""
    variants = product(*((letter, letter.upper()) for letter in word))
    return " ".join("".join(letters) for letters in islice(variants, times))
