"""The forms of Dutch verbs, from their stem or from a table of the strong ones (pure; letters are folded)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

VOWELS = "aeiou"

_SEPARABLE_PREFIXES = """
aan achter af bij binnen bloot deel door goed in klaar los mee na neer om onder op over plaats rond samen tegen terug
thuis toe uit vast voor voort vrij weg
"""
_SEPARABLE = _SEPARABLE_PREFIXES.split()
_INSEPARABLE = ("be", "er", "ge", "her", "mis", "om", "onder", "ont", "over", "ver", "vol", "voor", "weer")


def with_en(stem: str) -> Iterator[str]:
    """What a word with -en may be by the rules of spelling: leef -> leven, stop -> stoppen, werk -> werken.

    An infinitive or a plural; the likeliest first, the dictionary decides.
    """
    soft = stem[:-1] + {"f": "v", "s": "z"}.get(stem[-1:], stem[-1:])
    if stem[-1:] in VOWELS:
        yield stem + "n"
        yield stem + "en"
        return
    if _long(stem):
        yield soft[:-2] + soft[-1] + "en"
        yield stem[:-2] + stem[-1] + "en"
    if _short(stem):
        yield stem + stem[-1] + "en"
    yield soft + "en"
    yield stem + "en"


def participles(stem: str) -> Iterator[str]:
    """What the weak participle of a stem may be: gewerkt, geleerd, opgevoed, begeleid."""
    endings = ("",) if stem[-1:] in "dt" else ("d", "t")
    for ending in endings:
        yield "ge" + stem + ending
        for prefix in _SEPARABLE:
            if stem.startswith(prefix) and len(stem) > len(prefix) + 2:
                yield prefix + "ge" + stem[len(prefix) :] + ending
        if stem.startswith(tuple(_INSEPARABLE)):
            yield stem + ending


@dataclass(frozen=True)
class Strong:
    """A strong or irregular verb."""

    infinitive: str
    past: tuple[str, ...]
    participle: str
    present: tuple[str, ...]

    def forms(self) -> tuple[str, ...]:
        return (*self.past, *([self.participle] if self.participle else []))

    def prefixed(self, prefix: str) -> Iterator["Strong"]:
        """What it is with this prefix: aangekeken, bekeken."""
        past, present = (tuple(prefix + form for form in forms) for forms in (self.past, self.present))
        if self.participle and prefix in _SEPARABLE:
            yield Strong(prefix + self.infinitive, past, prefix + self.participle, present)
        if self.participle and prefix in _INSEPARABLE:
            yield Strong(prefix + self.infinitive, past, prefix + self.participle.removeprefix("ge"), present)


def strong(lines: Iterable[str], known: Collection[str]) -> Iterator[Strong]:
    """The verbs of the table ("infinitive past pasts participle | other forms"), and the known verbs made from them."""
    for line in lines:
        main, _, present = line.partition(" | ")
        infinitive, past, pasts, *participle = main.split()
        verb = Strong(infinitive, (past, pasts), "".join(participle), tuple(present.split()))
        yield verb
        yield from _family(verb, known, depth=2)


def _family(verb: Strong, known: Collection[str], depth: int) -> Iterator[Strong]:
    # Twice: wijzen, verwijzen, doorverwijzen.
    for prefix in dict.fromkeys([*_SEPARABLE, *_INSEPARABLE]):
        if depth and prefix + verb.infinitive in known:
            for made in verb.prefixed(prefix):
                yield made
                yield from _family(made, known, depth - 1)


def _long(stem: str) -> bool:
    return len(stem) > 2 and stem[-1] not in VOWELS and stem[-2] == stem[-3] and stem[-2] in VOWELS


def _short(stem: str) -> bool:
    return (
        len(stem) > 1
        and stem[-1] not in VOWELS + "wxjh"
        and stem[-2] in VOWELS
        and (len(stem) < 3 or stem[-3] not in VOWELS)
    )
