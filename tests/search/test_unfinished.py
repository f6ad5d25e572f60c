"""A word that isn't finished and finds nothing is offered as the most common one that begins so."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from search.indexer.build import build_due
from search.known_words import count_words
from search.requests import SearchRequest
from search.service import search
from search.unfinished import finished
from tests.search.content import approach, coalition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]


@pytest.fixture
def words() -> None:
    ours = coalition()
    for title in ("Geldzorgen", "Geldzorgen bij een huisbezoek", "Geldzorgvuldigheid"):
        approach(ours, title)
    build_due()
    count_words()


def offered(text: str, **choices: Any) -> str:
    return finished(search(SearchRequest(text, **choices)))


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(("typed", "whole"), [("geldzo", "geldzorgen"), ("Huisbez", "huisbezoek")])
def test_it_is_offered_as_it_stands_in_the_documents(typed: str, whole: str) -> None:
    assert offered(typed) == whole


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("typed", ["", "gel", "xqzwv", "geldzorgen", '"geldzo"'])
def test_what_is_too_short_begins_nothing_is_right_or_is_quoted_gets_no_offer(typed: str) -> None:
    assert offered(typed) == ""


@pytest.mark.usefixtures("words")
def test_the_page_offers_it() -> None:
    page = Client().get(reverse("search:results"), {"q": "geldzo"}).content.decode()
    assert "Geen resultaten" in page
    assert 'Bedoelde u <a href="?q=geldzorgen"><b>geldzorgen</b></a>?' in page


@pytest.mark.usefixtures("words")
def test_who_waited_for_an_engine_that_is_away_does_not_wait_again(django_assert_num_queries: Any) -> None:
    answer = replace(search(SearchRequest("geldzo")), degraded=True)
    with django_assert_num_queries(0):
        assert finished(answer) == ""
