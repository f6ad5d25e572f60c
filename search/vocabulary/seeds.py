"""The vocabulary that comes with the site, in files beside this one."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from search.vocabulary.entries import Entry, Kind
from search.vocabulary.rules import Rule, parse_names, parse_related, parse_synonyms

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def seed_entries() -> tuple[Entry, ...]:
    """All rules in the files, each once."""
    return tuple({entry.fingerprint: entry for entry in _read_all()}.values())


def _read_all() -> Iterator[Entry]:
    for name in ("synonyms.txt", "everyday.txt"):
        yield from (_entry(rule, Kind.SYNONYMS, Kind.EVERYDAY) for rule in parse_synonyms(_read(name)))
    yield from (_entry(rule, Kind.RELATED, Kind.LEADS_TO) for rule in parse_related(_read("related.txt")))
    yield from (Entry(Kind.NAME, (name,)) for name in parse_names(_read("names.txt")))


def _entry(rule: Rule, both_ways: Kind, one_way: Kind) -> Entry:
    return Entry(both_ways, rule.said) if rule.both_ways else Entry(one_way, rule.said, rule.means)


def _read(name: str) -> str:
    return (_DATA / name).read_text(encoding="utf-8")
