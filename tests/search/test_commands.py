"""The commands that people and scripts rely on: their output, and how they leave."""

import json
import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from search import registry
from search.indexer.build import build_due
from search.management.commands.search import Command
from search.models import IndexEntry, PlacedResult
from search.vocabulary import version
from tests import faults
from tests.factories.places import MunicipalityFactory
from tests.factories.search import push_everything, stored_document
from tests.search.content import approach, coalition

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[str, str, int]:
    """(stdout, stderr, exit code) of a command."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return out.getvalue(), err.getvalue(), int(end.code or 0)
    return out.getvalue(), err.getvalue(), 0


@pytest.fixture
def found(embedded: None) -> None:
    approach(coalition(), "Rouw & verlies", blocks=1, external_id="ext-1")
    build_due()


def test_search_prints_json_of_the_promised_shape(found: None) -> None:
    out, err, code = run("search", "rouw", "--json")
    answer = json.loads(out)
    assert code == 0 and err == ""
    assert list(answer) == ["engine", "degraded", "total", "full", "partial_counts", "hits", "facets"]
    page = IndexEntry.objects.get(type="approach")
    assert answer["hits"][0] == {
        "type": "approach",
        "id": page.key,
        "external_id": "ext-1",
        "title": "Rouw & verlies",
        "url": "/coalities/coalitie-zaanstad/rouw-verlies/",
        "score": pytest.approx(answer["hits"][0]["score"]),
        "highlight": "In het kort.",
        "why": [{"typed": "rouw", "how": "word", "found": ["rouw"], "where": ["title"], "under": []}],
        "missing": [],
    }

    assert set(answer["facets"]) == {facet.key for facet in registry.facets()}
    assert answer["facets"]["type"] == [{"value": "approach", "label": "Aanpakken", "count": 1}]


def test_what_editors_put_first_is_marked_and_nothing_else(found: None) -> None:
    page = IndexEntry.objects.get(type="approach")
    approach(coalition("Coalitie Delft"), "Rouw in Delft")
    build_due()
    PlacedResult.objects.create(question="rouw", type=page.type, object_id=page.object_id, title="x", position=1)
    version.watch.forget()
    out, _, _ = run("search", "rouw", "--json")
    hits = json.loads(out)["hits"]
    assert {hit["id"]: hit.get("on_top") for hit in hits} == {hit["id"]: hit["id"] == page.key or None for hit in hits}
    assert len(hits) > 1


def test_search_without_a_hit_leaves_with_0(found: None) -> None:
    out, _, code = run("search", "bestaatniet", "--json")
    assert (json.loads(out)["total"], code) == (0, 0)


def test_search_narrows_by_facets_that_may_be_repeated(found: None) -> None:
    out, _, _ = run("search", "", "--facet", "type=approach", "--facet", "type=block", "--json")
    assert json.loads(out)["total"] == 2


def test_search_narrows_by_a_shorthand_as_the_page_does(found: None) -> None:
    MunicipalityFactory(name="Zaanstad")
    narrowed, _, _ = run("search", "rouw", "--facet", "like=Zaanstad", "--json")
    everything, _, _ = run("search", "rouw", "--json")
    assert (json.loads(narrowed)["total"], json.loads(everything)["total"]) == (0, 1)
    _, said, _ = run("search", "rouw", "--facet", "like=Atlantis", "--json")
    assert "Atlantis" in said


def test_search_reads_a_facet_value_as_an_address_does(found: None) -> None:
    out, err, code = run("search", "rouw", "--facet", "theme=g\udcffeen")
    assert (code, err) == (0, "We kennen “g een” niet bij thema. Die keuze is weggelaten.\n")


def test_search_degraded_leaves_with_0_and_says_so(found: None, settings: Any) -> None:
    with faults.refusing() as url:
        settings.OPENSEARCH_URL = url
        out, _, code = run("search", "rouw", "--json")
    assert (json.loads(out)["degraded"], code) == (True, 0)


def test_search_leaves_with_2_when_the_asked_engine_is_silent(found: None, settings: Any) -> None:
    with faults.refusing() as url:
        settings.OPENSEARCH_URL = url
        out, err, code = run("search", "rouw", "--engine", "opensearch")
    assert (out, code) == ("", 2)
    assert "kan niet antwoorden" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["rouw", "--facet", "kleur=rood"],
        ["rouw", "--facet", "theme"],
        ["rouw", "--page", "0"],
        ["rouw", "--page", "veel"],
        ["rouw", "--engine", "google"],
        [],
    ],
)
def test_search_refuses_bad_arguments(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("search", *arguments)


def test_search_says_what_the_page_says_of_an_answer(found: None) -> None:
    assert run("search", "rouw", "--page", "99")[1] == "Pagina 99 bestaat niet: bij deze vraag is er maar één pagina.\n"


def test_search_says_of_a_value_that_is_no_text_that_the_value_is_wrong() -> None:
    with pytest.raises(CommandError, match=r"^--facet theme: de waarde is leeg of geen leesbare tekst \(UTF-8\)\.$"):
        call_command("search", "rouw", "--facet", "theme=\udcff")


def test_bad_arguments_leave_with_1_from_the_command_line() -> None:
    command = Command(stderr=StringIO())
    with pytest.raises(SystemExit) as end:
        command.run_from_argv(["manage.py", "search", "rouw", "--engine", "google"])
    assert end.value.code == 1


def test_check_index_prints_counts_and_leaves_with_0_when_equal(found: None) -> None:
    out, _, code = run("check_index", "--json")
    documents = IndexEntry.objects.with_document().count()
    assert json.loads(out) == {"documents": documents, "missing": 0, "extra": 0, "stale": 0}
    assert code == 0


def test_check_index_leaves_with_1_on_a_difference_and_repairs(found: None) -> None:
    stored_document("Te veel")
    out, _, code = run("check_index", "--json", "--repair")
    assert (json.loads(out)["extra"], code) == (1, 1)
    assert run("check_index")[2] == 0


def test_check_index_leaves_with_2_when_the_engine_is_away(found: None, settings: Any) -> None:
    with faults.refusing() as url:
        settings.OPENSEARCH_URL = url
        out, err, code = run("check_index", "--json")
    assert (out, code) == ("", 2)
    assert "niet bereikbaar" in err


def test_rebuild_index_works_without_an_engine(found: None) -> None:
    IndexEntry.objects.all().delete()
    _, err, code = run("rebuild_index")
    assert code == 0
    assert "Herbouwd" in err
    assert run("check_index")[2] == 0


@pytest.mark.parametrize("command", ["check_index", "rebuild_index"])
def test_long_work_shows_how_far_it_is_to_who_looks_and_nothing_elsewhere(
    found: None, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(command)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich takes it for a terminal
    run(command)
    assert re.search(r"documenten (vergelijken|opbouwen)\D.*100%", capsys.readouterr().err)


@pytest.mark.opensearch
def test_rebuild_index_fills_the_engine(engine_index: str) -> None:
    approach(coalition(), blocks=1)
    assert run("rebuild_index")[2] == 0
    push_everything()
    assert run("check_index")[2] == 0


def test_rebuild_index_leaves_with_2_when_the_engine_is_away(found: None, settings: Any) -> None:
    with faults.refusing() as url:
        settings.OPENSEARCH_URL = url
        assert run("rebuild_index")[2] == 2


def test_index_worker_once_builds_what_is_due(embedded: None) -> None:
    approach(coalition())
    assert run("index_worker", "--once")[2] == 0
    assert not IndexEntry.objects.to_build().exists()


def test_index_worker_once_leaves_with_2_when_the_engine_is_away(embedded: None, settings: Any) -> None:
    with faults.refusing() as url:
        settings.OPENSEARCH_URL = url
        with pytest.raises(CommandError) as error:
            call_command("index_worker", "--once")
    assert error.value.returncode == 2
