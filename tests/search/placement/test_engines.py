"""Both engines put first what editors put first, and keep out what they keep out; the numbers stay right."""

from typing import Any

import pytest
from django.db.models import F

from search.engines import store
from search.engines.base import Answer, SearchEngine
from search.engines.database import DatabaseEngine
from search.engines.opensearch import OpenSearchEngine
from search.models import IndexEntry
from search.placement.models import Where
from search.question.asking import asked
from search.requests import SearchRequest
from tests.factories.search import placed, push_everything, stored_document


class PlacingContract:
    engine: SearchEngine

    def settle(self) -> None:
        raise NotImplementedError

    def ask(self, query: str, **options: Any) -> Answer:
        return self.engine.search(SearchRequest(query=query, **options), asked(query))

    def titles(self, query: str, **options: Any) -> list[str]:
        return [found.source["title"] for found in self.ask(query, **options).found]

    def test_what_editors_put_first_stands_first_in_their_order(self) -> None:
        for title in ("Rouw rouw rouw", "Rouw"):
            stored_document(title)
        second = stored_document("Steun", text="Hier staat één keer rouw.")
        first = stored_document("Afscheid nemen")
        self.settle()
        placed("rouw", second, position=2)
        placed("rouw", first, position=1)
        assert self.titles("rouw")[:2] == ["Afscheid nemen", "Steun"]
        answer = self.ask("rouw")
        assert (answer.total, len(answer.found), answer.full) == (4, 4, 3), "counted once, and no word of it is met"

    def test_pages_do_not_overlap(self) -> None:
        for number in range(5):
            stored_document(f"Rouw {number}")
        first = stored_document("Afscheid nemen")
        self.settle()
        placed("rouw", first)
        pages = [self.titles("rouw", page=page, size=3) for page in (1, 2)]
        assert pages[0][0] == "Afscheid nemen"
        assert len({*pages[0], *pages[1]}) == 6

    def test_what_editors_hide_is_in_no_list_and_no_count(self) -> None:
        stored_document("Rouw in de wijk", theme=["rouw"])
        hidden = stored_document("Rouw om een huisdier", theme=["rouw"])
        self.settle()
        placed("rouw", hidden, Where.HIDDEN)
        answer = self.ask("rouw")
        assert [found.source["title"] for found in answer.found] == ["Rouw in de wijk"]
        assert (answer.total, answer.full, answer.counts["theme"]) == (1, 1, {"rouw": 1})
        assert len(self.titles("huisdier rouw")) == 2, "for another question it is there"

    def test_a_choice_of_the_visitor_goes_before_what_editors_put_first(self) -> None:
        stored_document("Rouw", theme=["rouw"])
        first = stored_document("Afscheid nemen", theme=["afscheid"])
        self.settle()
        placed("rouw", first)
        assert self.titles("rouw", chosen={"theme": frozenset(["rouw"])}) == ["Rouw"]
        assert self.ask("rouw").counts["theme"] == {"rouw": 1, "afscheid": 1}

    def test_what_was_taken_off_the_site_is_not_put_first_and_not_counted(self) -> None:
        stored_document("Rouw")
        gone = stored_document("Afscheid nemen")
        self.settle()
        placed("rouw", gone)
        rows = IndexEntry.objects.filter(pk=gone.pk)
        rows.update(version=F("version") + 1)
        store.forget([gone.pk])
        store.empty_documents(rows)
        self.settle()
        answer = self.ask("rouw")
        assert ([found.source["title"] for found in answer.found], answer.total) == (["Rouw"], 1)

    def test_another_order_is_the_order_that_was_asked_for(self) -> None:
        stored_document("Rouw aan het begin van het alfabet")
        last = stored_document("Zorg")
        self.settle()
        placed("rouw", last)
        assert self.titles("rouw", sort="title") == ["Rouw aan het begin van het alfabet", "Zorg"]


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_to_find")
class TestPlacingInTheDatabase(PlacingContract):
    engine = DatabaseEngine()

    def settle(self) -> None:
        """What is stored can be found at once."""


@pytest.mark.opensearch
@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_to_find")
class TestPlacingInOpenSearch(PlacingContract):
    @pytest.fixture(autouse=True)
    def _with_engine(self, engine_index: str, settings: Any) -> None:
        self.engine = OpenSearchEngine(settings.OPENSEARCH_URL, engine_index)

    def settle(self) -> None:
        push_everything()
