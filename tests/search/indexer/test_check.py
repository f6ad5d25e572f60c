"""The check tells exactly what differs between content, rows and engine, and a repair mends it."""

from datetime import datetime
from typing import Any

import pytest

from approaches.models import ApproachPage
from approaches.search_document import ApproachDocument
from search import outbox
from search.document import Document
from search.engines import index
from search.engines.index import Operation
from search.indexer import check as module
from search.indexer.build import build_due
from search.indexer.check import Difference, Report, check
from search.indexer.push import DEAD_AFTER
from search.models import IndexEntry
from tests.factories.search import push_everything, stored_document
from tests.search.content import approach, coalition, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents() -> int:
    """A coalition with an approach and a block, beside the site's own pages, all built; returns how many there are."""
    approach(coalition(), blocks=1)
    build_due()
    return IndexEntry.objects.with_document().count()


class TestEmbedded:
    """Without an engine the rows are compared with the content."""

    @pytest.fixture(autouse=True)
    def _embedded(self, embedded: None, documents: int) -> None:
        self.documents = documents

    def test_equal_is_equal(self) -> None:
        assert check(deep=True) == Report(documents=self.documents)

    def test_a_public_page_without_a_document_is_missing(self) -> None:
        IndexEntry.objects.filter(type="approach").delete()
        assert check(deep=True) == Report(documents=self.documents, missing=1)

    def test_a_document_without_a_public_page_is_extra(self) -> None:
        stored_document("Zonder inhoud")
        assert check(deep=True) == Report(documents=self.documents, extra=1)

    def test_a_change_that_is_not_built_yet_is_stale(self) -> None:
        outbox.touch("approach", [IndexEntry.objects.get(type="approach").object_id])
        assert check(deep=False) == Report(documents=self.documents, stale=1)

    def test_a_change_that_sent_no_signal_is_stale_when_looked_at_deeply(self) -> None:
        ApproachPage.objects.update(summary="Stiekem anders.")
        assert check(deep=False).clean
        assert check(deep=True) == Report(documents=self.documents, stale=1)

    def test_content_that_cannot_be_built_is_stale_and_stops_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(document: ApproachDocument, page: ApproachPage) -> Document:
            raise ValueError

        monkeypatch.setattr(ApproachDocument, "build", fail)
        assert check(deep=True) == Report(documents=self.documents, stale=1)

    def test_a_document_of_a_type_that_a_release_took_away_is_extra_and_goes(self) -> None:
        stored_document("Van vroeger")
        IndexEntry.objects.filter(document__title="Van vroeger").update(type="vroeger")
        assert check(deep=True, repair=True) == Report(documents=self.documents, extra=1)
        assert check(deep=True) == Report(documents=self.documents)

    @pytest.mark.parametrize("trouble", ["missing", "extra", "stale"])
    def test_a_repair_mends(self, trouble: str) -> None:
        if trouble == "missing":
            IndexEntry.objects.filter(type="approach").delete()
        elif trouble == "extra":
            stored_document("Zonder inhoud")
        else:
            ApproachPage.objects.update(summary="Stiekem anders.")
        assert getattr(check(deep=True, repair=True), trouble) == 1
        build_due()
        assert check(deep=True) == Report(documents=self.documents)


class TestAfterAFailure:
    """The worker goes on trying what failed; to begin anew with it would hide that it was given up."""

    @pytest.fixture(autouse=True)
    def _embedded(self, embedded: None, documents: int) -> None:
        """Without an engine."""

    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
        """Approaches can't be built, until this is undone."""

        def fail(document: ApproachDocument, page: ApproachPage) -> Document:
            raise ValueError

        monkeypatch.setattr(ApproachDocument, "build", fail)
        return monkeypatch

    def given_up(self, **values: Any) -> tuple[int, str, datetime]:
        rows = IndexEntry.objects.filter(type="approach")
        rows.update(attempts=DEAD_AFTER, error="bouwen: ValueError", **values)
        return self.failure()

    def failure(self) -> tuple[int, str, datetime]:
        return IndexEntry.objects.filter(type="approach").values_list("attempts", "error", "changed_at").get()

    @pytest.mark.parametrize("deep", [False, True])
    @pytest.mark.parametrize("never_built", [False, True])
    def test_what_cannot_be_built_stays_given_up(
        self, broken: pytest.MonkeyPatch, deep: bool, never_built: bool
    ) -> None:
        before = self.given_up(version=9, **({"document": None, "digest": ""} if never_built else {}))
        report = check(deep=deep, repair=True)
        assert report.missing + report.stale == 1, "it is told all the same"
        assert self.failure() == before

    def test_what_can_be_built_by_now_is_tried_again_by_who_looks_deeply(self) -> None:
        self.given_up(version=9)
        check(deep=True, repair=True)
        build_due()
        assert check(deep=True).clean
        assert self.failure()[:2] == (0, "")

    def test_content_that_changed_since_without_a_signal_is_repaired(self) -> None:
        self.given_up()
        ApproachPage.objects.update(summary="Stiekem anders.")
        check(deep=True, repair=True)
        build_due()
        assert IndexEntry.objects.get(type="approach").document["summary"] == "Stiekem anders."
        assert self.failure()[:2] == (0, "")

    def test_what_is_public_no_more_is_emptied_though_it_failed(self) -> None:
        self.given_up(version=9)
        ApproachPage.objects.update(live=False)
        assert check(deep=False, repair=True).extra == 2, "with its block"
        assert IndexEntry.objects.get(type="approach").document is None


