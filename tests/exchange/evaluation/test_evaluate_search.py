"""The command measures the site's own search, on documents that never touch the site."""

import json
import signal
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from wagtail.models import Page, Site

from exchange.evaluation import running
from search.api import SearchRequest, search
from search.engines import index
from search.models import IndexEntry
from search.node.filelock import locked
from tests import faults
from tests.exchange.lines import line, write

pytestmark = pytest.mark.django_db
without_postgres = pytest.mark.sqlite_only
"""There each run makes all tables anew; that it can is shown by one test, the rest is about the command."""


PATIENCE = 300.0
"""Seconds for an empty site that another process makes: generous, for busy machines."""


@pytest.fixture(autouse=True)
def _one_at_a_time(settings: Any) -> Iterator[None]:
    """One process of the run makes the empty site; the others wait for it, and don't make it too."""
    with locked(settings.VAR_DIR / "evaluation" / "lock", timeout=PATIENCE):
        yield


class Said(NamedTuple):
    """What a run wrote, and how it ended ("" and 0 for well)."""

    out: str
    err: str
    error: str
    code: int


def run(documents: Path, queries: Path, **options: Any) -> Said:
    out, err = StringIO(), StringIO()
    error, code = "", 0
    try:
        call_command(
            "evaluate_search", documents=str(documents), queries=str(queries), stdout=out, stderr=err, **options
        )
    except CommandError as raised:
        error, code = str(raised), raised.returncode
    return Said(out.getvalue(), err.getvalue(), error, code)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return write(
        tmp_path / "documenten.jsonl",
        line(id="nl-1", title="Rouw", text="Als een kind sterft.", kind="story"),
        line(id="nl 2/é", title="Schulden", text="Hulp bij rouw en schulden.", kind="verslag", themes=["eigen woord"]),
        line(id="nl-3", title="Borstvoeding", text="Een warme start.", gemeente="Leiden"),
    )


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    path = tmp_path / "vragen.jsonl"
    path.write_text(
        '{"query": "rouw", "kind": "keyword", "judgments": {"nl-1": 3, "nl 2/é": 1}}\n'
        '{"query": "Wat is kwik?", "relevant": "nl-3"}\n',
        encoding="utf-8",
    )
    return path


@without_postgres
def test_the_json_has_the_measures_overall_and_per_kind(documents: Path, queries: Path) -> None:
    said = run(documents, queries, engine="database", json=True)
    assert said.error == ""
    assert json.loads(said.out) == {
        "overall": {"ndcg@10": 0.5, "recall@20": 0.5, "mrr@10": 0.5, "zero": 1},
        "kinds": {
            "keyword": {"ndcg@10": 1.0, "recall@20": 1.0, "mrr@10": 1.0, "zero": 0, "n": 1},
            "question": {"ndcg@10": 0.0, "recall@20": 0.0, "mrr@10": 0.0, "zero": 1, "n": 1},
        },
    }


@without_postgres
def test_the_run_file_holds_the_external_ids_in_order(documents: Path, queries: Path, tmp_path: Path) -> None:
    found = tmp_path / "gevonden.jsonl"
    run(documents, queries, engine="database", run_file=str(found))
    lines = [json.loads(one) for one in found.read_text(encoding="utf-8").splitlines()]
    assert lines == [{"query": "rouw", "ids": ["nl-1", "nl 2/é"]}, {"query": "Wat is kwik?", "ids": []}]


@without_postgres
def test_without_json_it_is_a_table(documents: Path, queries: Path) -> None:
    assert run(documents, queries, engine="database").out.splitlines()[-1].split() == [
        "samen", "2", "0.500", "0.500", "0.500", "1",
    ]  # fmt: skip


def test_the_site_stays_as_it_was(documents: Path, queries: Path) -> None:
    root = Site.objects.get(is_default_site=True).root_page
    before = (Page.objects.count(), IndexEntry.objects.count(), connection.settings_dict["NAME"])
    run(documents, queries, engine="database")
    assert (Page.objects.count(), IndexEntry.objects.count(), connection.settings_dict["NAME"]) == before
    assert search(SearchRequest("rouw"), engine="database").total == 0
    assert root.url == "/"


