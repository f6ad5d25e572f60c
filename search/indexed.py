"""The document as the engines keep it: plain JSON, its tokens and the values of its facets (pure)."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from core.text import scrub
from search.analysis.compounds import taken_apart
from search.analysis.recent import Recent
from search.analysis.tokens import exact, fold, written
from search.analysis.version import analysis_version
from search.document import Document
from search.fields import EXACT, GAP, GRAMS, grams

MAX_TEXT = 500_000
"""Characters of one document that are searched: a book; more is no page."""

MAX_SORT_TITLE = 255


@dataclass(frozen=True)
class IndexedDocument:
    """One document, ready for either engine."""

    source: Mapping[str, Any]
    facets: Mapping[str, tuple[str, ...]]
    tokens: Mapping[str, list[str]]
    sort_title: str
    date: date | None

    @cached_property
    def digest(self) -> str:
        return digest(self.source)


def source_of(document: Document, facets: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The JSON that a row keeps: what is shown, and what everything else can be made from."""
    source: dict[str, Any] = _storable(
        {
            "title": document.title,
            "url": document.url,
            "summary": document.summary,
            "sections": [[section.heading, section.text] for section in document.sections],
            "keywords": list(document.keywords),
            "aliases": list(document.aliases),
            "date": str(document.date) if document.date else "",
            "sort_date": document.date.sort_key.isoformat() if document.date else "",
            "external_id": document.external_id,
            "parent": asdict(document.parent) if document.parent else None,
            "display": dict(document.display),
            "facets": {key: list(values) for key, values in facets.items() if values},
        }
    )
    return source


def _storable(value: Any) -> Any:
    """Without NUL and lone surrogates: PostgreSQL refuses the one in JSON, the engine a whole batch for the other."""
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, Mapping):
        return {key: _storable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_storable(item) for item in value]
    return value


def from_source(source: Mapping[str, Any]) -> IndexedDocument:
    """Everything an engine needs, out of the JSON of a row: so a rebuild needs no content."""
    body = [source["summary"], *(part for heading, text in source["sections"] for part in (heading, text))]
    return IndexedDocument(
        source=source,
        facets={key: tuple(values) for key, values in source["facets"].items()},
        tokens=_fields([source["title"]], source["keywords"], list(_cut(body))),
        sort_title=sort_title(source["title"]),
        date=date.fromisoformat(source["sort_date"]) if source["sort_date"] else None,
    )


_Analysed = tuple[str, tuple[str, ...], str, tuple[str, ...]]


def _analysed(word: str) -> _Analysed:
    """Of a word as it is written: its token, "" if it has none, the tokens of its parts, the word itself, n-grams."""
    if word == GAP:
        return "", (), GAP, ()
    token, parts = taken_apart(word)
    form = exact(word)
    # Most are written as their token is: no need to keep the same letters three times.
    return word if token == word else token, parts, word if form == word else form, tuple(grams(token))


_KNOWN = Recent(_analysed, 50_000)
"""Some 700 bytes each. With half of that a rebuild of 25,000 documents analyses 28% more words. Twice as many aren't
met in 10,000 documents, so that memory would go on growing after these."""


class _Read(NamedTuple):
    """The tokens of some texts, those of the parts of their words, the words as they are written (fields.GAP), and the
    n-grams of each."""

    tokens: list[str]
    parts: list[str]
    exact: list[str]
    grams: tuple[tuple[str, ...], ...]


def _cut(texts: Iterable[str]) -> Iterator[str]:
    """Those that have something, together no longer than MAX_TEXT."""
    left = MAX_TEXT
    for text in texts:
        if kept := text[:left]:
            yield kept
        left -= len(kept)


def _words(texts: Iterable[str]) -> list[str]:
    words: list[str] = []
    for text in texts:
        if words:
            words.append(GAP)
        words += written(text)
    return words


def _read(texts: Iterable[str]) -> _Read:
    # Column by column: what Python does word by word here is most of the time of a rebuild.
    columns = tuple(zip(*map(_KNOWN.__getitem__, _words(texts)), strict=True)) or ((), (), (), ())
    tokens, parts_of_words, forms, grams_of_words = columns
    inner = list(chain.from_iterable(parts_of_words))
    return _Read(list(filter(None, tokens)), inner, list(filter(None, forms)), grams_of_words)


def _fields(title: Sequence[str], keywords: Sequence[str], body: Sequence[str]) -> dict[str, list[str]]:
    """The tokens of each field (search/fields.py): words, as they are written too, parts of compounds, and n-grams."""
    read = {field: _read(texts) for field, texts in (("title", title), ("keywords", keywords), ("body", body))}
    # Each n-gram once: how often it occurs says nothing about what a text is about.
    once = dict.fromkeys(chain.from_iterable((*read["title"].grams, *read["body"].grams)))
    return {
        **{field: found.tokens for field, found in read.items()},
        "title_parts": read["title"].parts,
        "keyword_parts": read["keywords"].parts,
        "body_parts": read["body"].parts,
        **{EXACT[field]: found.exact for field, found in read.items()},
        GRAMS: list(once),
    }


def sort_title(title: str) -> str:
    """A title as it is ordered: folded, without the quote or bracket that it begins with."""
    folded = fold(title)
    start = next((place for place, letter in enumerate(folded) if letter.isalnum()), 0)
    return folded[start : start + MAX_SORT_TITLE]


def digest(source: Mapping[str, Any]) -> str:
    """A fingerprint of all that is public of a document; the same words analysed otherwise are another document."""
    text = json.dumps([analysis_version(), source], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
