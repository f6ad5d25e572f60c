"""Trust 25 to 27: whatever happens, in the end the index is the database, and nothing hidden was shown meanwhile.

The same as `make drill`, which makes thousands of changes; here there are as many as a minute takes.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from devtools.drill.__main__ import told
from devtools.drill.running import Plan, run
from tests.thread.running_site import RunningSite, eventually

CHANGES = 120
SEED = 5
ALL = ""
"""The question that every document answers."""


MANY_BLOCKS = """
from approaches.models import ApproachPage, BuildingBlock
from coalitions.models import CoalitionIndexPage, CoalitionPage
coalition = CoalitionIndexPage.objects.get().add_child(instance=CoalitionPage(title="Coalitie", slug="coalitie"))
page = coalition.add_child(instance=ApproachPage(title="Aanpak", slug="aanpak", summary="In het kort."))
BuildingBlock.objects.bulk_create(BuildingBlock(page=page, title=str(n), slug=f"deel-{n}") for n in range(100))
page.save()
"""
"""One approach with so many parts that a rebuild takes a second or two."""


@pytest.mark.opensearch
def test_after_random_changes_and_faults_index_and_database_are_equal(site: RunningSite) -> None:
    outcome = run(Plan(CHANGES, SEED), site, print)
    assert outcome.good, "\n".join(told(outcome))
    assert outcome.made + outcome.rolled_back == CHANGES
    assert outcome.faults, "something was disturbed"


@pytest.mark.opensearch
def test_a_rebuild_during_twenty_writes_a_second_loses_nothing_and_never_shows_an_empty_search(
    site: RunningSite,
) -> None:
    site.manage("shell", "--command", MANY_BLOCKS)
    site.manage("index_worker", "--once")
    documents = (site.check_index() or {})["documents"]
    site.start_worker()
    writer = site.start("writer", "tests/thread/steady_writer.py")
    searcher = site.start("searcher", "-m", "devtools.drill.process", "searcher", "1", str(site.folder), ALL)
    eventually(lambda: bool(answered(site.folder)), "niemand zoekt")
    before = len(answered(site.folder))
    site.manage("rebuild_index")
    eventually(lambda: len(answered(site.folder)) > before + 1, "er werd tijdens de herbouw niet gezocht")
    writer.stop()
    searcher.stop()
    assert int(site.log("writer").read_text().splitlines()[-1]) > 20, "there was written meanwhile"
    assert {answer.get("total") for answer in answered(site.folder)} == {documents}, "every answer had all documents"
    eventually(site.index_is_equal, "er ging iets verloren")


def answered(folder: Path) -> list[dict[str, Any]]:
    """What the searcher wrote down so far, without the line that it is writing."""
    text = (folder / "searches.jsonl").read_text(encoding="utf-8") if (folder / "searches.jsonl").exists() else ""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.opensearch
def test_an_engine_that_lost_everything_is_filled_again_without_a_hand(site: RunningSite) -> None:
    site.start_worker()
    eventually(site.index_is_equal, "de index wordt niet gevuld")
    assert site.node is not None
    site.node.stop()
    assert site.manage("check_index", good=(2,)).returncode == 2
    site.kill("worker")
    for left in (site.folder / "opensearch").glob("*/data"):
        shutil.rmtree(left)
    site.start_node()
    site.start_worker()
    eventually(site.index_is_equal, "de index wordt niet opnieuw gevuld")