@without_postgres
def test_a_run_that_is_broken_off_leaves_the_site_its_database(
    documents: Path, queries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, stop = connection.settings_dict["NAME"], signal.getsignal(signal.SIGTERM)

    def interrupt(text: str, engine: str) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "ranking", interrupt)
    said = run(documents, queries, engine="database")
    assert (said.error, said.code) == ("Afgebroken; er is niets achtergebleven.", 130)
    assert connection.settings_dict["NAME"] == before
    assert signal.getsignal(signal.SIGTERM) == stop


@without_postgres
def test_a_bad_line_is_told_and_the_others_are_measured(documents: Path, queries: Path) -> None:
    write(documents, documents.read_bytes().strip(), line(id="nl-4", gemeente="Atlantis"), b"{")
    said = run(documents, queries, engine="database", json=True)
    # before it stands, the first time, that a site is being made
    assert said.err.splitlines()[-2:] == [
        f"{documents}:4: gemeente: onbekende gemeente “Atlantis”",
        f"{documents}:5: geen geldige JSON (plaats 2)",
    ]
    assert said.code == 1 and "2 regel(s) niet overgenomen" in said.error
    assert json.loads(said.out)["kinds"]["keyword"]["ndcg@10"] == 1


@without_postgres
def test_a_bad_question_is_told_with_its_line_and_the_others_are_measured(documents: Path, queries: Path) -> None:
    queries.write_text('{"query": "", "relevant": "nl-1"}\n' + queries.read_text(encoding="utf-8"), encoding="utf-8")
    said = run(documents, queries, engine="database", json=True)
    assert f"{queries}:1: “query” ontbreekt of is geen tekst" in said.err.splitlines()
    assert (said.code, said.error) == (1, f"{queries}: 1 regel(s) niet overgenomen; gemeten zonder die.")
    assert json.loads(said.out)["kinds"]["keyword"] == {
        "ndcg@10": 1.0, "recall@20": 1.0, "mrr@10": 1.0, "zero": 0, "n": 1,
    }  # fmt: skip


def test_a_file_that_is_wrong_is_said_before_a_site_is_made(
    documents: Path, queries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(**options: Any) -> None:
        raise AssertionError("a site is being made")

    monkeypatch.setattr(running, "temporary_database", too_late)
    absent, folder = tmp_path / "weg.jsonl", tmp_path
    assert run(absent, queries)[2:] == (f"{absent} bestaat niet.", 1)
    assert run(documents, queries, run_file=str(folder))[2:] == (f"Kan {folder} niet schrijven: Is a directory.", 1)
    for read in (documents, queries):
        before = read.read_bytes()
        assert "is het bestand dat gelezen wordt" in run(documents, queries, run_file=str(read))[2]
        assert read.read_bytes() == before


@without_postgres
def test_files_that_are_no_such_files_get_a_sentence(documents: Path, queries: Path, tmp_path: Path) -> None:
    absent, nonsense = tmp_path / "weg.jsonl", write(tmp_path / "fout.jsonl", b"{")
    assert run(absent, queries)[2:] == (f"{absent} bestaat niet.", 1)
    assert run(documents, absent)[2:] == (f"{absent} bestaat niet.", 1)
    assert run(documents, nonsense)[1:] == (
        f"{nonsense}:1: geen geldige JSON (plaats 2)\n",
        f"{nonsense}: geen enkele regel is een vraag.",
        1,
    )
    assert run(nonsense, queries, engine="database")[2:] == (f"{nonsense}: geen enkele regel is een document.", 1)
    assert run(documents, queries, engine="database", run_file=str(tmp_path))[2:] == (
        f"Kan {tmp_path} niet schrijven: Is a directory.",
        1,
    )


@without_postgres
def test_an_engine_that_is_away_is_said(documents: Path, queries: Path, settings: Any) -> None:
    with faults.refusing() as url:
        settings.OPENSEARCH_URL = url
        said = run(documents, queries, engine="opensearch")
    assert said.code == 2 and said.error.startswith("De zoekmachine antwoordt niet")


@pytest.mark.opensearch
def test_it_measures_on_an_index_of_its_own_that_is_gone_afterwards(
    documents: Path, queries: Path, opensearch_url: str, settings: Any
) -> None:
    settings.OPENSEARCH_URL = opensearch_url
    said = run(documents, queries, json=True)
    assert json.loads(said.out)["kinds"]["keyword"]["ndcg@10"] == 1
    assert [name for name in index.client().indices.get(index="*") if name.startswith("evaluation-")] == []
    assert opensearch_url == settings.OPENSEARCH_URL
