"""The embedded percolator keeps the contract."""

from collections.abc import Mapping, Sequence

import pytest

from search.question.asking import Understanding
from search.standing import embedded
from search.standing.news import News
from search.standing.questions import Standing
from tests.search.standing.contract import PercolatorContract


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_to_find")
class TestEmbedded(PercolatorContract):
    def matches(self, questions: Sequence[Standing], items: Sequence[News]) -> Mapping[int, set[str]]:
        return embedded.matches(questions, items, Understanding())
