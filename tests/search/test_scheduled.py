"""The clock makes the files of the engine anew before they keep a deleted text for more than a day."""

from datetime import timedelta

import pytest

from search import scheduled
from search.engines import index
from search.indexer.rebuild import rebuild
from search.scheduled import renew_files
from tests.factories.search import stored_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_to_find")]


def test_without_an_engine_there_is_nothing_to_renew(embedded: None) -> None:
    renew_files()


@pytest.mark.opensearch
class TestWithEngine:
    @pytest.fixture(autouse=True)
    def _index(self, engine_index: str) -> None:
        stored_document()
        rebuild(lambda what, done, total: None)

    def test_an_index_of_today_is_left_alone(self) -> None:
        before = index.serving()
        renew_files()
        assert index.serving() == before

    def test_an_index_whose_age_nobody_knows_is_made_anew(self) -> None:
        other = f"{index.alias()}-van-elders"
        index.client().indices.create(index=other)
        index.swap(other)
        renew_files()
        assert index.serving() not in (other, None)
        index.drop([other])

    def test_an_index_of_yesterday_is_made_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = index.serving()
        monkeypatch.setattr(scheduled, "OLDEST_FILES", timedelta(seconds=-1))
        renew_files()
        assert index.serving() not in (before, None)
