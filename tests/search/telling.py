"""Results made by hand, of questions that are really understood: for the tests of what a page says."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from search.engines.base import Answer, Found
from search.fullness import Fullness
from search.question.known import KnownWords
from search.question.model import Place, Question
from search.question.understanding import understand
from search.requests import SearchRequest
from search.results import FacetResult, FacetValue, SearchResults, hits
from search.there import There
from search.vocabulary.rules import Rules, compiled, parse_synonyms

NO_RULES = compiled(synonyms=(), related=(), names=())
NO_WORDS = KnownWords()
LEIDEN = Place("municipality", "leiden", "Leiden", "leiden")


def rules(synonyms: str) -> Rules:
    return compiled(synonyms=parse_synonyms(synonyms), related=(), names=())


def known(**shares: float) -> KnownWords:
    return KnownWords(shares)


def document(title: str = "Een aanpak", text: str = "", **given: Any) -> dict[str, Any]:
    """The source of a document; `heading` stands above its text, `municipality` and the like are facets."""
    heading, keywords = given.pop("heading", ""), given.pop("keywords", [])
    return {
        "title": title,
        "url": "/",
        "summary": given.pop("summary", ""),
        "sections": [[heading, text]] if text else [],
        "keywords": keywords,
        "date": "",
        "external_id": "",
        "display": {},
        "parent": None,
        "facets": given,
    }


def understood(
    text: str,
    *,
    vocabulary: Rules = NO_RULES,
    words: KnownWords = NO_WORDS,
    places: tuple[Place, ...] = (),
    names: Mapping[str, str] = MappingProxyType({}),
) -> Question:
    return understand(text, vocabulary, words, places, lambda: names)


def missing(source: Mapping[str, Any], question: Question) -> tuple[str, ...]:
    """What one document lacks of a question."""
    return Fullness(question).missing(source, There.of(source))


def results(question: Question, *documents: dict[str, Any], full: int = 0, **options: Any) -> SearchResults:
    """The results of a question that finds these documents; `full` of them have every word."""
    found = tuple(Found(f"approach:{number}", 1.0, source) for number, source in enumerate(documents, 1))
    answer = Answer(len(found), found, full=full)
    return SearchResults(
        **{
            "request": SearchRequest(question.typed),
            "engine": "database",
            "degraded": False,
            "total": len(found),
            "hits": hits(answer, question, {one.key for one in found}),
            "facets": (counted("municipality", documents), counted("theme", documents)),
            "full": full,
            "question": question,
            **options,
        }
    )


def counted(key: str, documents: tuple[dict[str, Any], ...] = (), *, selected: str = "") -> FacetResult:
    """The values that these documents have in a facet, and the chosen one."""
    values = [value for source in documents for value in source["facets"].get(key, ())]
    names = dict.fromkeys((*values, *([selected] if selected else [])))
    return FacetResult(key, key.title(), tuple(FacetValue(v, v.title(), values.count(v), v == selected) for v in names))
