"""The percolator of OpenSearch keeps the contract, and its index follows the questions and the words by itself."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from search import mapping
from search.engines import index
from search.placement.models import Where
from search.question.asking import Understanding
from search.question.known import KnownWords
from search.question.understanding import understand
from search.standing import percolator
from search.standing.answers import answers
from search.standing.news import News, news
from search.standing.questions import Standing
from search.vocabulary.rules import Rules
from tests.factories.search import placed, stored_document
from tests.search.standing.contract import PercolatorContract, asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_to_find")]


@pytest.fixture
def own_index(engine_index: str) -> Iterator[str]:
    yield f"{engine_index}-saved-searches"
    percolator.drop()


@pytest.mark.opensearch
@pytest.mark.usefixtures("own_index")
class TestOpenSearch(PercolatorContract):
    def matches(self, questions: Sequence[Standing], items: Sequence[News]) -> Mapping[int, set[str]]:
        return percolator.matches(questions, items, Understanding())


def stored(name: str) -> dict[str, Any]:
    index.refresh(name)
    found = index.client().search(index=name, body={"size": 100, "query": {"match_all": {}}})
    return {hit["_id"]: hit["_source"] for hit in found["hits"]["hits"]}


@pytest.mark.opensearch
class TestItsIndex:
    def test_holds_the_questions_of_now_and_no_others(self, own_index: str) -> None:
        stored_document("Muziek")
        percolator.matches([asked(1, "muziek"), asked(2, "tuinen")], news(10), Understanding())
        assert percolator.matches([asked(2, "muziek"), asked(3, "wijk")], news(10), Understanding()) == {
            2: {news(1)[0].key}
        }
        assert set(stored(own_index)) == {"2", "3"}

    def test_holds_no_word_as_it_was_typed_and_nobody(self, own_index: str) -> None:
        stored_document("Muziek")
        percolator.matches([asked(7, "Geldzorgen")], news(10), Understanding())
        assert set(stored(own_index)["7"]) == {"saved_number", "saved_fingerprint", "saved_query"}
        assert "Geldzorgen" not in str(stored(own_index))

    def test_is_made_anew_when_the_fields_of_documents_change(
        self, own_index: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stored_document("Muziek")
        percolator.matches([asked(1, "muziek")], news(10), Understanding())
        monkeypatch.setattr(mapping, "FIELDS", (*mapping.FIELDS, "extra"))
        assert percolator.matches([asked(1, "muziek")], news(10), Understanding()) == {1: {news(1)[0].key}}
        properties = index.client().indices.get_mapping(index=own_index)[own_index]["mappings"]["properties"]
        assert "extra" in properties

    def test_tells_nobody_of_what_editors_hid_for_a_question(self, own_index: str) -> None:
        row = stored_document("Muziek", text="In de wijk.")
        placed("muziek", row, Where.HIDDEN)
        questions = [asked(1, "muziek"), asked(2, "muziek wijk")]
        assert answers(questions, news(10), Understanding()) == {2: {row.key}}
        assert set(stored(own_index)) == {"1", "2"}, "it was this percolator that told"

    def test_is_no_index_of_documents(self, own_index: str) -> None:
        stored_document("Muziek")
        percolator.matches([asked(1, "muziek")], news(10), Understanding())
        assert own_index not in index.all_names()


def test_a_question_in_full_asks_every_word_every_choice_and_what_is_quoted() -> None:
    standing = asked(1, 'muziek "rode tuin"', theme=["bereik"])
    question = understand(standing.request.query, Rules(), KnownWords())
    words, choices = percolator.full_form(question, standing.request)["bool"]["filter"]
    met = json.dumps(words)
    assert [word in met for word in ('["muziek"]', '["tuin"]', '"rode tuin"')] == [True] * 3
    assert choices == {"bool": {"filter": [{"terms": {"theme": ["bereik"]}}]}}
