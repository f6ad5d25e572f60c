"""The vocabulary that comes with the site, in files beside this one."""

from functools import lru_cache
from pathlib import Path

from search.vocabulary.rules import Rules, compiled, parse_names, parse_related, parse_synonyms

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules in force."""
    return compiled(
        synonyms=[*parse_synonyms(_read("synonyms.txt")), *parse_synonyms(_read("everyday.txt"))],
        related=parse_related(_read("related.txt")),
        names=parse_names(_read("names.txt")),
    )


def _read(name: str) -> str:
    return (_DATA / name).read_text(encoding="utf-8")
