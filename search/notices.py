"""What has to be said about an answer, to readers and programs alike (pure). What was odd in an address itself is said
by who reads it (search/address.py)."""

from collections.abc import Iterator

from search.analysis.tokens import written
from search.question.operators import operators
from search.requests import MAX_RESULTS
from search.results import SearchResults
from search.telling import listed

__all__ = ["notices_of", "of_reading", "unknown_values"]


def notices_of(results: SearchResults) -> list[str]:
    """All of it: about the question, how it was answered, and the page that was asked for."""
    return [*of_reading(results), *_of_answering(results), *_of_paging(results)]


def of_reading(results: SearchResults) -> list[str]:
    """What has to be said about the question: values that don't exist, or have another name today; operators."""
    return [
        *(f"{unknown} Die keuze is weggelaten." for unknown in unknown_values(results)),
        *(f"“{value}” heet nu “{name}”. We zochten daarmee." for value, name in results.renamed),
        *_of_operators(results.question.typed),
    ]


def unknown_values(results: SearchResults) -> list[str]:
    """Values that don't exist: all there is to say to who gets no answer because of them."""
    return [f"We kennen “{value}” niet bij {label.lower()}." for label, value in results.unknown]


def _of_operators(text: str) -> Iterator[str]:
    """Who writes them expects that they do something."""
    words = written(text)
    found = list(dict.fromkeys(words[place] for place in sorted(operators(words))))
    if found:
        named = listed([f"“{word}”" for word in found])
        yield f"Met {named} doet deze zoekmachine niets. We zochten op de andere woorden."


def _of_answering(results: SearchResults) -> Iterator[str]:
    if results.degraded:
        yield (
            "De zoekmachine is even niet bereikbaar. We zochten op een eenvoudiger manier; de volgorde kan anders zijn."
        )
    if results.partial_counts:
        yield "Er zijn zo veel resultaten dat de aantallen bij de filters alleen over de beste 5.000 gaan."


def _of_paging(results: SearchResults) -> Iterator[str]:
    if results.request.too_deep and results.total > MAX_RESULTS:
        limit = f"{MAX_RESULTS:,}".replace(",", ".")
        yield f"Verder bladeren dan {limit} resultaten kan niet. Maak uw vraag preciezer, of kies een filter."
    elif results.total and results.request.page > results.pages:
        last = "is er maar één pagina" if results.pages == 1 else f"zijn er {results.pages} pagina’s"
        yield f"Pagina {results.request.page} bestaat niet: bij deze vraag {last}."
