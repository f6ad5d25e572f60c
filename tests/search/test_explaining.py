"""The why page's results are the site's own, in its order; on either engine."""

from typing import Any

import pytest

from search.explaining import explain
from search.indexer.build import build_due
from search.known_words import count_words
from tests.factories.search import push_everything
from tests.search.content import approach, coalition


def fill() -> None:
    parent = coalition()
    approach(parent, "Zwaluw", summary="De zwaluw bij ieder gezin, een zwaluw vroeg in de zwangerschap.")
    approach(parent, "Belroute", summary="Na een zwaluw bellen wij.")
    for number in range(6):
        approach(parent, f"Iets anders {number}")
    build_due()
    count_words()


def check() -> None:
    results, explained = explain("zwaluw")
    assert [one.hit.key for one in explained] == [hit.key for hit in results.hits]
    assert [one.place for one in explained] == [1, 2]
    assert explained[0].hit.title == "Zwaluw"
    assert {"title", "body"} <= {where for ground in explained[0].account for where in ground.where}


@pytest.mark.django_db
@pytest.mark.usefixtures("embedded")
def test_each_hit_of_the_embedded_engine_has_its_account(django_assert_max_num_queries: Any) -> None:
    fill()
    check()
    with django_assert_max_num_queries(30):
        explain("zwaluw")
    assert explain("zwaluw", page=9)[1] == ()
    assert explain("")[1][0].account == ()


@pytest.mark.django_db
@pytest.mark.opensearch
@pytest.mark.usefixtures("engine_index")
def test_each_hit_of_the_real_engine_has_its_account() -> None:
    fill()
    push_everything()
    assert explain("zwaluw")[0].engine == "opensearch"
    check()
