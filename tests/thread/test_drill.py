"""Trust 25 and 27: whatever happens, in the end the index is the database.

DRILL_OPERATIONS sets how many random changes (the suite makes a hundred and twenty; the drill of trust.md is 10,000).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.thread.running_site import ROOT, RunningSite, eventually

OPERATIONS = int(os.environ.get("DRILL_OPERATIONS", "120"))
WRITERS = 2
WRITER_TIMEOUT = max(600, OPERATIONS)
"""Seconds: a change takes a few tenths of a second on a machine that does nothing else."""


def start_writer(site: RunningSite, seed: int) -> tuple[int, subprocess.Popen[bytes]]:
    """A process that makes its share of the changes; what it says is kept."""
    command = [sys.executable, "tests/thread/operations.py", str(seed), str(OPERATIONS // (3 * WRITERS))]
    with log_path(site, seed).open("wb") as log:
        return seed, subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=log, stderr=log)


def log_path(site: RunningSite, seed: int) -> Path:
    return site.folder / f"writer-{seed}.log"


def log_of(site: RunningSite, seed: int) -> str:
    return log_path(site, seed).read_text(errors="replace")[-4_000:]


@pytest.mark.opensearch
def test_after_random_changes_with_kills_index_and_database_are_equal(site: RunningSite) -> None:
    site.manage("load_themes")
    site.start_worker()
    for part in range(3):
        writers = [start_writer(site, part * WRITERS + number + 1) for number in range(WRITERS)]
        site.kill("worker")
        site.start_worker()
        if part == 1:
            assert site.manage("rebuild_index", check=False).returncode in (0, 1)
        for seed, writer in writers:
            # What another writer was ahead of stands in the log; anything else ends the writer, and the drill.
            assert writer.wait(timeout=WRITER_TIMEOUT) == 0, f"schrijver {seed} brak af:\n{log_of(site, seed)}"
        site.kill("worker")
        site.start_worker()
    eventually(site.index_is_equal, f"de index blijft verschillen: {site.check_index()}")
    # More than the pages that every site begins with: the writers did write.
    assert site.check_index()["documents"] > 3


@pytest.mark.opensearch
def test_an_engine_that_lost_everything_is_filled_again_without_a_hand(site: RunningSite) -> None:
    site.manage("load_themes")
    subprocess.run(
        [sys.executable, "tests/thread/operations.py", "1", "20"], cwd=ROOT, env=site.environment, check=True
    )
    site.start_worker()
    eventually(site.index_is_equal, "de index wordt niet gevuld")
    assert site.node is not None
    site.node.stop()
    assert site.manage("check_index", check=False).returncode == 2
    site.node = None
    for left in (site.folder / "opensearch").glob("*/data"):
        shutil.rmtree(left)
    site.kill("worker")
    site.start_node()
    site.start_worker()
    eventually(site.index_is_equal, "de index wordt niet opnieuw gevuld")
