"""Tests of devtools.test_legs: what counts as passed, skipped and failed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from devtools import leg_resources, test_legs
from devtools.leg_resources import LegImpossible
from devtools.test_legs import DEMO_FOLDER, Leg, Outcome, files_with, leg_environment, report, run_legs
from tests.processes import eventually, gone

ROOT = Path(__file__).resolve().parents[2]
LEG = Leg("1 proef", "not e2e", ())
PASSING = "def test_it(): pass"
FAILING = "def test_it(): assert False"
EMPTY = ""


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one test file, to run legs on."""
    monkeypatch.setattr(test_legs, "ROOT", tmp_path)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


# Django belongs to the project that runs this test, not to the one that it runs
ALONE = ["-p", "no:django", "-p", "no:playwright", "-p", "no:cacheprovider"]


def run(suite: Path, tests: str, leg: Leg = LEG) -> Outcome:
    (suite / "test_suite.py").write_text(tests)
    return run_legs([leg], ALONE)[0]


def test_a_leg_whose_tests_pass_is_good(suite: Path) -> None:
    outcome = run(suite, PASSING)
    assert (outcome.ok, outcome.ran) == (True, True)


def test_a_leg_with_a_failing_test_is_not(suite: Path) -> None:
    assert not run(suite, FAILING).ok


def test_a_leg_without_any_test_is_not_good_either(suite: Path) -> None:
    outcome = run(suite, EMPTY)
    assert (outcome.ok, outcome.ran) == (False, False)
    assert "geen tests" in outcome.remark


def test_a_leg_with_a_marker_reads_only_the_files_that_name_it(suite: Path) -> None:
    tests = suite / "tests" / "deep"
    tests.mkdir(parents=True)
    (tests / "test_with.py").write_text("import pytest\n@pytest.mark.proef\ndef test_it(): pass")
    (tests / "test_without.py").write_text("# proef, mark.proefje")
    assert files_with("proef") == ["tests/deep/test_with.py"]
    assert files_with("") == []


MEETING = """
import time
from pathlib import Path

def meet(mine, other):
    Path(mine).touch()
    end = time.monotonic() + 30
    while not Path(other).exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert Path(other).exists()

def test_reckons(): meet("een", "ander")
def test_waits(): meet("ander", "een")
"""
BESIDE = [Leg("1 rekent", "not e2e", ("-k", "reckons")), Leg("2 wacht", "not e2e", ("-k", "waits"), waits=True)]


