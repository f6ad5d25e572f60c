"""From a dictionary to the lists of the analysis, and those to their files."""

import gzip
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from devtools.words import lemmas, parts, tokens
from devtools.words.hunspell import Dictionary
from search.analysis import lists
from search.analysis.splitter import Splitter
from search.analysis.tokens import fold


@dataclass(frozen=True)
class Lists:
    """What search.analysis.lists reads."""

    lemmas: Mapping[str, str]
    splitter: Splitter


def build(
    dictionary: Dictionary,
    frequency: Callable[[str], float],
    *,
    own_lemmas: lemmas.OwnLemmas,
    own_parts: parts.OwnParts,
    place_names: Collection[str] = (),
) -> Lists:
    """The lists; `frequency` is the Zipf frequency of a folded word, 0 for an unknown one."""
    forms = tuple(dictionary.forms())
    known = lemmas.sort_out(forms)
    heads = lemmas.heads(known, own_lemmas, frequency)
    splitter = parts.part_lists(forms, frequency, own_parts)
    names = parts.names(forms).union(place_names)
    splitter = replace(splitter, whole=parts.whole_words(splitter, heads, known, names, own_parts))
    apart = {fold(line.split()[0]) for line in own_lemmas.apart}
    token_of = tokens.tokens(heads, splitter, frequency, apart)
    return Lists(tokens.listed(token_of, heads, splitter, frequency), splitter)


def encode(made: Lists) -> dict[str, str]:
    """File name -> its text, in one order only, so that a change of a list shows as that."""
    by_token: dict[str, list[str]] = defaultdict(list)
    for form, token in sorted(made.lemmas.items()):
        by_token[token].append(form)
    splitter = made.splitter
    groups = {"f": splitter.first, "s": splitter.linking, "l": splitter.last, "e": splitter.everyday}
    by_codes: dict[str, list[str]] = defaultdict(list)
    for word in sorted(splitter.first | splitter.last):
        by_codes["".join(code for code, group in groups.items() if word in group)].append(word)
    return {
        lists.LEMMAS: _text(" ".join([token, *forms]) for token, forms in sorted(by_token.items())),
        lists.PARTS: _text(" ".join([codes, *words]) for codes, words in sorted(by_codes.items())),
        lists.WHOLE: _text(sorted(splitter.whole)),
    }


def write(made: Lists, folder: Path) -> None:
    for name, text in encode(made).items():
        # mtime 0: the same lists make the same file.
        (folder / name).write_bytes(gzip.compress(text.encode("ascii"), mtime=0))


def _text(lines: Iterable[str]) -> str:
    return "".join(line + "\n" for line in lines)
