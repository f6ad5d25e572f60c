"""Rules about names and codes of places: functions over values, without the database."""

import re
from collections.abc import Collection, Mapping, Sequence

from django.utils.text import slugify

_CODE = re.compile(r"(?:GM)?(\d{4})", re.ASCII | re.IGNORECASE)
# The longest name is "Kollumerland en Nieuwkruisland" (30): what is longer than this names no place.
_LONGEST_NAME = 100
# "Haarlemmerliede en Spaarnwoude" has three words, "Nieuwerkerk aan den IJssel" four: none has more than five.
_MOST_WORDS = 5
# About thirty words, so some 150 runs: a question asks the database no list without end.
_LONGEST_QUESTION = 200


def fold(text: str) -> str:
    """The form in which names are compared, and their slug: lower case, no accents, words joined by hyphens.

    "Súdwest-Fryslân" and "sudwest fryslan" are the same; "&" reads as "en". "" for what can't be a name.
    """
    if len(text) > _LONGEST_NAME:
        return ""
    return slugify(text.replace("&", " en ").replace("/", " "))


def names_in(text: str) -> tuple[str, ...]:
    """Every folded run of words in a text that could be a name, the longest first: "aanpak west betuwe" has six.

    Of a long text only the first words are read: a question that names a place does so soon.
    """
    words = [word for word in map(fold, text[:_LONGEST_QUESTION].split()) if word]
    runs = [
        "-".join(words[start : start + length])
        for length in range(_MOST_WORDS, 0, -1)
        for start in range(len(words) - length + 1)
    ]
    return tuple(dict.fromkeys(run for run in runs if len(run) <= _LONGEST_NAME))


def without_prefix(folded: str) -> str:
    """A folded name without "gemeente" before it, as in "gemeente Utrecht"."""
    return folded.removeprefix("gemeente-")


def municipality_code(text: str) -> str:
    """The CBS code in its one form, "GM0363", of "GM0363", "gm0363" or "0363"; "" if it isn't one."""
    match = _CODE.fullmatch(text.strip())
    return f"GM{match.group(1)}" if match else ""


def municipalities_of_today(
    name: str, became: Mapping[str, Sequence[str]], current: Collection[str]
) -> tuple[str, ...]:
    """The current municipalities that a former one ended in, in the order of `became` at each step.

    `became` gives the immediate successors of each former name, the main one first. ValueError when a step
    leads to a name that is neither current nor former, or in a circle.
    """
    found: dict[str, None] = {}
    _follow(name, became, current, found, seen=())
    return tuple(found)


def _follow(
    name: str,
    became: Mapping[str, Sequence[str]],
    current: Collection[str],
    found: dict[str, None],
    seen: tuple[str, ...],
) -> None:
    if name in current:
        found[name] = None
        return
    if name in seen or name not in became:
        raise ValueError(f"{' > '.join((*seen, name))} leidt niet naar een gemeente van nu")
    for successor in became[name]:
        _follow(successor, became, current, found, (*seen, name))