@pytest.mark.opensearch
class TestWithEngine:
    @pytest.fixture(autouse=True)
    def _engine(self, engine_index: str, documents: int) -> None:
        self.documents = documents
        push_everything()

    def key(self) -> str:
        return IndexEntry.objects.get(type="approach").key

    def tamper(self, operation: Operation) -> None:
        assert index.write(index.alias(), [operation], refresh_now=True) == {}

    def test_equal_is_equal(self) -> None:
        assert check(deep=True) == Report(documents=self.documents)

    def test_a_document_that_the_engine_lost_is_missing_and_comes_back(self) -> None:
        # As somebody with the engine's own tools does it: the delete gets the next version.
        self.tamper(Operation(self.key(), row(*self.split()).document_version + 1, None))
        assert check(deep=False, repair=True) == Report(documents=self.documents, missing=1)
        self.settle()
        assert check(deep=True) == Report(documents=self.documents)

    def test_a_document_that_only_the_engine_has_goes_at_once(self) -> None:
        self.tamper(Operation("approach:987654", 3, row(*self.split()).document))
        assert check(deep=False, repair=True) == Report(documents=self.documents, extra=1)
        assert check(deep=False).clean

    def test_a_document_that_somebody_else_put_there_goes_too(self) -> None:
        index.client().index(index=index.serving(), id="approach:999999", body={"title": "vreemd"})
        assert check(deep=False, repair=True).extra == 1
        assert check(deep=False).clean

    def test_what_was_published_while_it_was_compared_stays_in_the_engine(self) -> None:
        """It seems too much only because the content was read before the engine."""
        module._repair(Difference(self.key(), "extra", row(*self.split()).document_version))
        assert dict(index.versions(index.alias()))[self.key()]

    def test_another_version_in_the_engine_is_stale_and_is_put_right(self) -> None:
        self.tamper(Operation(self.key(), 50, {**row(*self.split()).document, "title": "Vervalst"}))
        assert check(deep=False, repair=True) == Report(documents=self.documents, stale=1)
        self.settle()
        assert check(deep=True) == Report(documents=self.documents)
        assert index.client().get(index=index.alias(), id=self.key())["_source"]["source"]["title"] == "Warme belroute"

    @pytest.mark.parametrize("deep", [False, True])
    def test_what_the_engine_does_not_take_stays_given_up(self, deep: bool) -> None:
        rows = IndexEntry.objects.filter(type="approach")
        rows.update(version=9, built_version=9, document_version=9, attempts=DEAD_AFTER, error="sturen: x")
        assert check(deep=deep, repair=True).stale == 1
        assert rows.values_list("version", "attempts", "error").get() == (9, DEAD_AFTER, "sturen: x")

    def test_what_failed_and_is_older_than_the_engine_has_it_is_repaired(self) -> None:
        IndexEntry.objects.filter(type="approach").update(attempts=DEAD_AFTER, error="sturen: x")
        self.tamper(Operation(self.key(), 50, row(*self.split()).document))
        check(deep=False, repair=True)
        self.settle()
        assert check(deep=True).clean

    def split(self) -> tuple[str, int]:
        type_key, _, number = self.key().partition(":")
        return type_key, int(number)

    def settle(self) -> None:
        build_due()
        push_everything()


def test_memory_stays_flat_ids_come_a_page_at_a_time(
    embedded: None, documents: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)
    monkeypatch.setattr(index, "PAGE", 2)
    assert check(deep=False).documents == documents
