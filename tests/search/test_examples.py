"""The examples on an empty page find something here."""

from typing import Any

import pytest

from search.examples import QUESTIONS, SHOWN, examples
from search.known_words import count_words
from search.requests import SearchRequest
from search.service import search
from tests.factories.search import stored_document

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("nothing_to_find", "embedded")
class TestExamples:
    def test_an_empty_site_gives_none(self) -> None:
        assert examples() == ()

    def test_each_has_all_its_words_in_the_index_and_finds(self) -> None:
        stored_document(QUESTIONS[1])
        stored_document(QUESTIONS[-1])
        count_words()
        assert examples() == (QUESTIONS[1], QUESTIONS[-1])
        assert all(search(SearchRequest(text)).full for text in examples())

    def test_there_are_a_few_in_one_query(self, django_assert_num_queries: Any) -> None:
        for text in QUESTIONS:
            stored_document(text)
        count_words()
        with django_assert_num_queries(1):
            assert len(examples()) == SHOWN
