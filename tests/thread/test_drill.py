"""Trust 25 to 27: whatever happens, in the end the index is the database, and nothing hidden was shown meanwhile.

The same as `make drill`, which makes thousands of changes; here there are as many as a minute takes.
"""

import shutil

import pytest

from devtools.drill.__main__ import told
from devtools.drill.running import Plan, run
from tests.thread.running_site import RunningSite, eventually

CHANGES = 120
SEED = 5
"""One of which the fourth fault is an engine that is full, and with which a text came back that had been taken away."""


@pytest.mark.opensearch
def test_after_random_changes_and_faults_index_and_database_are_equal(site: RunningSite) -> None:
    outcome = run(Plan(CHANGES, SEED), site, print)
    assert outcome.good, "\n".join(told(outcome))
    assert outcome.made + outcome.rolled_back == CHANGES
    assert outcome.faults, "something was disturbed"


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
