"""How a test of an engine asks it."""

from collections.abc import Mapping

from search.engines.base import Answer, SearchEngine
from search.question.asking import asked
from search.requests import SearchRequest, clean_query


class AskingEngine:
    """Inherit, and give `engine` and `settle` (which makes what was stored findable)."""

    engine: SearchEngine

    def settle(self) -> None:
        raise NotImplementedError

    def ask(self, query: str = "", **options: object) -> Answer:
        chosen: Mapping[str, frozenset[str]] = {
            key: frozenset(values)
            for key, values in options.pop("chosen", {}).items()  # type: ignore[attr-defined]
        }
        request = SearchRequest(query=clean_query(query), chosen=chosen, **options)  # type: ignore[arg-type]
        return self.engine.search(request, asked(request.query))

    def titles(self, query: str = "", **options: object) -> list[str]:
        return [found.source["title"] for found in self.ask(query, **options).found]