def test_a_leg_that_waits_runs_beside_one_that_reckons_and_is_told_whole(
    suite: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (suite / "test_suite.py").write_text(MEETING)
    outcomes = run_legs(BESIDE, ALONE)
    assert [(outcome.leg, outcome.ok) for outcome in outcomes] == [(leg, True) for leg in BESIDE]
    said = [line[:10] for line in capfd.readouterr().out.splitlines()]
    assert [line for line in said if line.startswith(("=== ", "1 passed"))] == [
        "=== 1 reke", "1 passed, ", "=== 2 wach", "1 passed, ",
    ]  # fmt: skip


def test_a_leg_that_waits_and_fails_is_told_and_is_not_good(suite: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (suite / "test_suite.py").write_text("def test_reckons(): pass\ndef test_waits(): assert 1 == 2")
    assert [outcome.ok for outcome in run_legs(BESIDE, ALONE)] == [True, False]
    assert "assert 1 == 2" in capfd.readouterr().out


LASTING = """
import os, time
from pathlib import Path

def last(mine):
    Path(mine).write_text(str(os.getpid()))
    time.sleep(60)
    Path(mine).with_suffix(".ended").touch()

def test_reckons(): last("een")
def test_waits(): last("ander")
"""


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A program that a shell starts in the background is told to ignore an interrupt."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_ends_the_legs_of_both_rows(suite: Path) -> None:
    (suite / "test_suite.py").write_text(LASTING)
    both = [suite / "een", suite / "ander"]
    interrupting = Thread(target=interrupt_when, args=(lambda: all(f.exists() and f.read_text() for f in both),))
    interrupting.start()
    with pytest.raises(KeyboardInterrupt):
        run_legs(BESIDE, ALONE)
    interrupting.join()
    assert all(gone(int(file.read_text())) for file in both)
    assert not list(suite.glob("*.ended"))


def interrupt_when(holds: Callable[[], bool]) -> None:
    if eventually(holds, seconds=30):
        os.kill(os.getpid(), signal.SIGINT)


def no_server(folder: Path) -> Iterator[dict[str, str]]:
    raise LegImpossible("PostgreSQL start hier niet")
    yield {}


def test_a_leg_that_cannot_run_here_is_skipped_aloud(
    suite: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(leg_resources, "postgres", no_server)
    outcome = run(suite, PASSING, Leg("2 proef", "not e2e", (), ("postgres",)))
    assert (outcome.ok, outcome.ran) == (True, False)
    assert "OVERGESLAGEN: PostgreSQL start hier niet" in capsys.readouterr().out


def test_under_ci_a_leg_that_cannot_run_fails(suite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leg_resources, "postgres", no_server)
    monkeypatch.setenv("CI", "true")
    assert not run(suite, PASSING, Leg("2 proef", "not e2e", (), ("postgres",))).ok


def test_the_table_names_each_leg_and_whether_it_ran(capsys: pytest.CaptureFixture[str]) -> None:
    good = Outcome(LEG, ok=True, ran=True, remark="3 s")
    skipped = Outcome(Leg("2 anders", "", ()), ok=True, ran=False, remark="geen browser")
    bad = Outcome(Leg("3 kapot", "", ()), ok=False, ran=True, remark="4 s")
    assert report([good, skipped]) == 0
    assert report([good, bad]) == 1
    said = capsys.readouterr().out
    assert "1 proef" in said and "ja       goed (3 s)" in said
    assert "2 anders" in said and "nee      overgeslagen (geen browser)" in said
    assert "3 kapot" in said and "ja       NIET GOED (4 s)" in said


def test_two_runs_share_neither_folder_nor_index_names(tmp_path: Path) -> None:
    one, other = leg_environment(tmp_path / "one"), leg_environment(tmp_path / "other")
    for setting in ("VAR_DIR", "DATABASE_URL", "INDEX_PREFIX"):
        assert one[setting] != other[setting]


def test_nothing_of_the_developers_engine_gets_in(tmp_path: Path) -> None:
    assert leg_environment(tmp_path)["OPENSEARCH_URL"] == ""


def test_what_one_process_compiled_the_next_one_reads(tmp_path: Path) -> None:
    module = tmp_path / "proef.py"
    module.write_text("")
    machine = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    for environment, compiled in ((machine, False), (machine | leg_environment(tmp_path / "leg"), True)):
        subprocess.run([sys.executable, "-c", "import proef"], cwd=tmp_path, env=environment, check=True)
        assert (tmp_path / "__pycache__").exists() is compiled


def test_the_legs_share_the_data_of_the_demo(tmp_path: Path) -> None:
    one, other = leg_environment(tmp_path / "one"), leg_environment(tmp_path / "other")
    assert one[DEMO_FOLDER] == other[DEMO_FOLDER]


def test_the_legs_together_run_every_test() -> None:
    expressions = {name: leg.expression for name, leg in test_legs.LEGS.items()}
    markers = {
        "sqlite": {"crawl", "sqlite_only"},
        "postgres": {"postgres"},
        "opensearch": {"opensearch"},
        "e2e": {"e2e"},
        "pdf": {"pdf"},
    }
    for name, marked in markers.items():
        known = ("opensearch", "postgres", "e2e", "pdf", "crawl", "sqlite_only")
        names = {marker: marker in marked for marker in known}
        assert eval(expressions[name], {}, names), f"leg {name} leaves out what belongs to it"


def test_an_unknown_leg_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert test_legs.main(["browser"]) == 2
    assert "Kies uit sqlite, postgres, opensearch, e2e, pdf" in capsys.readouterr().out
